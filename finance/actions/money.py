"""Money between meetings: savings and dues, withdrawals, help, expenses, income, and the bank.

Each act returns the primary key of its ledger entry, `pay_in` of each of them.
"""

import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from finance import ledger
from finance.ledger import Posting
from finance.models import Book
from finance.reports.owed import owed, principal_left
from finance.rules.enough import require_enough, require_not_more_than_lent
from finance.rules.money import require_bookable_day, require_member, require_savings_open
from foundation.formatting import respectful
from foundation.rules import RuleBroken
from groups.models import Group, Membership

Kind = Book.Kind
Day = datetime.date
FOUND_BY_A_COUNT = ("cash_short", "cash_over")


@transaction.atomic
def withdraw_savings(
    *, membership: Membership, amount: int, date: Day, note: str = "", today: Day, by: User
) -> int:
    """Pay out voluntary savings (sukarela); pokok and wajib are paid out only on leaving."""
    group = membership.group
    ledger.lock(group)
    require_member(membership, date)
    savings, cash = ledger.book(group, Kind.SUKARELA, membership), ledger.book(group, Kind.CASH)
    posting = Posting(savings, cash, amount, membership, note)
    return _record_one(posting, group=group, date=date, today=today, by=by)


@transaction.atomic
def give_help(
    *, membership: Membership, amount: int, date: Day, note: str, today: Day, by: User
) -> int:
    """Pay help to a member from the solidarity fund (santunan)."""
    group = membership.group
    ledger.lock(group)
    require_member(membership, date)
    fund, cash = ledger.book(group, Kind.IKS), ledger.book(group, Kind.CASH)
    posting = Posting(fund, cash, amount, membership, note)
    return _record_one(posting, group=group, date=date, today=today, by=by)


@transaction.atomic
def record_expense(
    *,
    group: Group,
    name: str,
    amount: int,
    date: Day,
    note: str = "",
    account: str = Kind.CASH,
    today: Day,
    by: User,
) -> int:
    """Pay from cash or bank; `name` is a key of `Book.KNOWN_NAMES` or the group's own name."""
    ledger.lock(group)
    expense = ledger.book(group, Kind.EXPENSE, name=_book_name(group, Kind.EXPENSE, name))
    posting = Posting(expense, ledger.book(group, account), amount, note=note)
    return _record_one(posting, group=group, date=date, today=today, by=by)


@transaction.atomic
def record_income(
    *,
    group: Group,
    name: str,
    amount: int,
    date: Day,
    note: str = "",
    account: str = Kind.CASH,
    today: Day,
    by: User,
) -> int:
    """Take in what the group earned; `name` as in `record_expense`, such as sale or gift."""
    ledger.lock(group)
    income = ledger.book(group, Kind.INCOME, name=_book_name(group, Kind.INCOME, name))
    posting = Posting(ledger.book(group, account), income, amount, note=note)
    return _record_one(posting, group=group, date=date, today=today, by=by)


@transaction.atomic
def pay_in(
    *,
    membership: Membership,
    savings: int = 0,
    dues: int = 0,
    loan: int = 0,
    date: Day,
    note: str = "",
    today: Day,
    by: User,
) -> list[int]:
    """Take in what a member pays between two meetings.

    Savings fill the wajib that is still owed, the rest is sukarela.
    """
    group = membership.group
    ledger.lock(group)
    require_member(membership, date)
    if savings:
        require_savings_open(membership, _left_on(membership), field="savings")
    mandatory = min(savings, owed(group, [membership], date)[membership.pk].savings_arrears)
    cash = ledger.book(group, Kind.CASH)
    paid = (
        (Kind.IKS, None, dues),
        (Kind.WAJIB, membership, mandatory),
        (Kind.SUKARELA, membership, savings - mandatory),
        (Kind.LOAN, membership, loan),
    )
    postings = [
        Posting(cash, ledger.book(group, kind, of), amount, membership, note)
        for kind, of, amount in paid
        if amount
    ]
    if not postings:
        raise RuleBroken(_("Write what was paid."), field="savings")
    require_bookable_day(group, date, today=today)
    require_not_more_than_lent(postings, since=date)
    return ledger.post_many(postings, group=group, date=date, by=by)


@transaction.atomic
def move_to_bank(
    *, group: Group, amount: int, date: Day, note: str = "", today: Day, by: User
) -> int:
    """Deposit cash at the bank."""
    ledger.lock(group)
    cash, bank = ledger.book(group, Kind.CASH), ledger.book(group, Kind.BANK)
    posting = Posting(bank, cash, amount, note=note)
    return _record_one(posting, group=group, date=date, today=today, by=by)


@transaction.atomic
def move_from_bank(
    *, group: Group, amount: int, date: Day, note: str = "", today: Day, by: User
) -> int:
    """Withdraw cash from the bank."""
    ledger.lock(group)
    cash, bank = ledger.book(group, Kind.CASH), ledger.book(group, Kind.BANK)
    posting = Posting(cash, bank, amount, note=note)
    return _record_one(posting, group=group, date=date, today=today, by=by)


@transaction.atomic
def record_interest(
    *, group: Group, amount: int, date: Day, note: str = "", today: Day, by: User
) -> int:
    """Record bank interest; a bank fee is an expense named `bank`, paid from the bank."""
    ledger.lock(group)
    bank, income = ledger.book(group, Kind.BANK), ledger.book(group, Kind.INCOME, name="bank")
    posting = Posting(bank, income, amount, note=note)
    return _record_one(posting, group=group, date=date, today=today, by=by)


@transaction.atomic
def pay_principal(*, membership: Membership, date: Day, today: Day, by: User) -> int:
    """Record a member's principal savings (pokok): the rule's amount less what was paid."""
    group = membership.group
    ledger.lock(group)
    require_member(membership, date)
    require_savings_open(membership, _left_on(membership), field="membership")
    pokok = ledger.book(group, Kind.POKOK, membership)
    amount = principal_left(group, pokok.balance, date)
    if not amount:
        raise RuleBroken(
            _("%(name)s owes no principal savings.") % {"name": respectful(membership.person)},
            field="membership",
        )
    posting = Posting(ledger.book(group, Kind.CASH), pokok, amount, membership)
    return _record_one(posting, group=group, date=date, today=today, by=by)


def _record_one(posting: Posting, *, group: Group, date: Day, today: Day, by: User) -> int:
    """Apply the common rules, then post one entry."""
    if posting.amount <= 0:
        raise RuleBroken(_("Write whole rupiah, for example 25.000."), field="amount")
    require_bookable_day(group, date, today=today)
    require_enough([posting], since=date)
    (pk,) = ledger.post_many([posting], group=group, date=date, by=by)
    return pk


def _left_on(membership: Membership) -> Day | None:
    """The day on which the member left; queried again, against a concurrent release."""
    return Membership.objects.values_list("until", flat=True).get(pk=membership.pk)


def _book_name(group: Group, kind: str, typed: str) -> str:
    """The name of the book, matched case-insensitively with known and existing names."""
    name = " ".join(typed.split())
    if not name:
        raise RuleBroken(_("Write what the money was for."), field="name")
    for known, word in Book.KNOWN_NAMES.items():
        if name.lower() in (known, str(word).lower()):
            if known in FOUND_BY_A_COUNT:
                raise RuleBroken(_("Count the box: that puts down what is missing."), field="name")
            return known
    own = group.books.filter(kind=kind, name__iexact=name).first()
    return own.name if own else name
