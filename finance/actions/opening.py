"""Enter the opening balances of a group, once."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from finance import ledger
from finance.ledger import BookKey, Posting
from finance.models import Book, Opening
from finance.rules.money import require_bookable_day
from foundation.formatting import day, rupiah
from foundation.rules import RuleBroken
from groups.models import Group, Membership

Kind = Book.Kind

Day = datetime.date


class Goods(NamedTuple):
    """Animals, tools or goods to sell, in a book of that name."""

    kind: str
    name: str
    worth: int


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
    loans: Mapping[Membership, int] = MappingProxyType({}),
    goods: Sequence[Goods] = (),
    counted_by: str,
    today: Day,
    by: User,
) -> Opening:
    """Record a group's opening balances, once (domain.md §5, E1).

    `members` maps to pokok, wajib and sukarela, `loans` to what a member still owes. Cash + bank +
    loans + goods must equal savings + IKS + capital; capital is negative where money was lost.
    """
    ledger.lock(group)
    _require_first_opening(group, date, today)
    owned = cash + bank + sum(loans.values()) + sum(row.worth for row in goods)
    owed = iks + capital + sum(map(sum, members.values()))
    if owned != owed:
        raise RuleBroken(_imbalance_in_words(owned, owed))
    opening = Opening.objects.create(group=group, date=date, counted_by=counted_by, recorded_by=by)
    own = ledger.book(group, Kind.OPENING)
    lent = [BookKey(Kind.LOAN, member) for member, amount in loans.items() if amount]
    held = [BookKey(Kind.CASH), BookKey(Kind.BANK), *lent]
    held += [BookKey(row.kind, name=row.name) for row in goods]
    had = [cash, bank, *filter(None, loans.values()), *(row.worth for row in goods)]
    saved = [BookKey(kind, member) for member in members for kind in Book.SAVINGS]
    owing = [*saved, BookKey(Kind.IKS), BookKey(Kind.CAPITAL)]
    books = ledger.books(group, [*held, *owing])
    amounts = [amount for savings in members.values() for amount in savings]
    postings = [
        *(
            Posting(books[key], own, amount, membership=key.membership)
            for key, amount in zip(held, had, strict=True)
        ),
        *(
            Posting(own, books[key], amount, membership=key.membership)
            for key, amount in zip(owing, [*amounts, iks, capital], strict=True)
        ),
    ]
    ledger.post_many(_normalised(postings), group=group, date=date, by=by)
    return opening


def _normalised(postings: list[Posting]) -> list[Posting]:
    """Drop zero postings, swap the sides of negative ones."""
    return [
        posting
        if posting.amount > 0
        else replace(posting, debit=posting.credit, credit=posting.debit, amount=-posting.amount)
        for posting in postings
        if posting.amount
    ]


def _require_first_opening(group: Group, date: Day, today: Day) -> None:
    """Refuse a second opening, a date in the future and a date after the first entry."""
    if Opening.objects.filter(group=group).exists():
        raise RuleBroken(_("The opening balances have been entered. They are entered once."))
    require_bookable_day(group, date, today=today, days_back=None)
    first = group.entries.order_by("date").first()
    if first and date > first.date:
        raise RuleBroken(
            _("The first entry is of %(day)s. Count what was there that day or before.")
            % {"day": day(first.date)},
            field="date",
        )


def _imbalance_in_words(owned: int, owed: int) -> str:
    figures = {"owned": rupiah(owned), "owed": rupiah(owed), "amount": rupiah(abs(owned - owed))}
    if owned > owed:
        return (
            _(
                "The group has %(owned)s, %(amount)s more than savings, fund and capital. "
                "Count again, or write the rest as capital."
            )
            % figures
        )
    return (
        _(
            "The group has %(owned)s, %(amount)s less than savings, fund and capital. "
            "Count again, or write what was lost."
        )
        % figures
    )
