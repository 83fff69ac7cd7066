"""The list of a round: proposed, returned or decreed, by two persons, within the budget."""

import datetime

import pytest
from django.db import IntegrityError, transaction

from foundation.rules import RuleBroken
from grants.selection.actions.decrees import issue_decree
from grants.selection.actions.lists import propose_addendum, propose_list, return_list
from grants.selection.actions.objections import answer_objection
from grants.selection.models import Award, Decree, ListedGroup, Objection, Revocation, Round
from papers.models import Paper
from tests.at_once import at_once
from tests.conftest import TODAY
from tests.factories import AssignmentFactory, UserFactory
from tests.grants.factories import (
    GRANT,
    AgreementFactory,
    CandidacyFactory,
    DecreeFactory,
    DisbursementFactory,
    LetterheadFactory,
    ListProposalFactory,
    ObjectionFactory,
    PublicationFactory,
    RankingFactory,
    RoundFactory,
    TransferFactory,
)
from tests.grants.test_rank import EXAMPLE
from tests.grants.test_rankings import candidate
from tests.shared import shared

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
DAY = datetime.timedelta(days=1)


def public_round(places=2, **more):
    """The worked example with its list published and the objection period over."""
    selection_round = RoundFactory(places=places, **more)
    for name, levels in EXAMPLE.items():
        candidate(selection_round, name, levels)
    RankingFactory(round=selection_round)
    return PublicationFactory(round=selection_round).round


made = shared(public_round)


@pytest.fixture
def selection_round(made):
    return Round.objects.get(pk=made.pk)


@pytest.fixture
def head():
    return UserFactory(role="head")


@pytest.fixture
def approver():
    return UserFactory(role="approver")


@pytest.fixture
def proposal(selection_round, head):
    return propose(selection_round, head)


@pytest.fixture
def decree(proposal, approver):
    return issue_decree(proposal=proposal, date=TODAY, by=approver)


def propose(selection_round, by, **more):
    return propose_list(selection_round=selection_round, by=by, **{"date": TODAY} | more)


def names(rows):
    return [row.candidacy.group.name for row in rows]


def test_the_list_is_what_the_ranking_says(proposal):
    assert names(proposal.listed.all()) == ["P", "Q"]
    assert [row.amount for row in proposal.listed.all()] == [GRANT, GRANT]


def test_not_before_the_objections_are_over(head):
    selection_round = RoundFactory()
    RankingFactory(round=selection_round)
    public = PublicationFactory(round=selection_round)

    with pytest.raises(RuleBroken, match="Objections may come until"):
        propose(selection_round, head, date=public.until)


def test_not_before_each_objection_is_answered(selection_round, head):
    ObjectionFactory(candidacy=selection_round.candidacies.first())

    with pytest.raises(RuleBroken, match="1 objections wait"):
        propose(selection_round, head)


def test_one_list_waits_at_a_time(selection_round, proposal):
    with pytest.raises(RuleBroken, match="waits for the head of office already"):
        propose(selection_round, UserFactory(role="head"))


def test_a_lot_is_drawn_where_an_answer_made_groups_equal(head):
    selection_round = RoundFactory(places=1)
    candidate(selection_round, "A", EXAMPLE["P"])
    second = candidate(selection_round, "B", [4, *EXAMPLE["P"][1:3], 3, *EXAMPLE["P"][4:]])
    RankingFactory(round=selection_round)
    PublicationFactory(round=selection_round)
    fourth = selection_round.instrument.criteria.get(number=4)
    answer_objection(
        objection=ObjectionFactory(candidacy=second),
        effect="score",
        criterion=fourth,
        level=4,
        reasons="Buku",
        date=TODAY,
        by=head,
    )

    with pytest.raises(RuleBroken, match="Draw a lot"):
        propose(selection_round, head)
    drawn = propose(selection_round, head, lots={second.pk: 1})

    assert names(drawn.listed.all()) == ["B"]


def test_a_returned_list_is_proposed_anew(selection_round, proposal, approver, head):
    return_list(proposal=proposal, reason="Periksa R lagi", by=approver)

    assert propose(selection_round, head).pk != proposal.pk
    with pytest.raises(RuleBroken, match="signed or given back already"):
        issue_decree(proposal=proposal, date=TODAY, by=approver)


