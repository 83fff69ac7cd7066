"""Objections within their period, answered with reasons by a user who did not score."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from foundation.rules import RuleBroken
from grants.selection.actions.objections import answer_objection, record_objection
from grants.selection.models import Award, ObjectionAnswer
from grants.selection.reports.objections import objection_columns
from grants.selection.reports.ranking_columns import ranking_columns
from grants.selection.reports.rankings import ranking_of
from grants.selection.rules.ranking import RankingState
from grants.selection.rules.rounds import require_addendum
from grants.way.reports.report_list import report_columns
from tests.conftest import TODAY
from tests.factories import UserFactory
from tests.grants.factories import (
    AwardFactory,
    DecreeFactory,
    ListProposalFactory,
    ObjectionFactory,
    PublicationFactory,
    RankingFactory,
    RoundFactory,
    TransferFactory,
)
from tests.grants.test_rank import EXAMPLE
from tests.grants.test_rankings import candidate

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
DAY = datetime.timedelta(days=1)
Effect = ObjectionAnswer.Effect


@pytest.fixture
def candidacy():
    """The better of two groups for one place, on a list published today."""
    selection_round = RoundFactory(places=1, documents=[])
    best = candidate(selection_round, "P", EXAMPLE["P"])
    candidate(selection_round, "Q", EXAMPLE["Q"])
    RankingFactory(round=selection_round)
    PublicationFactory(round=selection_round, date=TODAY - 2 * DAY, until=TODAY + 5 * DAY)
    return best


@pytest.fixture
def head():
    return UserFactory(role="head")


@pytest.fixture
def objection(candidacy):
    return ObjectionFactory(candidacy=candidacy, date=TODAY - DAY)


def record(candidacy, by, **more):
    typed = {"name": "Pak Karto", "says": "Tidak pernah bertemu", "date": TODAY, "today": TODAY}
    return record_objection(candidacy=candidacy, by=by, **typed | more)


def answer(objection, by, effect=Effect.NONE, **more):
    typed = {"reasons": "Sudah diperiksa di buku.", "date": TODAY}
    return answer_objection(objection=objection, effect=effect, by=by, **typed | more)


def states(selection_round):
    return {
        row.candidate.group.removeprefix("KUBE "): row.state
        for row in ranking_of(selection_round).rows
    }


def test_an_objection_is_written_down(candidacy, head):
    assert record(candidacy, head).round == candidacy.round


@pytest.mark.parametrize(
    ("date", "words"),
    [(TODAY + DAY, "not come yet"), (TODAY - 3 * DAY, "Objections came from")],
)
def test_it_comes_within_the_period(candidacy, head, date, words):
    with pytest.raises(RuleBroken, match=words):
        record(candidacy, head, date=date)


def test_not_before_the_list_is_public(head):
    with pytest.raises(RuleBroken, match="not public yet"):
        record(candidate(RoundFactory(), "A", EXAMPLE["P"]), head)


def test_not_upheld_nothing_changes(candidacy, objection, head):
    before = states(candidacy.round)

    answer(objection, head)

    assert states(candidacy.round) == before


def test_upheld_the_group_leaves_and_the_reserve_moves_up(candidacy, objection, head):
    assert states(candidacy.round) == {"P": RankingState.LISTED, "Q": RankingState.RESERVE}

    answer(objection, head, Effect.REMOVED)

    assert states(candidacy.round) == {"Q": RankingState.LISTED}


def test_upheld_one_score_changes_and_nothing_recorded_does(candidacy, objection, head):
    criterion = candidacy.round.instrument.criteria.get(number=4)

    answer(objection, head, Effect.SCORE, criterion=criterion, level=1)

    row = ranking_of(candidacy.round).by_candidacy[candidacy.pk]
    assert str(row.total) == "73.75"  # 85,00 less 3 of 4 levels of 15
    assert candidacy.score_sheets.get().scores.get(criterion=criterion).level == 4


def test_upheld_a_group_meets_the_rules_after_all(head):
    selection_round = RoundFactory(places=1, documents=["minutes"])
    held = candidate(selection_round, "P", EXAMPLE["P"])
    RankingFactory(round=selection_round)
    PublicationFactory(round=selection_round, date=TODAY - DAY, until=TODAY + DAY)
    objection = ObjectionFactory(candidacy=held, date=TODAY)
    before = states(selection_round)

    answer(objection, head, Effect.MET)

    assert (before, states(selection_round)) == (
        {"P": RankingState.UNMET},
        {"P": RankingState.LISTED},
    )


def test_a_changed_score_names_another_level(candidacy, objection, head):
    criterion = candidacy.round.instrument.criteria.get(number=4)

    with pytest.raises(RuleBroken, match="Choose the criterion"):
        answer(objection, head, Effect.SCORE)
    with pytest.raises(RuleBroken, match="this level already"):
        answer(objection, head, Effect.SCORE, criterion=criterion, level=4)


def test_an_answer_gives_reasons(objection, head):
    with pytest.raises(RuleBroken, match="Write the reasons"):
        answer(objection, head, reasons=" ")


def test_an_objection_is_answered_once(objection, head):
    answer(objection, head)

    with pytest.raises(RuleBroken, match="answered this already"):
        answer(objection, UserFactory(role="head"))


def test_who_scored_the_group_does_not_answer(candidacy, objection):
    with pytest.raises(RuleBroken, match="Who scored the group may not answer"):
        answer(objection, candidacy.score_sheets.get().by)


def test_not_even_in_raw_sql(candidacy, objection):
    scorer = candidacy.score_sheets.get().by

    with pytest.raises(IntegrityError, match="accounts_duty_never_by_one"), transaction.atomic():
        ObjectionAnswer.objects.create(
            objection=objection, effect=Effect.NONE, reasons="x", date=TODAY, by=scorer
        )


@pytest.fixture
def decided():
    """An award, and an objection inserted after the decree."""
    selection_round = RoundFactory()
    late = candidate(selection_round, "P", EXAMPLE["P"])
    award = AwardFactory(decree__proposal__round=selection_round, candidacy=late, group=late.group)
    PublicationFactory(round=RankingFactory(round=selection_round).round)
    return ObjectionFactory(candidacy=award.candidacy)


def test_the_decree_ends_it(decided, head):
    with pytest.raises(RuleBroken, match="The decree is signed"):
        answer(decided, head)
    with pytest.raises(RuleBroken, match="The decree is signed"):
        record(decided.candidacy, head, date=TODAY - 4 * DAY)


def test_the_decree_ends_it_in_raw_sql(decided, head):
    with pytest.raises(IntegrityError, match="no answer changes the list"), transaction.atomic():
        ObjectionAnswer.objects.create(
            objection=decided, effect=Effect.NONE, reasons="x", date=TODAY, by=head
        )


def test_no_decree_while_an_objection_waits(objection):
    proposal = ListProposalFactory(round=objection.round)

    with pytest.raises(IntegrityError, match="waits for the objections"), transaction.atomic():
        DecreeFactory(proposal=proposal, date=TODAY + 30 * DAY)
    assert not Award.objects.exists()


def test_the_verifier_answers_on_the_page(as_user, objection):
    client = as_user(UserFactory(role="verifier"))
    page = reverse("grants:answer_objection", args=[objection.pk])
    form = client.get(page).context["form"]

    client.post(
        page,
        {
            "effect": "none",
            "level": "",
            "reasons": "Sudah diperiksa.",
            "submission": form["submission"].value(),
        },
    )

    assert objection.answer.reasons == "Sudah diperiksa."
    assert 'name="reasons"' not in client.get(page).text


def offered(client, name: str, selection_round) -> bool:
    """Whether the page of the ranking or of its objections leads to this act."""
    act = reverse(f"grants:{name}", args=[selection_round.pk])
    pages = [reverse(f"grants:{page}", args=[selection_round.pk]) for page in OF_A_ROUND]
    return any(f'href="{act}"' in client.get(page).text for page in pages)


OF_A_ROUND = ("ranking", "objections")


def test_no_act_is_offered_that_the_day_or_the_decree_refuses(as_user, candidacy, head):
    client, selection_round = as_user(head), candidacy.round
    assert offered(client, "record_objection", selection_round)

    early = RoundFactory(proposals_until=TODAY)
    late = RoundFactory(opened_on=TODAY - 9 * DAY, proposals_until=TODAY - DAY, name="Lama")

    assert not offered(client, "close_scoring", early)
    assert offered(client, "close_scoring", late)


def test_after_the_decree_nobody_objects(as_user, head):
    award = AwardFactory()
    client, selection_round = as_user(head), award.round

    assert not offered(client, "record_objection", selection_round)
    assert offered(client, "propose_addendum", selection_round)


def test_from_a_paid_list_no_group_leaves(as_user, head):
    selection_round = TransferFactory().award.round

    assert not offered(as_user(head), "propose_addendum", selection_round)
    with pytest.raises(RuleBroken, match="are paid"):
        require_addendum(selection_round, TODAY, head)


def test_the_list_now_in_force_is_the_one_to_print(as_user, head, objection):
    answer(objection, UserFactory(role="head", name="Lain"), Effect.REMOVED)
    selection_round = objection.round
    papers = objection.answer.papers
    client = as_user(head)

    listed = client.get(reverse("grants:objections", args=[selection_round.pk])).text
    ranked = client.get(reverse("grants:ranking", args=[selection_round.pk])).text

    links = listed.split('class="actions"')[1].split("</div>")[0]
    assert reverse("papers:paper", args=[papers.public_list_id]) in links
    assert reverse("papers:print_paper", args=[papers.minutes_id]) in ranked


def test_the_round_says_how_many_of_the_scored_left(as_user, head, objection):
    client, row = as_user(head), objection.round
    pages = [reverse("grants:rounds"), reverse("grants:round", args=[row.pk])]
    assert not any("1 keluar" in client.get(page).text for page in pages)

    answer(objection, UserFactory(role="head", name="Lain"), Effect.REMOVED)

    assert all("1 keluar" in client.get(page).text for page in pages)


@pytest.mark.parametrize(
    ("columns", "first"),
    [
        (ranking_columns([]), ["No.", "Group", "Village", "Points of 100", "Result", "Reason"]),
        (
            objection_columns(may_answer=True),
            ["Group", "Who objects", "Objection", "State", "Reasons", "To do"],
        ),
        (report_columns({}, TODAY), ["Group", "State", "Due on"]),
    ],
    ids=["ranking", "objections", "reports"],
)
def test_what_decides_stands_where_a_narrow_screen_shows_it(columns, first):
    assert [str(column.heading) for column in columns[: len(first)]] == first
