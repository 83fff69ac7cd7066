"""Separation of duties in the database: each pair, in each order, with a new role between.

Rows are inserted directly, without the guards of the actions.
"""

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.utils import timezone

from accounts.actions import assign_role, end_assignment
from accounts.database_roles import as_owner
from accounts.duties import APART, require_apart
from accounts.models import Duty, User
from foundation.rules import RuleBroken
from grants.selection.models import ObjectionAnswer, Round
from grants.spending.models import Report
from tests.conftest import TODAY
from tests.factories import UserFactory, region
from tests.grants.factories import (
    AccountCheckFactory,
    AgreementFactory,
    AwardFactory,
    BankAccountFactory,
    CandidacyFactory,
    DeclarationFactory,
    DecreeFactory,
    DisbursementFactory,
    ListProposalFactory,
    MatchFactory,
    ObjectionFactory,
    PublicationFactory,
    RankingFactory,
    ReportFactory,
    ReviewFactory,
    ScoreSheetFactory,
    TransferFactory,
)

pytestmark = pytest.mark.django_db


def answer(candidacy, **by):
    if not hasattr(candidacy.round, "ranking"):
        RankingFactory(round=candidacy.round)
        PublicationFactory(round=candidacy.round)
    by = by or {"by": UserFactory(role="verifier")}
    return ObjectionAnswer.objects.create(
        objection=ObjectionFactory(candidacy=candidacy),
        effect="none",
        date=TODAY,
        reasons="Kelompok bertemu tiap bulan.",
        **by,
    )


def pay_in(round, group=None, **by):
    """Pay a group of the round."""
    decree = round.decrees.first()
    of_group = {"group": group} if group else {}
    award = AwardFactory(decree=decree, candidacy=CandidacyFactory(round=round, **of_group))
    AgreementFactory(award=award)
    return TransferFactory(disbursement=DisbursementFactory(award=award), **by)


def sign_addendum(round, **by):
    proposal = ListProposalFactory(round=round)
    return DecreeFactory(proposal=proposal, sequence=round.decrees.count(), **by)


def reported() -> Round:
    """A round in which a report waits for its review."""
    return ReportFactory().award.round


def review_in(round, **by):
    report = Report.objects.get(award__round=round)
    return ReviewFactory(report=report, accepted=False, corrections="Nota", mend_until=TODAY, **by)


# For each pair: the first act, which returns the case, and the second act in that case.
STORIES = {
    "propose_group/verify_group": (
        CandidacyFactory,
        lambda case, **by: DeclarationFactory(candidacy=case, **by),
    ),
    "score/answer_objection": (lambda **by: ScoreSheetFactory(**by).candidacy, answer),
    "propose_list/sign_decree": (
        lambda **by: ListProposalFactory(**by).round,
        lambda case, **by: DecreeFactory(proposal=case.list_proposals.first(), **by),
    ),
    "sign_decree/pay": (lambda **by: DecreeFactory(**by).round, pay_in),
    "pay/match": (
        lambda **by: TransferFactory(**by).disbursement,
        lambda case, **by: MatchFactory(transfer=case.transfers.first(), **by),
    ),
    "type_account/check_account": (
        BankAccountFactory,
        lambda case, **by: AccountCheckFactory(account=case, **by),
    ),
    "check_account/pay": (
        lambda **by: AccountCheckFactory(**by).account,
        lambda case, **by: pay_in(DecreeFactory().round, case.group, **by),
    ),
    "write_report/review_report": (
        lambda **by: ReportFactory(**by).award,
        lambda case, **by: ReviewFactory(
            report=case.reports.first(), accepted=False, corrections="Nota", mend_until=TODAY, **by
        ),
    ),
    "propose_group/sign_decree": (
        lambda **by: CandidacyFactory(**by).round,
        lambda case, **by: DecreeFactory(proposal=ListProposalFactory(round=case), **by),
    ),
    "propose_group/pay": (
        lambda **by: CandidacyFactory(round=DecreeFactory().round, **by).round,
        pay_in,
    ),
    "propose_group/review_report": (
        lambda **by: CandidacyFactory(round=reported(), **by).round,
        review_in,
    ),
    "sign_decree/review_report": (lambda **by: sign_addendum(reported(), **by).round, review_in),
    "pay/review_report": (
        lambda **by: pay_in(reported(), **by).disbursement.award.round,
        review_in,
    ),
}
EACH = pytest.mark.parametrize("pair", APART, ids=[pair.name for pair in APART])


