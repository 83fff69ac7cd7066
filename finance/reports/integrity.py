"""Verify the ledger: recompute every digest and balance, and name what does not match.

Database functions are not trusted: the text of an entry is built here from its columns, so that a
tampered trigger or function hides nothing. Rows are streamed by group from one snapshot, so memory
use is constant and posting can continue meanwhile.
"""

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from django.db import connection, transaction
from django.utils.translation import gettext as _

from finance.models import Book
from finance.reports.heads import Head, compare

AT_ONCE = 2_000
MOST_SAID = 50  # findings of a group, as one renumbering breaks every later entry

GROUPS = """
    SELECT k.id, coalesce(g.name, '') FROM (
        SELECT id FROM groups_group UNION SELECT group_id FROM finance_entry
        UNION SELECT group_id FROM finance_book UNION SELECT group_id FROM finance_chain
    ) k LEFT JOIN groups_group g ON g.id = k.id
    WHERE %(groups)s::bigint[] IS NULL OR k.id = ANY(%(groups)s) ORDER BY k.id"""
BOOKS = """
    SELECT group_id, id, kind, name, membership_id, balance FROM finance_book
    WHERE %(groups)s::bigint[] IS NULL OR group_id = ANY(%(groups)s) ORDER BY group_id, id"""
CHAINS = """
    SELECT group_id, sequence, digest FROM finance_chain
    WHERE %(groups)s::bigint[] IS NULL OR group_id = ANY(%(groups)s) ORDER BY group_id"""
ENTRIES = """
    SELECT group_id, id, sequence, digest, to_char(date, 'YYYY-MM-DD'), debit_id, credit_id, amount,
        coalesce(membership_id, 0), coalesce(meeting_id, 0), coalesce(reverses_id, 0),
        coalesce(corrects_id, 0), posted_by_id, (extract(epoch FROM posted_at) * 1000000)::bigint,
        note
    FROM finance_entry
    WHERE %(groups)s::bigint[] IS NULL OR group_id = ANY(%(groups)s)
    ORDER BY group_id, sequence, id"""
REVERSALS = """
    SELECT r.group_id, r.id, r.sequence FROM finance_entry r
    LEFT JOIN finance_entry e ON e.id = r.reverses_id
    WHERE r.reverses_id IS NOT NULL
        AND (%(groups)s::bigint[] IS NULL OR r.group_id = ANY(%(groups)s)) AND (
        e.id IS NULL OR e.reverses_id IS NOT NULL OR r.group_id <> e.group_id
        OR r.debit_id <> e.credit_id OR r.credit_id <> e.debit_id OR r.amount <> e.amount
        OR r.membership_id IS DISTINCT FROM e.membership_id)
    ORDER BY r.group_id, r.sequence"""
STRANGERS = """
    SELECT e.group_id, e.id, e.sequence FROM finance_entry e
    LEFT JOIN groups_membership s ON s.id = e.membership_id
    LEFT JOIN groups_meeting m ON m.id = e.meeting_id
    WHERE (%(groups)s::bigint[] IS NULL OR e.group_id = ANY(%(groups)s))
        AND (s.group_id <> e.group_id OR m.group_id <> e.group_id)
    ORDER BY e.group_id, e.sequence"""


class StoredEntry(NamedTuple):
    """An entry as stored."""

    group: int
    pk: int
    sequence: int
    digest: bytes
    date: str
    debit: int
    credit: int
    amount: int
    membership: int
    meeting: int
    reverses: int
    corrects: int
    posted_by: int
    posted_at: int
    note: str

    def text(self) -> str:
        """The text that is hashed, equal to finance_entry_text()."""
        return (
            f"{self.pk}|{self.group}|{self.sequence}|{self.date}|{self.debit}|{self.credit}"
            f"|{self.amount}|{self.membership}|{self.meeting}|{self.reverses}|{self.corrects}"
            f"|{self.posted_by}|{self.posted_at}|{self.note}"
        )


@dataclass
class StoredBook:
    """A book as stored, and the sum of its debits less its credits."""

    kind: str
    name: str
    membership: int | None
    balance: int
    sum: int = 0

    @property
    def label(self) -> str:
        return ":".join(str(part) for part in (self.kind, self.name or self.membership) if part)


@dataclass
class VerifiedGroup:
    """The result for a group: last sequence and digest, and the findings."""

    group: int
    name: str
    entries: int = 0
    sequence: int = 0
    digest: bytes = b""
    wrong: list[str] = field(default_factory=list)

    def say(self, what: str) -> None:
        if len(self.wrong) <= MOST_SAID:
            self.wrong.append(what if len(self.wrong) < MOST_SAID else _("… and more"))


def verify_groups(
    *,
    groups: Collection[int] | None = None,
    heads: dict[int, list[Head]] | None = None,
    advance: Callable[[int], None] = lambda read: None,
) -> Iterator[VerifiedGroup]:
    """Verify these groups, or all, also against kept heads; `advance` gets the entries read."""
    heads = heads or {}
    with one_moment(), ExitStack() as cursors:
        names, *streams = [
            cursors.enter_context(streamed(query, groups))
            for query in (GROUPS, BOOKS, ENTRIES, CHAINS, REVERSALS, STRANGERS)
        ]
        books, entries, chains, reversals, strangers = map(ByGroup, streams)
        gone = {pk for pk in heads if groups is None or pk in groups}
        for pk, name in names:
            gone.discard(pk)
            checked = VerifiedGroup(pk, name)
            found = read_entries(checked, books.of(pk), entries.of(pk), heads.get(pk, ()), advance)
            against_chain(checked, list(chains.of(pk)))
            against_each_other(checked, reversals.of(pk), strangers.of(pk))
            for what in compare(heads.get(pk, ()), found, checked.sequence):
                checked.say(what)
            yield checked
        for pk in sorted(gone):
            yield VerifiedGroup(pk, "", wrong=[_("the group is gone, though its head was kept")])


