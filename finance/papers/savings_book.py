"""Data of a printed savings book: its entries and the head of the group's hash chain.

The digest on a member's paper proves later changes of the books.
"""

import datetime
from collections import defaultdict
from pathlib import Path

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from finance.models import Book, Chain
from finance.reports.page_entries import with_remarks
from finance.reports.remarks import remarks
from finance.reports.savings import in_order
from finance.reports.statements import (
    BookLine,
    posted_entries,
    reloaded,
    running_lines,
)
from foundation.formatting import clock, day, dotted, rupiah, short_day, terbilang
from groups.models import Group, Membership

TEMPLATE = Path(__file__).with_suffix(".typ")


def paper(group: Group, memberships: list[Membership], at: datetime.datetime) -> dict:
    """The data of `savings_book.typ`, in a constant number of queries."""
    books = reloaded(group.books.savings().filter(membership__in=memberships))
    mine = defaultdict(list)
    for book in books:
        mine[book.membership_id].append(book)
    owner = {book.pk: book.membership_id for book in books}
    entries = defaultdict(list)
    touching = posted_entries(books).filter(Q(debit__in=books) | Q(credit__in=books))
    for entry in with_remarks(touching).order_by("date", "sequence"):
        for pk in {owner.get(entry.debit_id), owner.get(entry.credit_id)} - {None}:
            entries[pk].append(entry)
    chain = getattr(books[0].group, "chain", None) if books else None
    return {
        "title": _("Savings books of %(group)s") % {"group": group},
        "group": str(group),
        "place": group.village.name,
        "words": _words(),
        "books": [_book(row, in_order(mine[row.pk]), entries[row.pk]) for row in memberships],
        **_testimony(group, chain, at),
    }


def _words() -> dict[str, str]:
    return {
        "heading": _("Savings book"),
        "day": _("Day"),
        "what": _("What"),
        "balance": _("Balance"),
        "page": _("Page"),
        "struck": _("Taken back"),
    }


def _book(membership: Membership, books: list[Book], entries: list) -> dict:
    balance = sum(book.balance for book in books)
    return {
        "name": membership.person.name,
        "code": membership.code,
        "since": _term(membership),
        "kinds": [_short(book) for book in books],
        "rows": [_row(line) for line in running_lines(books, [0] * len(books), entries)],
        "held": [dotted(book.balance) for book in books],
        "balance": dotted(balance),
        "balance_rupiah": rupiah(balance),
        "in_words": terbilang(balance),
    }


def _term(membership: Membership) -> str:
    since = day(membership.since)
    if membership.until:
        until = day(membership.until)
        return _("Member from %(since)s until %(until)s") % {"since": since, "until": until}
    return _("Member since %(day)s") % {"day": since}


def _short(book: Book) -> str:
    """The column heading: pokok, wajib, sukarela."""
    headings: dict[str, str] = {
        Book.Kind.POKOK: _("Principal"),
        Book.Kind.WAJIB: _("Mandatory"),
        Book.Kind.SUKARELA: _("Voluntary"),
    }
    return headings[book.kind]


def _row(line: BookLine) -> dict:
    entry = line.entry
    return {
        "day": short_day(entry.date),
        "what": entry.label,
        "remarks": remarks(entry),
        "struck": entry.is_reversed,
        "changes": [dotted(change) if change else "" for change in line.changes],
        "balance": dotted(line.balance),
    }


def _testimony(group: Group, chain: Chain | None, at: datetime.datetime) -> dict[str, str]:
    digest = bytes(chain.digest).hex() if chain else ""
    moment = timezone.localtime(at)
    return {
        "printed": _("Printed on %(day)s, %(time)s WIB.")
        % {"day": day(moment.date()), "time": clock(moment)},
        "chain": _("Books of %(group)s up to entry no. %(number)s. Their seal:")
        % {"group": group, "number": chain.sequence if chain else 0},
        "digest": " ".join(digest[start : start + 8] for start in range(0, len(digest), 8)),
    }
