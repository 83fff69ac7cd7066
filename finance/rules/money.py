"""Checks shared by money actions, with messages for users; the database enforces them too."""

import datetime
from collections import Counter
from collections.abc import Iterable

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from finance.ledger import Posting
from finance.models import Book, Opening
from foundation.days import require_past_day
from foundation.formatting import day, respectful, rupiah
from foundation.months import month_of, months_after
from foundation.rules import RuleBroken
from groups.models import Group, Membership
from groups.rules.schedule import DAYS_LATE, require_soon_enough

Kind = Book.Kind


def require_bookable_day(
    group: Group, date: datetime.date, *, today: datetime.date, days_back: int | None = DAYS_LATE
) -> None:
    """Refuse a date in the future, too long ago, before the group's books or in a closed month."""
    require_past_day(date, today=today)
    if days_back is not None:
        require_soon_enough(group, date, today=today, days=days_back)
    opening = Opening.objects.filter(group=group).first()
    begins = opening.date if opening else group.formed_on
    if date < begins:
        raise RuleBroken(
            _("The group's books begin on %(day)s. Choose that day or a later one.")
            % {"day": day(begins)},
            field="date",
        )
    require_open_month(group, date)


def require_open_month(group: Group, date: datetime.date) -> None:
    """Refuse a date in a closed month, and name the next open one."""
    month = month_of(date)
    closed = set(group.periods.filter(month__gte=month).values_list("month", flat=True))
    if month not in closed:
        return
    later = month
    while later in closed:
        later = months_after(later, 1)
    raise RuleBroken(
        _("The book of %(month)s is closed. Record it in %(open)s.")
        % {"month": month_name(month, later), "open": month_name(later, month)},
        field="date",
    )


def month_name(month: datetime.date, beside: datetime.date) -> str:
    """ "October", with its year if that of `beside` is different."""
    return date_format(month, "F" if month.year == beside.year else "F Y")


def require_member(membership: Membership, date: datetime.date) -> None:
    """Refuse a non-member on that day; queried again, against a concurrent release."""
    if not Membership.objects.running(date).filter(pk=membership.pk).exists():
        raise RuleBroken(
            _("%(name)s was not a member on %(day)s.")
            % {"name": respectful(membership.person), "day": day(date)},
            field="membership",
        )


def require_savings_open(
    membership: Membership, until: datetime.date | None, *, field: str
) -> None:
    """Refuse savings for who has left by now and was paid out, also if the day lies before.

    `until` was read under the lock, against a concurrent release.
    """
    if until is not None:
        raise RuleBroken(
            _(
                "%(name)s left on %(day)s and was paid out. Write 0 and give the money back, "
                "or admit the member again."
            )
            % {"name": respectful(membership.person), "day": day(until)},
            field=field,
        )


def require_not_more_than_lent(postings: Iterable[Posting]) -> None:
    """Refuse paying back more than a member still owes; call `ledger.lock` first."""
    for posting in postings:
        book = posting.credit
        if book.kind == Kind.LOAN and posting.amount > book.balance:
            raise RuleBroken(
                _("%(left)s of the loan is left. Write that, and the rest as savings.")
                % {"left": rupiah(book.balance)},
                field="loan",
            )


def require_enough(postings: Iterable[Posting], *, correction: bool = False) -> None:
    """Refuse postings that together make a book negative; call `ledger.lock` first."""
    changes: Counter[int] = Counter()
    for posting in postings:
        for book, amount in ((posting.debit, posting.amount), (posting.credit, -posting.amount)):
            changes[book.pk] += amount if book.is_debit_side else -amount
    books = Book.objects.select_related("membership__person").in_bulk(changes)
    for pk, change in changes.items():
        book = books[pk]
        if change < 0 and book.kind in Book.NEVER_NEGATIVE and book.balance + change < 0:
            words = missing_for_a_correction if correction else too_little
            raise RuleBroken(words(book, -change), field="amount")
    if not correction:
        _require_grant_kept(books.values(), changes)


def _require_grant_kept(books: Iterable[Book], changes: Counter[int]) -> None:
    """Refuse postings after which cash and bank would be less than the unspent grant.

    A purchase from a grant lowers both equally. A shortage found by a count is always recorded.
    """
    books = list(books)
    held = [book for book in books if book.kind in (Kind.CASH, Kind.BANK)]
    given = [book for book in books if book.kind == Kind.GRANT]
    change = sum(changes[book.pk] for book in held) - sum(changes[book.pk] for book in given)
    if change >= 0 or any(book.name == "cash_short" for book in books):
        return
    kept = Book.objects.filter(group=held[0].group_id, kind__in=[Kind.CASH, Kind.BANK, Kind.GRANT])
    balances = dict(kept.values_list("kind", "balance"))
    grant = balances.pop(Kind.GRANT, 0)
    own = sum(balances.values()) - grant
    if grant and own + change < 0:
        raise RuleBroken(
            _(
                "%(grant)s of the money is the grant's. Only %(own)s is the group's own. "
                "What the grant pays is recorded as a purchase of its plan."
            )
            % {"grant": rupiah(grant), "own": rupiah(max(own, 0))},
            field="amount",
        )


def too_little(book: Book, amount: int) -> str:
    """The message if a book has less than the amount."""
    figures = {"left": rupiah(book.balance), "amount": rupiah(amount)}
    match book.kind:
        case Kind.CASH:
            return _("The cash box holds %(left)s. Lower the money out.") % figures
        case Kind.BANK:
            return _("The bank holds %(left)s. Lower the amount.") % figures
        case Kind.IKS:
            return _("The solidarity fund holds %(left)s. Lower the help.") % figures
        case Kind.POKOK | Kind.WAJIB | Kind.SUKARELA:
            return _("The savings of %(name)s are %(left)s. %(amount)s cannot be drawn.") % {
                "name": respectful(book.membership.person) if book.membership else "",
                **figures,
            }
    return missing_for_a_correction(book, amount)


def missing_for_a_correction(book: Book, amount: int) -> str:
    return _(
        "%(book)s holds %(left)s, and this takes %(amount)s out of it. "
        "Record the missing money first."
    ) % {"book": book.label, "left": rupiah(book.balance), "amount": rupiah(amount)}
