"""A grant is paid once, whole, to the checked account in force, not by the user who decreed it."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from foundation.rules import RuleBroken
from grants.payment.actions.payments import pay_disbursement
from grants.payment.models import Match, Transfer
from grants.payment.rules.references import is_reference
from grants.selection.models import ListedGroup, Revocation, Sanction
from tests.at_once import at_once
from tests.conftest import TODAY
from tests.factories import AssignmentFactory, UserFactory
from tests.grants.factories import (
    DAY,
    GRANT,
    AccountCheckFactory,
    AgreementFactory,
    AwardFactory,
    BankAccountFactory,
    CandidacyFactory,
    DecreeFactory,
    DisbursementFactory,
    HandoverFactory,
    ListProposalFactory,
    MatchFactory,
    SanctionFactory,
    TransferFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def pay(row, **more):
    account = row.award.group.bank_accounts.first()
    facts = {"account_number": account.number, "date": TODAY, "today": TODAY}
    by = more.pop("by", None) or UserFactory(role="cashier")
    return pay_disbursement(disbursement=row, by=by, **facts | more)


def take_back(award):
    """Revoke the award by an addendum."""
    proposal = ListProposalFactory(round=award.round)
    ListedGroup.objects.create(
        proposal=proposal, candidacy=award.candidacy, place=1, amount=award.amount, leaves=True
    )
    addendum = DecreeFactory(sequence=1, proposal=proposal)
    Revocation.objects.create(award=award, decree=addendum, reason="Mundur", by=addendum.by)


def change_account(row, days_ago: int):
    typed = timezone.now() - datetime.timedelta(days=days_ago)
    account = BankAccountFactory(group=row.award.group, reason="Bank tutup", at=typed)
    AccountCheckFactory(account=account)
    return account


def test_a_payment_has_a_reference_of_its_own():
    paid = pay(DisbursementFactory())

    assert (paid.attempt, paid.amount) == (1, GRANT)
    assert is_reference(paid.reference)


def test_it_is_paid_once():
    row = DisbursementFactory()
    pay(row)

    with pytest.raises(RuleBroken, match="paid already"):
        pay(row)


def test_the_account_typed_must_be_the_checked_one():
    with pytest.raises(RuleBroken, match="not the one in the order"):
        pay(DisbursementFactory(), account_number="0000000000")


@pytest.mark.parametrize("days", [1, -1])
def test_its_day_is_between_order_and_today(days):
    with pytest.raises(RuleBroken, match="Choose"):
        pay(DisbursementFactory(), date=TODAY + days * DAY)


def test_who_signed_the_decree_does_not_pay():
    row = DisbursementFactory()
    signer = row.award.decree.by
    AssignmentFactory(user=signer, role="cashier")

    with pytest.raises(RuleBroken, match="signed the decree may not pay"):
        pay(row, by=signer)
    with pytest.raises(IntegrityError), transaction.atomic():
        TransferFactory(disbursement=row, by=signer)


def test_nor_who_checked_the_account():
    row = DisbursementFactory()
    checker = row.award.group.bank_accounts.get().check_row.by

    with pytest.raises(RuleBroken, match="checked the account may not pay"):
        pay(row, by=checker)
    with pytest.raises(IntegrityError), transaction.atomic():
        TransferFactory(disbursement=row, by=checker)


def test_a_changed_account_waits_three_days():
    row = DisbursementFactory()
    change_account(row, days_ago=2)

    with pytest.raises(RuleBroken, match="may be paid from"):
        pay(row)
    with pytest.raises(IntegrityError, match="checked account"), transaction.atomic():
        TransferFactory(disbursement=row)


def test_then_it_is_paid_into():
    row = DisbursementFactory()
    account = change_account(row, days_ago=4)

    assert pay(row).account == account


def test_a_day_to_come_shortens_no_waiting():
    row = DisbursementFactory()
    change_account(row, days_ago=0)

    with pytest.raises(IntegrityError, match="checked account"), transaction.atomic():
        TransferFactory(disbursement=row, date=timezone.localdate() + 30 * DAY)


def test_the_account_before_a_change_is_not_paid_into():
    row = DisbursementFactory()
    old = row.award.group.bank_accounts.get()
    change_account(row, days_ago=4)

    with pytest.raises(IntegrityError, match="checked account"), transaction.atomic():
        TransferFactory(disbursement=row, account=old)


def test_a_grant_taken_back_is_not_paid():
    row = DisbursementFactory()
    take_back(row.award)
    row.award.refresh_from_db()

    with pytest.raises(RuleBroken, match="taken back"):
        pay(row)
    with pytest.raises(IntegrityError, match="checked account"), transaction.atomic():
        TransferFactory(disbursement=row)


def test_while_help_is_held_back_nothing_is_paid():
    earlier = HandoverFactory().award
    row = later_grant_of(earlier.group)
    for step in list(Sanction.Step)[:4]:
        SanctionFactory(award=earlier, step=step)

    with pytest.raises(RuleBroken, match="held back until"):
        pay(row)
    with pytest.raises(IntegrityError, match="held back"), transaction.atomic():
        TransferFactory(disbursement=row)


def test_letters_alone_hold_nothing_back():
    earlier = HandoverFactory().award
    SanctionFactory(award=earlier)

    assert pay(later_grant_of(earlier.group))


def later_grant_of(group):
    decree = DecreeFactory()
    candidacy = CandidacyFactory(round=decree.round, group=group)
    award = AgreementFactory(award=AwardFactory(decree=decree, candidacy=candidacy)).award
    return DisbursementFactory(award=award)


def test_returned_by_the_bank_it_is_paid_once_more():
    first = MatchFactory().transfer
    MatchFactory(transfer=first, kind="returned")

    again = pay(first.disbursement)

    assert (again.attempt, again.reference != first.reference) == (2, True)
    with pytest.raises(RuleBroken, match="paid already"):
        pay(first.disbursement)


@pytest.mark.parametrize("amount", [GRANT - 1, GRANT + 1])
def test_the_database_pays_no_other_amount(amount):
    with pytest.raises(IntegrityError, match="paid whole"), transaction.atomic():
        TransferFactory(amount=amount)


def test_a_second_payment_is_refused_by_the_database():
    row = TransferFactory().disbursement

    for attempt in (1, 2):
        with pytest.raises(IntegrityError), transaction.atomic():
            TransferFactory(disbursement=row, attempt=attempt)


@pytest.mark.django_db(transaction=True)
def test_eight_at_once_pay_once():
    row = DisbursementFactory()
    cashiers = [UserFactory(role="cashier") for _ in range(8)]

    answers = at_once([lambda by=by: pay(row, by=by) for by in cashiers])

    assert Transfer.objects.count() == 1
    assert sum(isinstance(answer, Transfer) for answer in answers) == 1


def test_a_double_click_pays_once(as_user):
    row = DisbursementFactory()
    client = as_user(UserFactory(role="cashier"))
    url = reverse("grants:pay_disbursement", args=[row.pk])
    page = client.get(url)
    fields = {
        "submission": page.context["form"]["submission"].value(),
        "account_number": row.award.group.bank_accounts.get().number,
        "date": TODAY.isoformat(),
    }

    answers = [client.post(url, fields) for _click in range(2)]

    assert [answer.url for answer in answers] == [reverse("grants:disbursements")] * 2
    assert Transfer.objects.count() == 1


def test_the_page_tells_a_wrong_account(as_user):
    row = DisbursementFactory()
    client = as_user(UserFactory(role="cashier"))
    url = reverse("grants:pay_disbursement", args=[row.pk])
    key = client.get(url).context["form"]["submission"].value()

    response = client.post(
        url, {"submission": key, "account_number": "12345678", "date": TODAY.isoformat()}
    )

    assert response.status_code == 422
    assert not Match.objects.exists()