@contextmanager
def one_moment() -> Iterator[None]:
    """A read-only snapshot (REPEATABLE READ), unless already inside a transaction."""
    nested = connection.in_atomic_block
    with transaction.atomic():
        if not nested:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


@contextmanager
def streamed(query: str, groups: Collection[int] | None) -> Iterator[Any]:
    """Run a query on a server-side cursor."""
    with connection.chunked_cursor() as cursor:
        cursor.execute(query, {"groups": None if groups is None else list(groups)})
        yield cursor


class ByGroup:
    """Splits rows ordered by group into the rows of each group."""

    def __init__(self, rows: Iterable[tuple[Any, ...]]):
        self.groups = groupby(rows, key=itemgetter(0))
        self.waiting = next(self.groups, None)

    def of(self, group: int) -> Iterator[tuple[Any, ...]]:
        if self.waiting and self.waiting[0] == group:
            yield from self.waiting[1]
            self.waiting = next(self.groups, None)


def read_entries(
    checked: VerifiedGroup,
    rows: Iterable[tuple[Any, ...]],
    entries: Iterable[tuple[Any, ...]],
    heads: Collection[Any],
    advance: Callable[[int], object],
) -> dict[int, bytes]:
    """Verify the chain and sum up the books; returns the digest at the sequence of each head."""
    books = {pk: StoredBook(*rest) for _group, pk, *rest in rows}
    found = dict.fromkeys((head.sequence for head in heads), b"")
    for row in map(StoredEntry._make, entries):
        follow_chain(checked, row)
        add_to_books(checked, books, row)
        if row.sequence in found:
            found[row.sequence] = checked.digest
        if not checked.entries % AT_ONCE:
            advance(AT_ONCE)
    advance(checked.entries % AT_ONCE)
    for pk, book in books.items():
        against_balance(checked, pk, book)
    return found


def follow_chain(checked: VerifiedGroup, row: StoredEntry) -> None:
    """Verify a digest against the stored one before it, so that only changed rows are reported."""
    digest, expected = bytes(row.digest), checked.sequence + 1
    if row.sequence == expected:
        if hashlib.sha256(checked.digest + row.text().encode()).digest() != digest:
            checked.say(_("%(entry)s was changed: its digest does not fit") % reference(row))
    elif row.sequence > expected:
        checked.say(missing_entries(expected, row.sequence - 1))
    else:
        checked.say(_("%(entry)s stands twice in the sequence") % reference(row))
    checked.entries, checked.sequence, checked.digest = checked.entries + 1, row.sequence, digest


def add_to_books(checked: VerifiedGroup, books: dict[int, StoredBook], row: StoredEntry) -> None:
    """Add an entry to the sums of its two books."""
    if row.amount <= 0 or row.debit == row.credit:
        checked.say(_("%(entry)s moves nothing from one book to another") % reference(row))
    for pk, change in ((row.debit, row.amount), (row.credit, -row.amount)):
        if book := books.get(pk):
            book.sum += change
        else:
            checked.say(
                _("%(entry)s: book %(book)s is not of this group") % {**reference(row), "book": pk}
            )


def against_balance(checked: VerifiedGroup, pk: int, book: StoredBook) -> None:
    total = book.sum if book.kind in Book.DEBIT_SIDE else -book.sum
    at = {"book": pk, "kind": book.label, "balance": book.balance, "sum": total}
    if book.balance != total:
        checked.say(_("book %(book)s (%(kind)s) says %(balance)s, its entries make %(sum)s") % at)
    if book.kind in Book.NEVER_NEGATIVE and total < 0:
        checked.say(_("book %(book)s (%(kind)s) is below zero: %(sum)s") % at)


def against_chain(checked: VerifiedGroup, rows: list[tuple[Any, ...]]) -> None:
    """Compare the stored head of the chain with the last entry."""
    sequence, digest = (rows[0][1], bytes(rows[0][2])) if rows else (0, b"")
    if sequence > checked.sequence:
        checked.say(missing_entries(checked.sequence + 1, sequence))
    elif sequence < checked.sequence:
        checked.say(
            _("entries %(first)s to %(last)s stand behind the head of the chain")
            % {"first": sequence + 1, "last": checked.sequence}
        )
    elif digest != checked.digest:
        checked.say(
            _("the head of the chain is not the digest of entry %(sequence)s")
            % {"sequence": sequence}
        )


def against_each_other(
    checked: VerifiedGroup,
    reversals: Iterable[tuple[Any, ...]],
    strangers: Iterable[tuple[Any, ...]],
) -> None:
    for _group, pk, sequence in reversals:
        checked.say(
            _("%(entry)s does not mirror the entry it reverses")
            % reference(pk=pk, sequence=sequence)
        )
    for _group, pk, sequence in strangers:
        checked.say(
            _("%(entry)s: its member or its meeting is of another group")
            % reference(pk=pk, sequence=sequence)
        )


def missing_entries(first: int, last: int) -> str:
    if first == last:
        return _("entry %(first)s is missing") % {"first": first}
    return _("entries %(first)s to %(last)s are missing") % {"first": first, "last": last}


def reference(row: StoredEntry | None = None, *, pk: int = 0, sequence: int = 0) -> dict[str, str]:
    """The reference to an entry in findings: its sequence and primary key."""
    sequence, pk = (row.sequence, row.pk) if row else (sequence, pk)
    return {"entry": _("entry %(sequence)s (no. %(pk)s)") % {"sequence": sequence, "pk": pk}}
