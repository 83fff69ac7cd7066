"""The office's own bank accounts: typed by one person, confirmed by another."""

from django.db import transaction

from accounts.models import Region, User
from foundation.rules import refusals_in_words
from grants.payment.models import OfficeAccount
from grants.payment.rules.office_accounts import (
    require_changeable,
    require_confirmable,
    require_listed,
)


@transaction.atomic
def add_office_account(*, office: Region, bank: str, number: str, by: User) -> OfficeAccount:
    """Enter an account; its statements come once another person confirmed it."""
    with refusals_in_words():
        return OfficeAccount.objects.create(office=office, bank=bank, number=number, by=by)


@transaction.atomic
def confirm_office_account(*, account: OfficeAccount, by: User) -> OfficeAccount:
    """Confirm that the number is the one on the bank's paper; statements may come then."""
    account = _locked(account)
    require_confirmable(account, by)
    account.confirmed_by = by
    with refusals_in_words():
        account.save(update_fields=["confirmed_by"])
    return account


@transaction.atomic
def correct_office_account(
    *, account: OfficeAccount, office: Region, bank: str, number: str, by: User
) -> OfficeAccount:
    """Correct an account without statements; another person confirms it anew."""
    account = _locked(account)
    require_changeable(account)
    account.office, account.bank, account.number = office, bank, number
    return _changed(account, ["office", "bank", "number"], by)


@transaction.atomic
def remove_office_account(*, account: OfficeAccount, reason: str, by: User) -> OfficeAccount:
    """Take an account without statements off the list."""
    account = _locked(account)
    require_changeable(account)
    account.removed = reason
    return _changed(account, ["removed"], by)


def _locked(account: OfficeAccount) -> OfficeAccount:
    account = OfficeAccount.objects.select_for_update().get(pk=account.pk)
    require_listed(account)
    return account


def _changed(account: OfficeAccount, fields: list[str], by: User) -> OfficeAccount:
    """Save a changed account; what was confirmed before counts no more."""
    account.by, account.confirmed_by = by, None
    with refusals_in_words():
        account.save(update_fields=[*fields, "by", "confirmed_by"])
    return account
