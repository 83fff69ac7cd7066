"""The only module that writes ledger entries."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db import IntegrityError, connection
from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import User
from finance.models import Book, Entry
from foundation.rules import RuleBroken, constraint_of
from groups.models import Group, Meeting, Membership


class BookKey(NamedTuple):
    """Identifies a book within a group: savings have a membership, expenses and income a name."""

    kind: str
    membership: Membership | None = None
    name: str = ""


@dataclass(frozen=True)
class Posting:
    """An entry to post: `amount` (whole rupiah) moves from the credit to the debit book."""

    debit: Book
    credit: Book
    amount: int
    membership: Membership | None = None  # the member it concerns
    note: str = ""
    reverses: Entry | None = None
    corrects: Entry | None = None

    @property
    def whose(self) -> int | None:
        """The membership given, or that of the savings book."""
        named = self.membership and self.membership.pk
        return named or self.debit.membership_id or self.credit.membership_id


def lock(group: Group) -> None:
    """Lock the group's books until the end of the transaction.

    Call it before a rule reads a balance. There is one lock per group, so two acts cannot
    deadlock; an act on several groups locks them in primary-key order.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT finance_lock(%s)", [group.pk])


def post_many(
    postings: Iterable[Posting],
    *,
    group: Group,
    date: datetime.date,
    meeting: Meeting | None = None,
    by: User,
) -> list[int]:
    """Insert entries of one group and date in order, in one statement; returns their primary keys.

    Raises RuleBroken if a constraint refuses: a negative book, a closed month, a second reversal.
    """
    return post_days([(date, meeting, postings)], group=group, by=by)


def post_days(
    days: Iterable[tuple[datetime.date, Meeting | None, Iterable[Posting]]],
    *,
    group: Group,
    by: User,
) -> list[int]:
    """`post_many` for several dates at once, to import a history."""
    rows = [
        (
            date,
            posting.debit.pk,
            posting.credit.pk,
            posting.amount,
            posting.whose,
            meeting and meeting.pk,
            posting.reverses and posting.reverses.pk,
            posting.corrects and posting.corrects.pk,
            posting.note,
        )
        for date, meeting, postings in days
        for posting in postings
    ]
    if not rows:
        return []
    columns = [as_array(column) for column in zip(*rows, strict=True)]
    try:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT finance_post(%s, %s, %s::date[], %s::bigint[], %s::bigint[], %s::bigint[],"
                " %s::bigint[], %s::bigint[], %s::bigint[], %s::bigint[], %s::text[])",
                [group.pk, by.pk, *columns],
            )
            return [pk for (pk,) in cursor]
    except IntegrityError as refusal:
        raise RuleBroken(refusal_message(refusal, rows[-1][0])) from refusal


def as_array(values: Iterable[Any]) -> str:
    """A PostgreSQL array literal, which is parsed faster than `ARRAY[…]`."""
    return f"{{{','.join(map(as_element, values))}}}"


def as_element(value: datetime.date | int | str | None) -> str:
    if isinstance(value, str):
        escaped = value.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{escaped}"'
    return "NULL" if value is None else str(value)


def post(
    *, debit: Book, credit: Book, amount: int, date: datetime.date, by: User, **more: Any
) -> int:
    """Insert one entry; `more` are fields of Posting and `meeting`. Returns its primary key."""
    meeting = more.pop("meeting", None)
    posting = Posting(debit, credit, amount, **more)
    (pk,) = post_many([posting], group=debit.group, date=date, meeting=meeting, by=by)
    return pk


def reverse(entries: Iterable[Entry], *, date: datetime.date, reason: str, by: User) -> list[int]:
    """Post the reversals of entries of one group, dated `date`; returns their primary keys."""
    entries = list(entries)
    mirrored = [
        Posting(
            debit=entry.credit,
            credit=entry.debit,
            amount=entry.amount,
            membership=entry.membership,
            note=reason,
            reverses=entry,
        )
        for entry in entries
    ]
    return post_many(mirrored, group=entries[0].group, date=date, by=by) if entries else []


def book(group: Group, kind: str, membership: Membership | None = None, name: str = "") -> Book:
    """Get or create a book of the group."""
    key = BookKey(kind, membership, name)
    return books(group, [key])[key]


def books(group: Group, wanted: Iterable[BookKey]) -> dict[BookKey, Book]:
    """Get or create many books, in a constant number of statements.

    Balances are current; call `lock` first if a rule depends on them.
    """
    wanted = list(wanted)
    members = {key.membership.pk: key.membership for key in wanted if key.membership}

    def found() -> dict[BookKey, Book]:
        rows = group.books.filter(
            Q(membership=None) | Q(membership__in=members),
            kind__in={key.kind for key in wanted},
            name__in={key.name for key in wanted},
        ).order_by()
        for row in rows:
            row.group = group
            row.membership = members.get(row.membership_id or 0)
        return {BookKey(row.kind, row.membership, row.name): row for row in rows}

    have = found()
    if missing := [key for key in dict.fromkeys(wanted) if key not in have]:
        Book.objects.bulk_create(
            [Book(group=group, **key._asdict()) for key in missing],
            ignore_conflicts=True,
        )
        have = found()
    return have


def refusal_message(refusal: IntegrityError, date: datetime.date) -> str:
    """The message for a constraint violation; re-raises an unknown one."""
    match constraint_of(refusal):
        case "finance_book_not_negative":
            return _("There is not that much money in the book. Lower the amount.")
        case "finance_entry_each_day":
            return _(
                "On that day, or between it and today, there was not that much money in the book. "
                "Lower the amount, or choose a later day."
            )
        case "finance_entry_period_open":
            return _("The book of %(month)s is closed. Record it in a later month.") % {
                "month": date_format(date, "F")
            }
        case "finance_entry_reverses_id_key" | "finance_entry_reversal":
            return _("This entry has been reversed already, or is a reversal. Record it anew.")
        case "finance_entry_amount_positive":
            return _("Write whole rupiah, for example 25.000.")
        case "finance_entry_two_books" | "finance_entry_one_group":
            return _("Money moves between two different books of one group.")
    raise refusal
