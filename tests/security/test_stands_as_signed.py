"""Bar, row 12: nothing is added to what stands, and no paper is issued without its act.

What stands is what an earlier transaction wrote, so these tests commit.
"""

import pytest
from django.db import IntegrityError, transaction

from foundation.rules import constraint_of
from papers.models import Paper
from tests.conftest import TODAY
from tests.factories import CoachingVisitFactory, MembershipFactory, PhotoFactory
from tests.finance.promises.sql import committed, run
from tests.grants.factories import (
    AwardFactory,
    BudgetFactory,
    CandidacyFactory,
    DecreeFactory,
    InstrumentFactory,
    LetterheadFactory,
    VisitFactory,
)
from tests.security.attacks import Attacks

pytestmark = committed
attacks = Attacks()
LISTED = (
    "INSERT INTO grants_listedgroup (proposal_id, candidacy_id, place, amount, leaves, reason)"
    " VALUES (%s, %s, 99, %s, false, '')"
)


@attacks("grants_listproposal_stands")
def list_a_group_after_the_decree():
    decree = DecreeFactory()
    run(LISTED, decree.proposal_id, CandidacyFactory(round=decree.round).pk, decree.round.amount)


@attacks("grants_decree_stands")
def give_a_listed_group_its_award_later():
    with transaction.atomic():
        decree = DecreeFactory()
        candidacy = CandidacyFactory(round=decree.round)
        run(LISTED, decree.proposal_id, candidacy.pk, decree.round.amount)
    run(
        "INSERT INTO grants_award (decree_id, round_id, candidacy_id, group_id, place, amount,"
        " by_id, at) VALUES (%s, %s, %s, %s, 99, %s, %s, now())",
        *(decree.pk, decree.round_id, candidacy.pk, candidacy.group_id),
        *(decree.round.amount, decree.by_id),
    )


@attacks("groups_instrument_stands")
def add_a_category_to_an_instrument():
    run(
        "INSERT INTO groups_category (instrument_id, name, name_en, least, most)"
        " VALUES (%s, 'Semua layak', '', 0, 100)",
        InstrumentFactory().pk,
    )


@attacks("groups_instrument_stands")
def add_a_dimension_to_an_instrument():
    run(
        "INSERT INTO groups_dimension (instrument_id, number, name, name_en)"
        " VALUES (%s, 99, 'Lain', '')",
        InstrumentFactory().pk,
    )


@attacks("groups_criterion_stands")
def add_a_level_to_a_criterion():
    with transaction.atomic():
        instrument = InstrumentFactory()
    run(
        "INSERT INTO groups_level (criterion_id, level, name, name_en) VALUES (%s, 99, 'Lain', '')",
        instrument.criteria.first().pk,
    )


@attacks("grants_visit_stands")
def add_a_photo_to_a_visit():
    visit = VisitFactory()
    run(
        "INSERT INTO grants_visitphoto (visit_id, photo_id) VALUES (%s, %s)",
        visit.pk,
        PhotoFactory(group=visit.candidacy.group).pk,
    )


@attacks("groups_coachingvisit_stands")
def add_a_member_to_a_coaching_visit():
    visit = CoachingVisitFactory()
    run(
        "INSERT INTO groups_coachedmember (visit_id, membership_id) VALUES (%s, %s)",
        visit.pk,
        MembershipFactory(group=visit.group).pk,
    )


@attacks("groups_coachingvisit_stands")
def add_a_photo_to_a_coaching_visit():
    visit = CoachingVisitFactory()
    run(
        "INSERT INTO groups_coachingphoto (visit_id, photo_id) VALUES (%s, %s)",
        visit.pk,
        PhotoFactory(group=visit.group).pk,
    )


@attacks("grants_budget_stands")
def add_a_line_to_a_plan():
    run(
        "INSERT INTO grants_budgetline (budget_id, number, item, kind, source, quantity, unit,"
        " price) VALUES (%s, 99, 'Sapi', 'animal', 'grant', 1, 'ekor', 1)",
        BudgetFactory().pk,
    )


def issue(decree, kind="decree", date=TODAY, supersedes=None):
    """A paper like that of the decree, with its seal, by the rights of the site."""
    run(
        "INSERT INTO papers_paper (kind, office_id, date, code, text, supersedes_id, by_id, at,"
        " sequence, number, digest)"
        " VALUES (%s, %s, %s, 'AAAA-2222', '{}', %s, %s, now(), 0, '', '')",
        *(kind, decree.round.district_id, date, supersedes, decree.by_id),
    )


@attacks("papers_paper_has_its_act")
def issue_a_decree_that_nobody_signed():
    issue(DecreeFactory())


@attacks("papers_paper_has_its_act")
def issue_one_of_last_year():
    issue(DecreeFactory(), date=TODAY.replace(day=1, month=1, year=TODAY.year - 1))


@attacks("papers_paper_has_its_act")
def supersede_the_true_decree():
    decree = DecreeFactory()
    issue(decree, supersedes=decree.paper_id)


@pytest.mark.parametrize("case", attacks.cases)
def test_it_is_refused_by_its_name(case):
    attack, rule = attacks.cases[case]

    with pytest.raises(IntegrityError) as refusal:
        attack()

    assert constraint_of(refusal.value) == rule


@pytest.mark.parametrize("kind", Paper.Kind.values)
def test_no_kind_of_paper_is_issued_without_its_act(kind):
    decree = DecreeFactory()

    with pytest.raises(IntegrityError, match="stands on its act"):
        issue(decree, kind=kind)


def test_what_one_transaction_writes_is_whole():
    """A savepoint that was released counts as its transaction."""
    LetterheadFactory()
    with transaction.atomic():
        award = AwardFactory()

    assert award.decree.awards.get() == award
