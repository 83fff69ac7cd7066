"""Money between meetings: the opening, what leaves the box, the bank, the count of the box.

Each act returns the primary key of the entry it left in the ledger, or the paper it made.
"""

import datetime
from dataclasses import replace

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from finance import ledger
from finance.ledger import Posting
from finance.models import Book, CashCount, Entry, Opening, SavingsRule
from finance.rules import check_day, check_enough, check_member
from foundation.formatting import day, respectful, rupiah
from foundation.rules import RuleBroken
from groups.models import Group, Membership, Office

Kind = Book.Kind
Day = datetime.date
FOUND_BY_A_COUNT = ("cash_short", "cash_over")


@transaction.atomic
def record_opening(
    *,
    group: Group,
    date: Day,
    cash: int,
    bank: int,
    iks: int,
    capital: int,
    members: dict[Membership, tuple[int, int, int]],
    counted_by: str,
    today: Day,
    by: User,
) -> Opening:
    """What a group owned and owed before the system, once (domain.md §5, E1).

    `members` gives each one's pokok, wajib and sukarela. What the group owns is what it owes and
    its own capital, which is below zero where money is known to be lost.
    """
    ledger.lock(group)
    check_opening(group, date, today)
    owned = cash + bank
    owed = iks + capital + sum(map(sum, members.values()))
    if owned != owed:
        raise RuleBroken(unbalanced(owned, owed))
    opening = Opening.objects.create(group=group, date=date, counted_by=counted_by, recorded_by=by)
    own = ledger.book(group, Kind.OPENING)
    held = [(Kind.CASH, None, ""), (Kind.BANK, None, "")]
    saved = [(kind, member, "") for member in members for kind in Book.SAVINGS]
    owing = [*saved, (Kind.IKS, None, ""), (Kind.CAPITAL, None, "")]
    books = ledger.books(group, [*held, *owing])
    amounts = [amount for savings in members.values() for amount in savings]
    postings = [
        *(Posting(books[key], own, amount) for key, amount in zip(held, [cash, bank], strict=True)),
        *(
            Posting(own, books[key], amount, membership=key[1])
            for key, amount in zip(owing, [*amounts, iks, capital], strict=True)
        ),
    ]
    ledger.post_many(written(postings), group=group, date=date, by=by)
    return opening


def written(postings: list[Posting]) -> list[Posting]:
    """Nothing is no entry; less than nothing goes the other way."""
    return [
        posting
        if posting.amount > 0
        else replace(posting, debit=posting.credit, credit=posting.debit, amount=-posting.amount)
        for posting in postings
        if posting.amount
    ]


def check_opening(group: Group, date: Day, today: Day) -> None:
    """Once, on a day that was, and not after an entry that stands already."""
    if Opening.objects.filter(group=group).exists():
        raise RuleBroken(_("The opening balances have been entered. They are entered once."))
    check_day(group, date, today=today, days_back=None)
    first = group.entries.order_by("date").first()
    if first and date > first.date:
        raise RuleBroken(
            _("The first entry is of %(day)s. Count what was there that day or before.")
            % {"day": day(first.date)},
            field="date",
        )


def unbalanced(owned: int, owed: int) -> str:
    figures = {"owned": rupiah(owned), "owed": rupiah(owed), "amount": rupiah(abs(owned - owed))}
    if owned > owed:
        return (
            _(
                "Cash and bank are %(owned)s, %(amount)s more than savings, fund and capital. "
                "Count again, or write the rest as capital."
            )
            % figures
        )
    return (
        _(
            "Cash and bank are %(owned)s, %(amount)s less than savings, fund and capital. "
            "Count again, or write what was lost."
        )
        % figures
    )


@transaction.atomic
def withdraw_savings(
    *, membership: Membership, amount: int, date: Day, note: str = "", today: Day, by: User
) -> int:
    """Give back of the voluntary savings: pokok and wajib stay while a member."""
    group = membership.group
    ledger.lock(group)
    check_member(membership, date)
    savings, cash = ledger.book(group, Kind.SUKARELA, membership), ledger.book(group, Kind.CASH)
    posting = Posting(savings, cash, amount, membership, note)
    return record(posting, group=group, date=date, today=today, by=by)


@transaction.atomic
def give_help(
    *, membership: Membership, amount: int, date: Day, note: str, today: Day, by: User
) -> int:
    """Help a member from the solidarity fund (santunan): sick, bereaved, poor."""
    group = membership.group
    ledger.lock(group)
    check_member(membership, date)
    fund, cash = ledger.book(group, Kind.IKS), ledger.book(group, Kind.CASH)
    posting = Posting(fund, cash, amount, membership, note)
    return record(posting, group=group, date=date, today=today, by=by)


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
    """Pay from the box or the bank; `name` is of `Book.KNOWN_NAMES`, or the group's own word."""
    ledger.lock(group)
    expense = ledger.book(group, Kind.EXPENSE, name=expense_name(group, name))
    posting = Posting(expense, ledger.book(group, account), amount, note=note)
    return record(posting, group=group, date=date, today=today, by=by)