def test_a_list_is_given_back_with_a_reason(proposal, approver):
    with pytest.raises(RuleBroken, match="what is to be mended"):
        return_list(proposal=proposal, reason=" ", by=approver)


def test_the_decree_gives_each_group_its_grant(decree, selection_round):
    assert decree.paper.kind == Paper.Kind.DECREE
    assert decree.paper.content["amount"] == 2 * GRANT
    assert names(selection_round.awards.all()) == ["P", "Q"]
    assert {award.group_id for award in Award.objects.all()} == set(
        selection_round.awards.values_list("candidacy__group", flat=True)
    )


def test_who_proposed_may_not_sign_whatever_role_is_held_now(proposal, head):
    AssignmentFactory(user=head, role="approver")

    with pytest.raises(RuleBroken, match="Who proposed may not decide"):
        issue_decree(proposal=proposal, date=TODAY, by=head)


def test_who_proposed_may_not_sign_in_raw_sql(proposal, head):
    with pytest.raises(IntegrityError, match="accounts_duty_never_by_one"), transaction.atomic():
        DecreeFactory(proposal=proposal, date=TODAY, by=head)


def test_a_list_is_signed_once(decree, proposal, approver):
    with pytest.raises(RuleBroken, match="signed or given back already"):
        issue_decree(proposal=proposal, date=TODAY, by=approver)


def test_a_signed_list_is_not_given_back(decree, proposal, approver):
    with pytest.raises(RuleBroken, match="signed or given back already"):
        return_list(proposal=proposal, reason="Terlambat", by=approver)


def test_no_second_decree_only_an_addendum(decree, selection_round, head):
    with pytest.raises(RuleBroken, match="Propose an addendum instead"):
        propose(selection_round, head)


def test_an_objection_that_came_late_stops_the_signature(proposal, selection_round, approver):
    Objection.objects.create(
        round=selection_round,
        candidacy=selection_round.candidacies.first(),
        name="Bu Sri",
        says="Surat tertunda di pos",
        date=TODAY - 5 * DAY,
        by=UserFactory(role="head"),
    )

    with pytest.raises(RuleBroken, match="1 objections wait"):
        issue_decree(proposal=proposal, date=TODAY, by=approver)


def test_a_list_that_the_ranking_no_longer_says_is_not_signed(proposal, selection_round, approver):
    objection = Objection.objects.create(
        round=selection_round,
        candidacy=proposal.listed.first().candidacy,
        name="Bu Sri",
        says="Surat tertunda di pos",
        date=TODAY - 5 * DAY,
        by=UserFactory(role="head"),
    )
    answer_objection(
        objection=objection,
        effect="removed",
        reasons="Benar",
        date=TODAY,
        by=UserFactory(role="head"),
    )

    with pytest.raises(RuleBroken, match="changed since this list was proposed"):
        issue_decree(proposal=proposal, date=TODAY, by=approver)


def leave(selection_round, name, by, reason="Mengundurkan diri", **more):
    award = selection_round.awards.get(group__name=name)
    return propose_addendum(
        selection_round=selection_round, leaving={award: reason}, by=by, **{"date": TODAY} | more
    )


def test_an_addendum_takes_back_and_the_reserve_moves_up(decree, selection_round, head, approver):
    addendum = issue_decree(proposal=leave(selection_round, "P", head), date=TODAY, by=approver)

    assert addendum.sequence == 1
    assert addendum.paper.supersedes == decree.paper
    assert names(Award.objects.in_force().filter(round=selection_round)) == ["Q", "R"]
    assert Revocation.objects.get().reason == "Mengundurkan diri"
    assert addendum.paper.content["amount"] == 2 * GRANT


@pytest.mark.parametrize("made", [5], indirect=True, ids=["places"])
def test_without_a_reserve_the_place_stays_empty(selection_round, head, approver):
    issue_decree(proposal=propose(selection_round, head), date=TODAY, by=approver)

    issue_decree(proposal=leave(selection_round, "S", head), date=TODAY, by=approver)

    assert names(Award.objects.in_force()) == ["P", "Q", "R"]


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"reason": " "}, "Write why KUBE P leaves"),
        ({"date": datetime.date(TODAY.year + 1, 1, 1)}, "budget year is over"),
    ],
)
def test_an_addendum_has_its_reason_and_its_year(decree, selection_round, head, more, words):
    with pytest.raises(RuleBroken, match=words):
        leave(selection_round, "P", head, **more)


