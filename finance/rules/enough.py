"""No book with a star goes below zero, on the day of the entry and on each later one (§5)."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Q, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from finance.ledger import Posting
from finance.models import Book, Entry
from foundation.formatting import day, respectful, rupiah
from foundation.rules import RuleBroken

Kind = Book.Kind
Day = datetime.date


@dataclass(frozen=True)
class Held:
    """What a book holds, seen from a day on (whole rupiah)."""

    now: int
    then: int  # at the end of that day
    least: int  # of that day and each later one
    on: Day  # the first day with the least

    @property
    def was_less(self) -> bool:
        """Whether an earlier day, not today, sets the limit."""
        return self.least < self.now


def require_enough(
    postings: Iterable[Posting], *, since: Day | None = None, correction: bool = False
) -> None:
    """Refuse postings that together make a book negative; call `ledger.lock` first.

    `since` is the day of the postings, where it may lie before later entries.
    """
    changes: Counter[int] = Counter()
    for posting in postings:
        for book, amount in ((posting.debit, posting.amount), (posting.credit, -posting.amount)):
            changes[book.pk] += amount if book.is_debit_side else -amount
    books = Book.objects.select_related("membership__person").in_bulk(changes)
    falling = [book for pk, book in books.items() if changes[pk] < 0 and is_starred(book)]
    held = held_since(falling, since)
    for book in falling:
        if held[book.pk].least + changes[book.pk] < 0:
            words = missing_for_a_correction if correction else too_little
            raise RuleBroken(words(book, -changes[book.pk], held[book.pk]), field="amount")
    if not correction:
        _require_grant_kept(books.values(), changes, since)


def require_not_more_than_lent(postings: Iterable[Posting], *, since: Day) -> None:
    """Refuse paying back more than a member owed on that day; call `ledger.lock` first."""
    loans = [posting for posting in postings if posting.credit.kind == Kind.LOAN]
    held = held_since([posting.credit for posting in loans], since)
    for posting in loans:
        left = held[posting.credit.pk]
        if posting.amount > left.least:
            words = (
                _("%(left)s of the loan was left on %(day)s. Write that, and the rest as savings.")
                if left.was_less
                else _("%(left)s of the loan is left. Write that, and the rest as savings.")
            )
            raise RuleBroken(
                words % {"left": rupiah(left.least), "day": day(left.on)}, field="loan"
            )


def is_starred(book: Book) -> bool:
    return book.kind in Book.NEVER_NEGATIVE


def held_since(books: Iterable[Book], since: Day | None) -> dict[int, Held]:
    """What each book (by primary key) holds from that day on; without a day, what it holds now."""
    books = list(books)
    later = _later_changes(books, since)
    return {
        book.pk: _held(book.balance, later.get(book.pk, {}), since or Day.max) for book in books
    }


def _held(now: int, later: Mapping[Day, int], since: Day) -> Held:
    """Go back from today's balance, later day by later day."""
    least, on, left = now, max(later, default=since), now
    days = sorted(later, reverse=True)
    for date, previous in zip(days, [*days[1:], since], strict=False):
        left -= later[date]
        if left <= least and left < now:
            least, on = left, previous
    return Held(now=now, then=left, least=least, on=on)


def _later_changes(books: list[Book], since: Day | None) -> dict[int, Counter[Day]]:
    """The change of each book on each later day, in one query; none for today, the usual case."""
    if not books or since is None or since >= timezone.localdate():
        return {}
    sides = {book.pk: 1 if book.is_debit_side else -1 for book in books}
    rows = Entry.objects.filter(Q(debit__in=sides) | Q(credit__in=sides), date__gt=since)
    sums = rows.order_by().values_list("date", "debit", "credit").annotate(Sum("amount"))
    later: dict[int, Counter[Day]] = defaultdict(Counter)
    for date, debit, credit, amount in sums:
        for book, change in ((debit, amount), (credit, -amount)):
            if book in sides:
                later[book][date] += change * sides[book]
    return later


def _require_grant_kept(
    books: Iterable[Book], changes: Mapping[int, int], since: Day | None
) -> None:
    """Refuse postings after which cash and bank would be less than the unspent grant.

    A purchase from a grant lowers both equally. A shortage found by a count is always recorded.
    """
    books = list(books)
    sign = {Kind.CASH: 1, Kind.BANK: 1, Kind.GRANT: -1}
    touched = [book for book in books if book.kind in sign]
    change = sum(changes[book.pk] * sign[Kind(book.kind)] for book in touched)
    if change >= 0 or any(book.name == "cash_short" for book in books):
        return
    kept = list(Book.objects.filter(group=touched[0].group_id, kind__in=sign))
    grant = sum(book.balance for book in kept if book.kind == Kind.GRANT)
    if not grant:
        return
    later: Counter[Day] = Counter()
    for pk, days in _later_changes(kept, since).items():
        (book,) = (book for book in kept if book.pk == pk)
        for date, amount in days.items():
            later[date] += amount * sign[Kind(book.kind)]
    own = sum(book.balance * sign[Kind(book.kind)] for book in kept)
    held = _held(own, later, since or Day.max)
    if held.least + change < 0:
        words = (
            _(
                "%(grant)s of the money is the grant's. Only %(own)s was the group's own on "
                "%(day)s. What the grant pays is recorded as a purchase of its plan."
            )
            if held.was_less
            else _(
                "%(grant)s of the money is the grant's. Only %(own)s is the group's own. "
                "What the grant pays is recorded as a purchase of its plan."
            )
        )
        figures = {"grant": rupiah(grant), "own": rupiah(max(held.least, 0)), "day": day(held.on)}
        raise RuleBroken(words % figures, field="amount")


def too_little(book: Book, amount: int, held: Held) -> str:
    """The message if a book has, or on a day had, less than the amount."""
    if held.was_less:
        return had_too_little(book, held)
    figures = {"left": rupiah(held.least), "amount": rupiah(amount)}
    match book.kind:
        case Kind.CASH:
            return _("The cash box holds %(left)s. Lower the money out.") % figures
        case Kind.BANK:
            return _("The bank holds %(left)s. Lower the amount.") % figures
        case Kind.IKS:
            return _("The solidarity fund holds %(left)s. Lower the help.") % figures
        case Kind.POKOK | Kind.WAJIB | Kind.SUKARELA:
            return _("%(book)s of %(name)s: %(left)s. %(amount)s cannot be drawn.") % {
                "book": book.label,
                "name": respectful(book.membership.person) if book.membership else "",
                **figures,
            }
    return missing_for_a_correction(book, amount, held)


def had_too_little(book: Book, held: Held, added: int = 0) -> str:
    """Name the day with the least, and what was there, with what the same act added."""
    of = f" {respectful(book.membership.person)}" if book.membership else ""
    return _("%(book)s held only %(left)s on %(day)s. Lower the amount, or choose a later day.") % {
        "book": f"{book.label}{of}",
        "left": rupiah(held.least + added),
        "day": day(held.on),
    }


def missing_for_a_correction(book: Book, amount: int, held: Held) -> str:
    return _(
        "%(book)s holds %(left)s, and this takes %(amount)s out of it. "
        "Record the missing money first."
    ) % {"book": book.label, "left": rupiah(held.least), "amount": rupiah(amount)}
