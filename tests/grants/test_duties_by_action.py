"""Separation of duties in the actions: each pair of acts, in each order."""

import pytest
from django.utils.translation import gettext as _

from accounts.duties import APART
from foundation.rules import RuleBroken
from grants.payment.actions.bank_accounts import check_account
from grants.payment.actions.matches import match_line
from grants.payment.actions.payments import pay_disbursement
from grants.selection.actions.decrees import issue_decree
from grants.selection.actions.lists import propose_addendum
from grants.selection.actions.objections import answer_objection
from grants.selection.actions.verification import declare
from grants.selection.models import Round
from grants.spending.actions.reports import review_report, write_report
from grants.spending.models import Report
from tests.conftest import TODAY
from tests.factories import UserFactory
from tests.grants.factories import (
    ListProposalFactory,
    MatchFactory,
    ObjectionFactory,
    PublicationFactory,
    RankingFactory,
    ReportCheckFactory,
    ReportFactory,
    ReviewFactory,
    StatementLineFactory,
)
from tests.grants.spending import in_hand
from tests.grants.test_duties import STORIES, pay_in, with_another_role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def answer(candidacy, by):
    RankingFactory(round=candidacy.round)
    PublicationFactory(round=candidacy.round)
    objection = ObjectionFactory(candidacy=candidacy)
    answer_objection(
        objection=objection, effect="none", reasons="Bertemu tiap bulan.", date=TODAY, by=by
    )


def pay(disbursement, by):
    account = disbursement.award.group.bank_accounts.first()
    pay_disbursement(
        disbursement=disbursement, account_number=account.number, date=TODAY, today=TODAY, by=by
    )


def match(disbursement, by):
    transfer = disbursement.transfers.get()
    line = StatementLineFactory(amount=-transfer.amount, reference=transfer.reference)
    match_line(line=line, paid=transfer, today=TODAY, by=by)


def review(case, by):
    """The one report of an award, or of a round."""
    of_case = {"award__candidacy__round": case} if isinstance(case, Round) else {"award": case}
    report = Report.objects.get(**of_case)
    ReportCheckFactory(report=report)
    review_report(report=report, accepted=True, date=TODAY, by=by)


# The call of each action, by its name in `STORIES`: takes the case and the user.
ACTIONS = {
    "verify_group": lambda case, by: declare(candidacy=case, related=False, by=by),
    "answer_objection": answer,
    "propose_list": lambda case, by: propose_addendum(
        selection_round=case, leaving={}, date=TODAY, by=by
    ),
    "sign_decree": lambda case, by: issue_decree(
        proposal=case.list_proposals.first() or ListProposalFactory(round=case), date=TODAY, by=by
    ),
    "match": match,
    "check_account": lambda case, by: check_account(account=case, right=True, by=by),
    "review_report": review,
}
SECOND = [pair for pair in APART if pair.acts[1] in ACTIONS]


@pytest.mark.parametrize("pair", SECOND, ids=[pair.name for pair in SECOND])
def test_who_did_the_first_act_is_told_so_by_the_second(pair):
    first, _second = STORIES[pair.name]
    user = UserFactory(role="verifier")
    case = first(by=user)

    with pytest.raises(RuleBroken) as refusal:
        ACTIONS[pair.acts[1]](case, with_another_role(user))

    assert str(refusal.value) == _(str(pair.refusals[1]))


def refusal_of(first: str, second: str) -> tuple[str, str]:
    (pair,) = [pair for pair in APART if pair.acts == (first, second)]
    return tuple(_(str(text)) for text in pair.refusals)


def test_who_signed_the_decree_does_not_pay():
    user = UserFactory()
    selection_round = STORIES["sign_decree/pay"][0](by=user)
    disbursement = pay_in(selection_round).disbursement

    with pytest.raises(RuleBroken) as refusal:
        pay(disbursement, with_another_role(user))

    assert str(refusal.value) == refusal_of("sign_decree", "pay")[1]


def test_who_checked_the_account_does_not_pay_into_it():
    award = in_hand()
    checker = award.group.bank_accounts.first().check_row.by

    with pytest.raises(RuleBroken) as refusal:
        pay(award.disbursement, with_another_role(checker))

    assert str(refusal.value) == refusal_of("check_account", "pay")[1]


def test_who_matched_does_not_pay_and_who_paid_signs_no_addendum():
    match = MatchFactory()
    disbursement, payer = match.transfer.disbursement, match.transfer.by
    addendum = ListProposalFactory(round=disbursement.award.round)

    with pytest.raises(RuleBroken) as unpaid:
        pay(disbursement, with_another_role(match.by))
    with pytest.raises(RuleBroken) as unsigned:
        issue_decree(proposal=addendum, date=TODAY, by=with_another_role(payer))

    assert str(unpaid.value) == refusal_of("pay", "match")[0]
    assert str(unsigned.value) == refusal_of("sign_decree", "pay")[0]


def test_who_signed_the_decree_proposes_no_addendum():
    award = in_hand()

    with pytest.raises(RuleBroken) as refusal:
        ACTIONS["propose_list"](award.round, with_another_role(award.decree.by))

    assert str(refusal.value) == refusal_of("propose_list", "sign_decree")[0]


def test_who_reviewed_a_report_does_not_write_the_next():
    review = ReviewFactory(
        report=ReportFactory(), accepted=False, corrections="Nota pakan", mend_until=TODAY
    )
    award = review.report.award

    with pytest.raises(RuleBroken) as refusal:
        write_report(
            award=award,
            purchases=list(award.purchases.all()),
            date=TODAY,
            by=with_another_role(review.by),
        )

    assert str(refusal.value) == refusal_of("write_report", "review_report")[0]
