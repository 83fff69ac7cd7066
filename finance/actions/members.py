"""Release a member: pay out savings less debts, end office and membership; pay what came since."""

import datetime

from django.db import transaction
from django.db.models.functions import Greatest
from django.utils.translation import gettext as _

from accounts.models import User
from finance import ledger
from finance.ledger import Posting
from finance.models import Book, DuesWaiver
from finance.reports.leaving import unpaid_dues
from finance.rules.enough import had_too_little, held_since, require_enough
from finance.rules.money import require_bookable_day, require_member
from foundation.formatting import day, respectful, rupiah
from foundation.rules import RuleBroken
from groups.models import Group, Membership, Office

Kind = Book.Kind


@transaction.atomic
def release_member(
    *,
    membership: Membership,
    reason: str,
    date: datetime.date,
    heir: str = "",
    settles_dues: bool = False,
    waiver: str = "",
    today: datetime.date,
    by: User,
) -> Membership:
    """End a membership on that day and pay out pokok, wajib and sukarela from the box (E23).

    Savings pay the member's debts first, then with `settles_dues` the dues not paid yet. Dues still
    unpaid are waived for the reason in `waiver`, or stay owed. For a member who died, `heir`
    receives the money.
    """
    group = membership.group
    ledger.lock(group)
    require_bookable_day(group, date, today=today)
    require_member(membership, date)
    _require_not_left(membership)
    _require_nothing_later(membership, date)
    _require_no_later_attendance(membership, date)
    waiver = waiver.strip()
    unpaid = unpaid_dues(membership, date, reason) if settles_dues or waiver else 0
    _pay_out(membership, reason, date, heir.strip(), by, dues=unpaid if settles_dues else 0)
    offices = Office.objects.not_ended(date).filter(membership=membership)
    offices.update(until=Greatest("since", date))  # one that starts later gets an empty term
    membership.until, membership.reason = date, reason
    membership.save(update_fields=["until", "reason"])
    if waiver and (rest := unpaid_dues(membership, date, reason)):
        DuesWaiver.objects.create(membership=membership, amount=rest, reason=waiver, by=by)
    return membership


@transaction.atomic
def pay_rest(
    *,
    membership: Membership,
    date: datetime.date,
    heir: str = "",
    today: datetime.date,
    by: User,
) -> int:
    """Pay a former member what is still in the savings books; return the amount (rupiah).

    Older records put money there after the release; `record_meeting` refuses it now.
    """
    ledger.lock(membership.group)
    require_bookable_day(membership.group, date, today=today)
    membership.refresh_from_db(fields=["until", "reason"])
    if membership.until is None:
        raise RuleBroken(_("This member has not left. End the membership instead."))
    if date < membership.until:
        raise RuleBroken(
            _("%(name)s left on %(day)s. Choose that day or a later one.")
            % {"name": respectful(membership.person), "day": day(membership.until)},
            field="date",
        )
    _require_nothing_later(membership, date)
    if paid := _pay_out(membership, membership.reason, date, heir.strip(), by):
        return paid
    raise RuleBroken(_("The savings books are empty. Nothing is to be paid."))


def _pay_out(
    membership: Membership, reason: str, date: datetime.date, heir: str, by: User, *, dues: int = 0
) -> int:
    """Post the settlement of all savings, debts and dues; return what is paid in cash."""
    group = membership.group
    books = list(group.books.filter(membership=membership, balance__gt=0))
    saved = [book for kind in Book.SAVINGS for book in books if book.kind == kind]
    debts = [book for book in books if book.kind == Kind.LOAN]
    _require_debts_covered(membership, saved, debts)
    claims = {debt: debt.balance for debt in debts}
    if dues:
        claims[ledger.book(group, Kind.IKS)] = dues
    postings = _settlement(membership, saved, claims, ledger.book(group, Kind.CASH), note=heir)
    paid = sum(row.amount for row in postings if row.credit.kind == Kind.CASH)
    if reason == Membership.Reason.DIED and paid and not heir:
        raise RuleBroken(_("Write the name of the heir who receives the money."), field="heir")
    _require_cash_for(group, membership, paid, date)
    require_enough(postings, since=date)
    ledger.post_many(postings, group=group, date=date, by=by)
    return paid


def _settlement(
    membership: Membership, saved: list[Book], claims: dict[Book, int], cash: Book, *, note: str
) -> list[Posting]:
    """Postings that use each savings book to pay these claims first and the rest out in cash."""
    left = dict(claims)
    postings = []
    for book in saved:
        rest = book.balance
        for claim, amount in left.items():
            if part := min(rest, amount):
                postings.append(Posting(book, claim, part, membership))
                left[claim] -= part
                rest -= part
        if rest:
            postings.append(Posting(book, cash, rest, membership, note))
    return postings


def _require_not_left(membership: Membership) -> None:
    """Query again under the lock, against a concurrent release."""
    if Membership.objects.filter(pk=membership.pk).exclude(until=None).exists():
        raise RuleBroken(_("%(name)s has left already.") % {"name": respectful(membership.person)})


def _require_nothing_later(membership: Membership, date: datetime.date) -> None:
    later = membership.entries.filter(date__gt=date).order_by("-date").first()
    if later:
        raise RuleBroken(
            _("Money of %(name)s was recorded on %(day)s. Choose that day or a later one.")
            % {"name": respectful(membership.person), "day": day(later.date)},
            field="date",
        )


def _require_no_later_attendance(membership: Membership, date: datetime.date) -> None:
    later = membership.attendances.filter(meeting__date__gt=date, meeting__cancelled_at=None)
    if met := later.order_by("-meeting__date").values_list("meeting__date", flat=True).first():
        raise RuleBroken(
            _("%(name)s stands in the meeting of %(day)s. Choose that day or a later one.")
            % {"name": respectful(membership.person), "day": day(met)},
            field="date",
        )


def _require_debts_covered(membership: Membership, saved: list[Book], debts: list[Book]) -> None:
    savings, debt = (sum(book.balance for book in books) for books in (saved, debts))
    if debt > savings:
        raise RuleBroken(
            _("%(name)s owes %(owed)s and has saved %(saved)s. Have %(rest)s paid back first.")
            % {
                "name": respectful(membership.person),
                "owed": rupiah(debt),
                "saved": rupiah(savings),
                "rest": rupiah(debt - savings),
            }
        )


def _require_cash_for(
    group: Group, membership: Membership, amount: int, date: datetime.date
) -> None:
    cash = ledger.book(group, Kind.CASH)
    held = held_since([cash], date)[cash.pk]
    if held.least < amount <= held.now:
        raise RuleBroken(had_too_little(cash, held), field="date")
    box = held.now
    if box < amount:
        raise RuleBroken(
            _("The box holds %(left)s, %(name)s gets %(amount)s. Fetch %(rest)s from the bank.")
            % {
                "left": rupiah(box),
                "name": respectful(membership.person),
                "amount": rupiah(amount),
                "rest": rupiah(amount - box),
            }
        )