def test_an_addendum_takes_no_paid_grant_back(decree, selection_round, head):
    award = selection_round.awards.get(group__name="P")
    AgreementFactory(award=award)
    TransferFactory(disbursement=DisbursementFactory(award=award))

    with pytest.raises(RuleBroken, match="takes no paid grant back"):
        leave(selection_round, "P", head)


def test_who_proposes_the_addendum_does_not_sign_it(decree, selection_round, approver):
    with pytest.raises(RuleBroken, match="Who signs the decree may not propose"):
        leave(selection_round, "P", approver)


def test_a_revocation_stands_on_its_addendum(decree, selection_round, approver):
    with pytest.raises(IntegrityError, match="an addendum that says so"), transaction.atomic():
        Revocation.objects.create(
            award=selection_round.awards.first(), decree=decree, reason="x", by=approver
        )


@pytest.mark.parametrize(("places", "budget"), [(1, 2 * GRANT), (2, 2 * GRANT - 1)])
def test_awards_never_exceed_quota_or_budget_in_raw_sql(places, budget, approver):
    selection_round = RoundFactory(places=places, amount=GRANT // 2, budget=budget)
    first, second = (CandidacyFactory(round=selection_round) for _ in range(2))
    proposal = ListProposalFactory(round=selection_round)
    for place, each in enumerate([first, second], start=1):
        ListedGroup.objects.create(proposal=proposal, candidacy=each, place=place, amount=GRANT)
    decree = DecreeFactory(proposal=proposal, by=approver)

    give(decree, first)

    with pytest.raises(IntegrityError, match="exceed the quota or the budget"):
        give(decree, second)


def give(decree, candidacy, amount=GRANT):
    return Award.objects.create(
        decree=decree,
        round=decree.round,
        candidacy=candidacy,
        group=candidacy.group,
        place=1,
        amount=amount,
        by=decree.by,
    )


def test_a_decree_gives_what_its_list_says_in_raw_sql(approver):
    listed, other = CandidacyFactory(), CandidacyFactory()
    decree = DecreeFactory(
        proposal=ListProposalFactory(round=listed.round, listed=[listed]), by=approver
    )

    with pytest.raises(IntegrityError, match="what the proposed list says"), transaction.atomic():
        give(decree, listed, amount=GRANT + 1)
    with pytest.raises(IntegrityError), transaction.atomic():
        give(decree, other)


@pytest.mark.django_db(transaction=True)
def test_eight_sign_one_list_at_once_and_one_does():
    selection_round = public_round()
    proposal = propose(selection_round, UserFactory(role="head"))
    approvers = [UserFactory(role="approver") for _ in range(8)]

    answers = at_once(
        [lambda by=by: issue_decree(proposal=proposal, date=TODAY, by=by) for by in approvers]
    )

    assert sum(isinstance(each, Decree) for each in answers) == 1
    assert sum(isinstance(each, RuleBroken) for each in answers) == 7
    assert Award.objects.count() == 2
    assert Paper.objects.filter(kind=Paper.Kind.DECREE).count() == 1


@pytest.mark.django_db(transaction=True)
def test_eight_decrees_at_once_never_exceed_the_quota():
    """Each with three awards, of one list."""
    selection_round, by = RoundFactory(places=3), UserFactory(role="approver")
    listed = [CandidacyFactory(round=selection_round) for _ in range(3)]
    proposal = ListProposalFactory(round=selection_round, listed=listed)
    LetterheadFactory()

    def sign():
        with transaction.atomic():
            decree = DecreeFactory(proposal=proposal, by=by)
            return [give(decree, each) for each in listed]

    answers = at_once([sign] * 8, IntegrityError)

    assert sum(isinstance(each, list) for each in answers) == 1
    assert sum(award.amount for award in Award.objects.all()) == selection_round.budget