@transaction.atomic
def move_to_bank(
    *, group: Group, amount: int, date: Day, note: str = "", today: Day, by: User
) -> int:
    """Bring cash to the group's bank account."""
    ledger.lock(group)
    cash, bank = ledger.book(group, Kind.CASH), ledger.book(group, Kind.BANK)
    posting = Posting(bank, cash, amount, note=note)
    return record(posting, group=group, date=date, today=today, by=by)


@transaction.atomic
def move_from_bank(
    *, group: Group, amount: int, date: Day, note: str = "", today: Day, by: User
) -> int:
    """Fetch cash from the group's bank account."""
    ledger.lock(group)
    cash, bank = ledger.book(group, Kind.CASH), ledger.book(group, Kind.BANK)
    posting = Posting(cash, bank, amount, note=note)
    return record(posting, group=group, date=date, today=today, by=by)


@transaction.atomic
def record_interest(
    *, group: Group, amount: int, date: Day, note: str = "", today: Day, by: User
) -> int:
    """The bank's interest; its fee is an expense named `bank`, paid from the bank."""
    ledger.lock(group)
    bank, income = ledger.book(group, Kind.BANK), ledger.book(group, Kind.INCOME, name="bank")
    posting = Posting(bank, income, amount, note=note)
    return record(posting, group=group, date=date, today=today, by=by)


@transaction.atomic
def pay_principal(*, membership: Membership, date: Day, today: Day, by: User) -> int:
    """A new member pays the principal savings (pokok), once, by the rule of that day."""
    group = membership.group
    ledger.lock(group)
    check_member(membership, date)
    pokok = ledger.book(group, Kind.POKOK, membership)
    rule = SavingsRule.objects.filter(group=group).in_force(date)
    if not rule or rule.principal <= pokok.balance:
        raise RuleBroken(
            _("%(name)s owes no principal savings.") % {"name": respectful(membership.person)},
            field="membership",
        )
    amount = rule.principal - pokok.balance
    posting = Posting(ledger.book(group, Kind.CASH), pokok, amount, membership)
    return record(posting, group=group, date=date, today=today, by=by)


def record(posting: Posting, *, group: Group, date: Day, today: Day, by: User) -> int:
    """Post one entry after the rules that all of them share."""
    if posting.amount <= 0:
        raise RuleBroken(_("Write whole rupiah, for example 25.000."), field="amount")
    check_day(group, date, today=today)
    check_enough([posting])
    (pk,) = ledger.post_many([posting], group=group, date=date, by=by)
    return pk


def expense_name(group: Group, typed: str) -> str:
    """One book for what people write in several ways."""
    name = " ".join(typed.split())
    if not name:
        raise RuleBroken(_("Write what the money was for."), field="name")
    for known, word in Book.KNOWN_NAMES.items():
        if name.lower() in (known, str(word).lower()):
            if known in FOUND_BY_A_COUNT:
                raise RuleBroken(_("Count the box: that puts down what is missing."), field="name")
            return known
    own = group.books.filter(kind=Kind.EXPENSE, name__iexact=name).first()
    return own.name if own else name


@transaction.atomic
def count_cash(
    *,
    group: Group,
    date: Day,
    counted: int,
    reason: str = "",
    counted_by: Membership,
    today: Day,
    by: User,
) -> CashCount:
    """Compare the whole box with the book; a difference needs its reason and becomes an entry.

    Who holds the box does not sign its count.
    """
    ledger.lock(group)
    check_day(group, date, today=today)
    check_counter(group, counted_by, date)
    booked = in_the_box(group, date)
    entry = None
    if counted != booked:
        if not reason:
            raise RuleBroken(difference_in_words(counted - booked), field="reason")
        posting = difference(group, counted - booked, reason)
        check_enough([posting])
        (entry,) = ledger.post_many([posting], group=group, date=date, by=by)
    return CashCount.objects.create(
        group=group,
        date=date,
        whole_box=True,
        booked=booked,
        counted=counted,
        reason=reason if entry else "",
        entry_id=entry,
        counted_by=counted_by,
        recorded_by=by,
    )


def check_counter(group: Group, membership: Membership, date: Day) -> None:
    check_member(membership, date)
    holds = Office.objects.running(date).filter(group=group, post=Office.Post.TREASURER)
    if holds.filter(membership=membership).exists():
        raise RuleBroken(
            _("%(name)s holds the box. Another member counts it.")
            % {"name": respectful(membership.person)},
            field="counted_by",
        )


def in_the_box(group: Group, date: Day) -> int:
    """What the cash book says at the end of that day; later entries are taken off."""
    cash = ledger.book(group, Kind.CASH)
    later = Entry.objects.touching(cash).filter(date__gt=date)
    return cash.balance - sum(later.values_list("change", flat=True))


def difference(group: Group, amount: int, reason: str) -> Posting:
    """Over is income, short is expense."""
    cash = ledger.book(group, Kind.CASH)
    if amount > 0:
        over = ledger.book(group, Kind.INCOME, name="cash_over")
        return Posting(cash, over, amount, note=reason)
    return Posting(ledger.book(group, Kind.EXPENSE, name="cash_short"), cash, -amount, note=reason)


def difference_in_words(amount: int) -> str:
    if amount > 0:
        return _("The money is %(amount)s over. Count again, or write why.") % {
            "amount": rupiah(amount)
        }
    return _("The money is %(amount)s short. Count again, or write why.") % {
        "amount": rupiah(-amount)
    }
