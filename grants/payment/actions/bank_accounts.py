"""Enter and check a group's bank account, by two different users."""

import datetime
from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from foundation.answers import Answer
from foundation.batches import Batch, act_on_each
from foundation.rules import RuleBroken, refusals_in_words
from grants.payment.models import AccountCheck, BankAccount
from grants.payment.rules.account_checks import require_to_check
from grants.payment.rules.account_names import bears_the_name, has_more
from groups.models import Group, Membership, Office
from groups.photos import Picture, keep_photo
from groups.rules.officers import officers_of


@transaction.atomic
def enter_account(
    *,
    group: Group,
    bank: str,
    number: str,
    holder: str,
    letter: Picture,
    reason: str = "",
    today: datetime.date,
    by: User,
) -> BankAccount:
    """Add a bank account; a change is a new row, payable only after a waiting period."""
    before = group.bank_accounts.first()
    if before and not reason:
        raise RuleBroken(_("Write why the account changes."), field="reason")
    if before and (before.bank, before.number, before.holder) == (bank, number, holder):
        _require_another_signatory(before, group, today)
    if not bears_the_name(holder, group):
        raise RuleBroken(
            _("The account must be in the name of %(group)s.") % {"group": group}, field="holder"
        )
    chair, treasurer = _signatories(group, today)
    with refusals_in_words():
        return BankAccount.objects.create(
            group=group,
            bank=bank,
            number=number,
            holder=holder,
            chair=chair,
            treasurer=treasurer,
            letter=keep_photo(group=group, picture=letter, by=by),
            reason=reason if before else "",
            by=by,
        )


@transaction.atomic
def check_account(*, account: BankAccount, right: bool, note: str = "", by: User) -> AccountCheck:
    """Record whether the account agrees with the bank's letter; only then it may be paid into."""
    require_to_check(account, by)
    if not right and not note:
        raise RuleBroken(_("Write what is wrong with the account."), field="note")
    if right and not note and has_more(account):
        raise RuleBroken(
            _("The bank added a place to the name. Write what its letter says."), field="note"
        )
    with refusals_in_words():
        return AccountCheck.objects.create(account=account, right=right, note=note, by=by)


@transaction.atomic
def check_accounts(*, answers: Iterable[Answer], by: User) -> Batch[Answer, AccountCheck]:
    """Record the checks of many accounts, each by itself."""

    def check(said: Answer) -> AccountCheck:
        return check_account(account=said.row, right=said.answer == "yes", note=said.note, by=by)

    return act_on_each(answers, check)


def _signatories(group: Group, on: datetime.date) -> tuple[Membership, Membership]:
    holders = officers_of(group, on)
    try:
        return holders[Office.Post.CHAIR], holders[Office.Post.TREASURER]
    except KeyError as missing:
        raise RuleBroken(
            _("Chair and treasurer sign for the account. Choose both officers first.")
        ) from missing


def _require_another_signatory(before: BankAccount, group: Group, on: datetime.date) -> None:
    """Refuse the same account number again, unless signatories changed or it was refused."""
    refused = before.is_checked and not before.check_row.right
    if not refused and (before.chair, before.treasurer) == _signatories(group, on):
        raise RuleBroken(_("This is the account that stands here already."))
