"""The list of a round: proposed, returned or decreed, by two persons, within the budget."""

import pytest
from django.db import IntegrityError, transaction

from foundation.rules import RuleBroken
from grants.selection.actions.decrees import issue_decree
from grants.selection.actions.lists import return_list
from grants.selection.actions.objections import answer_objection
from grants.selection.models import Award, Decree, ListedGroup, Objection
from papers.models import Paper
from tests.at_once import at_once
from tests.conftest import TODAY
from tests.factories import AssignmentFactory, UserFactory
from tests.grants.factories import (
    GRANT,
    CandidacyFactory,
    DecreeFactory,
    LetterheadFactory,
    ListProposalFactory,
    ObjectionFactory,
    PublicationFactory,
    RankingFactory,
    RoundFactory,
)
from tests.grants.proposed import (
    DAY,
    approver,
    decree,
    head,
    made,
    names,
    proposal,
    propose,
    public_round,
    selection_round,
)
from tests.grants.test_rank import EXAMPLE
from tests.grants.test_rankings import candidate

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
__all__ = ["approver", "decree", "head", "made", "proposal", "selection_round"]  # fixtures


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