def with_another_role(user: User) -> User:
    """End the user's role and assign another one."""
    administrator = UserFactory(role="administrator")
    for assignment in user.assignments.running():
        end_assignment(assignment=assignment, on=timezone.localdate(), by=administrator)
    assign_role(
        user=user,
        role="auditor",
        region=region("35.07"),
        since=timezone.localdate(),
        by=administrator,
    )
    return User.objects.get(pk=user.pk)


def test_each_pair_of_the_table_has_its_story():
    assert set(STORIES) == {pair.name for pair in APART}


@EACH
def test_the_second_act_is_refused_in_words(pair):
    first, _second = STORIES[pair.name]
    user = UserFactory(role="verifier")
    case = first(by=user)

    with pytest.raises(RuleBroken):
        require_apart(pair.acts[1], by=with_another_role(user), **{pair.case: case})


@EACH
def test_the_first_act_after_the_second_is_refused_in_words(pair):
    first, second = STORIES[pair.name]
    user = UserFactory(role="verifier")
    case = first()
    second(case, by=user)

    with pytest.raises(RuleBroken):
        require_apart(pair.acts[0], by=with_another_role(user), **{pair.case: case})


@EACH
def test_another_person_may(pair):
    first, second = STORIES[pair.name]
    case = first(by=UserFactory())

    second(case)

    require_apart(pair.acts[1], by=UserFactory(), **{pair.case: case})


@EACH
def test_the_database_refuses_the_second_act(pair):
    first, second = STORIES[pair.name]
    user = UserFactory(role="verifier")
    case = first(by=user)
    user = with_another_role(user)

    with pytest.raises(IntegrityError, match="accounts_duty_never_by_one"), transaction.atomic():
        second(case, by=user)


# Pairs whose first act can follow the second in the same case.
AGAIN = {
    "propose_list/sign_decree": lambda case, **by: ListProposalFactory(round=case, **by),
    "sign_decree/pay": sign_addendum,
    "write_report/review_report": lambda case, **by: ReportFactory(award=case, version=2, **by),
    "sign_decree/review_report": sign_addendum,
    "pay/review_report": pay_in,
}


@pytest.mark.parametrize("name", AGAIN)
def test_the_database_refuses_the_first_act_after_the_second(name):
    first, second = STORIES[name]
    user = UserFactory(role="verifier")
    case = first()
    second(case, by=user)
    user = with_another_role(user)

    with pytest.raises(IntegrityError, match="accounts_duty_never_by_one"), transaction.atomic():
        AGAIN[name](case, by=user)


def test_the_site_writes_no_duty_itself():
    user = UserFactory()

    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        Duty.objects.create(pair="pay/match", case="disbursement:1", side=0, user=user)
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        Duty.objects.filter(user=user).delete()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("side", [0, 1])
def test_not_even_the_owner_notes_both_acts_of_one_person(side):
    user = UserFactory()
    insert = 'INSERT INTO accounts_duty (pair, "case", side, user_id) VALUES (%s, %s, %s, %s)'

    with as_owner(), connection.cursor() as cursor:
        for pair in APART:
            cursor.execute(insert, [pair.name, f"{pair.case}:1", side, user.pk])
            with pytest.raises(IntegrityError, match="never_by_one"):
                cursor.execute(insert, [pair.name, f"{pair.case}:1", 1 - side, user.pk])
