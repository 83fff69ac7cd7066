"""Record a meeting sheet in one transaction, or cancel it as a whole."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from finance import ledger
from finance.actions.sheets import Expense, Help, Income, SheetLine, SheetMoney, Withdrawal
from finance.models import Book, CashCount, Entry
from finance.reports.owed import owed
from finance.reports.receipts import entries_of, in_force
from finance.rules.corrections import require_not_cancelled
from finance.rules.counts import difference
from finance.rules.money import require_bookable_day, require_savings_open
from foundation.formatting import respectful, rupiah
from foundation.rules import RuleBroken
from groups.models import Attendance, Decision, Group, Meeting, Membership, Office, Problem
from groups.rules.due_days import require_due_later
from groups.rules.schedule import DAYS_LATE, next_number, require_next_day, require_took_place


class Agreed(NamedTuple):
    """A decision of the meeting, as entered on the sheet."""

    what: str
    who: str = ""
    due_on: datetime.date | None = None


class Raised(NamedTuple):
    """A problem raised at the meeting, as entered on the sheet."""

    kind: str
    what: str
    who: str = ""
    due_on: datetime.date | None = None


@transaction.atomic
def record_meeting(
    *,
    group: Group,
    date: datetime.date,
    lines: Sequence[SheetLine],
    counted: int,
    reason: str = "",
    withdrawals: Sequence[Withdrawal] = (),
    help: Sequence[Help] = (),
    expenses: Sequence[Expense] = (),
    incomes: Sequence[Income] = (),
    to_bank: int = 0,
    decisions: Iterable[Agreed] = (),
    problems: Iterable[Raised] = (),
    took_place: bool = False,
    days_late: int = DAYS_LATE,
    today: datetime.date,
    by: User,
    **about: Any,
) -> Meeting:
    """Record a meeting: attendance, payments in and out (whole rupiah), decisions and problems.

    `took_place` overrules that the meeting of this day was marked as not held.
    `about` are fields of Meeting: place, notes, next_on, next_at, next_place. The number of SQL
    statements is constant.
    """
    ledger.lock(group)
    _require_a_day(group, date, today=today, days_late=days_late, took_place=took_place)
    decisions, problems = list(decisions), list(problems)
    _require_later_days(date, about.get("next_on"), decisions, problems, today=today)
    _require_each_member_once(group, date, lines, [*withdrawals, *help])
    lines = _divided(group, lines, date)
    money = SheetMoney(group, lines, withdrawals, help, expenses, to_bank, incomes, date)
    money.require_enough()
    _require_reason(counted - money.booked, reason)

    officers = _officers_present(group, date, lines)
    meeting = Meeting.objects.create(
        group=group,
        number=next_number(group),
        date=date,
        leader_id=officers.get(Office.Post.CHAIR),
        recorded_by=by,
        **about,
    )
    _write_minutes(meeting, lines, decisions, problems)
    _post(meeting, money, counted, reason, officers.get(Office.Post.TREASURER))
    return meeting


def _divided(group: Group, lines: Sequence[SheetLine], date: datetime.date) -> list[SheetLine]:
    """The lines in book order, what each pays divided by what that member owes."""
    owes = owed(group, [line.membership for line in lines], date)
    in_book_order = sorted(lines, key=lambda line: line.membership.number)
    return [line.divided(owes[line.membership.pk]) for line in in_book_order]


def _require_a_day(
    group: Group, date: datetime.date, *, today: datetime.date, days_late: int, took_place: bool
) -> None:
    """Refuse a day to come, too long ago, of a recorded or missed meeting, or of a closed month."""
    require_bookable_day(group, date, today=today, days_back=days_late)
    if met := group.meetings.held().filter(date=date).select_related("recorded_by").first():
        raise RuleBroken(
            _("%(person)s has recorded the meeting of this day. Look at that record.")
            % {"person": respectful(met.recorded_by)},
            field="date",
        )
    if not took_place:
        require_took_place(group, date)


def _require_later_days(
    date: datetime.date,
    next_on: datetime.date | None,
    decisions: Sequence[Agreed],
    problems: Sequence[Raised],
    *,
    today: datetime.date,
) -> None:
    """Refuse a next meeting or a term that lies before the meeting, or a meeting too far ahead."""
    if next_on:
        require_next_day(next_on, met_on=date, today=today)
    rows: dict[str, Sequence[Agreed | Raised]] = {"decisions": decisions, "problems": problems}
    for name, written in rows.items():
        for number, row in enumerate(written):
            require_due_later(row.due_on, since=date, field=f"{name}-{number}-due_on")


def _require_each_member_once(
    group: Group, date: datetime.date, lines: Sequence[SheetLine], paid: Sequence[Withdrawal | Help]
) -> None:
    """Require exactly one line for each member of that day, with savings that may be taken."""
    members = dict(group.memberships.running(date).order_by().values_list("pk", "until"))
    if not members:
        raise RuleBroken(_("The group has no members on this day. Admit them first."))
    for row in (*lines, *paid):
        if row.membership.pk not in members:
            raise RuleBroken(
                _("%(person)s is not a member on this day.")
                % {"person": respectful(row.membership.person)}
            )
    written = [line.membership.pk for line in lines]
    if odd := [pk for pk in members if written.count(pk) != 1]:
        membership = group.memberships.in_book_order().filter(pk__in=odd)[0]
        raise RuleBroken(
            _("Write one line for %(person)s.") % {"person": respectful(membership.person)}
        )
    for line in lines:
        member = line.membership
        if line.savings:
            require_savings_open(member, members[member.pk], field=f"lines-{member.pk}-savings")
        if line.mandatory is not None and not 0 <= line.mandatory <= line.savings:
            raise RuleBroken(
                _("Of %(amount)s, %(part)s cannot be mandatory savings.")
                % {"amount": rupiah(line.savings), "part": rupiah(line.mandatory)},
                field=f"lines-{member.pk}-mandatory",
            )


def _require_reason(difference: int, reason: str) -> None:
    if difference and not reason.strip():
        amount = rupiah(abs(difference))
        raise RuleBroken(
            (
                _("%(amount)s too little. Count again, mend what was handed over, or say why.")
                if difference < 0
                else _("%(amount)s too much. Count again, mend what was handed over, or say why.")
            )
            % {"amount": amount},
            field="counted",
        )


def _officers_present(
    group: Group, date: datetime.date, lines: Sequence[SheetLine]
) -> dict[str, int]:
    """The membership pk of each officer who was present, by office."""
    came = [line.membership for line in lines if line.attendance == Attendance.Kind.PRESENT]
    offices = group.offices.running(date).filter(membership__in=came)
    return dict(offices.values_list("post", "membership"))


def _write_minutes(
    meeting: Meeting,
    lines: Sequence[SheetLine],
    decisions: Iterable[Agreed],
    problems: Iterable[Raised],
) -> None:
    Attendance.objects.bulk_create(
        Attendance(meeting=meeting, membership=line.membership, kind=line.attendance)
        for line in lines
    )
    of_group = {"group": meeting.group, "meeting": meeting}
    Decision.objects.bulk_create(Decision(**of_group, **row._asdict()) for row in decisions)
    raised = {"raised_on": meeting.date, "raised_by": meeting.recorded_by}
    Problem.objects.bulk_create(Problem(**of_group, **raised, **row._asdict()) for row in problems)


def _post(
    meeting: Meeting, money: SheetMoney, counted: int, reason: str, treasurer: int | None
) -> None:
    """Post all entries in one statement, the difference of the count last, and save the count."""
    postings = list(money.postings())
    if is_other := counted != money.booked:
        postings.append(difference(meeting.group, counted - money.booked, reason))
    entries = ledger.post_many(
        postings, group=meeting.group, date=meeting.date, meeting=meeting, by=meeting.recorded_by
    )
    CashCount.objects.create(
        group=meeting.group,
        meeting=meeting,
        date=meeting.date,
        whole_box=money.is_whole_box,
        booked=money.booked,
        counted=counted,
        reason=reason if is_other else "",
        entry_id=entries[-1] if is_other else None,
        counted_by_id=treasurer,
        recorded_by=meeting.recorded_by,
    )


@transaction.atomic
def cancel_meeting(*, meeting: Meeting, reason: str, today: datetime.date, by: User) -> None:
    """Cancel a sheet that was a mistake: reverse all its entries and free its date.

    The meeting stays visible, with who cancelled it, when and why.
    """
    ledger.lock(meeting.group)
    meeting.refresh_from_db(fields=["cancelled_at"])
    require_not_cancelled(meeting)
    if not reason.strip():
        raise RuleBroken(_("Write why the sheet was a mistake."), field="reason")
    entries = [entry for entry in entries_of(meeting) if in_force(entry)]
    _require_still_there(entries)
    ledger.reverse(entries, date=today, reason=reason, by=by)
    meeting.cancelled_by, meeting.cancelled_at, meeting.cancel_reason = by, timezone.now(), reason
    meeting.save(update_fields=["cancelled_by", "cancelled_at", "cancel_reason"])


def _require_still_there(entries: Iterable[Entry]) -> None:
    """Refuse if the money of these entries has been spent since."""
    books: dict[int, tuple[Book, Membership | None]] = {}
    back: dict[int, int] = defaultdict(int)
    for entry in entries:
        for book, into in ((entry.debit, 1), (entry.credit, -1)):
            books.setdefault(book.pk, (book, entry.membership))
            back[book.pk] += entry.amount * (into if book.is_debit_side else -into)
    for book, membership in books.values():
        if book.kind in Book.NEVER_NEGATIVE and book.balance < back[book.pk]:
            raise RuleBroken(
                _("Money of this meeting has been used: %(book)s has %(left)s of %(amount)s left.")
                % {
                    "book": _of_whom(book, membership),
                    "left": rupiah(book.balance),
                    "amount": rupiah(back[book.pk]),
                }
            )


def _of_whom(book: Book, membership: Membership | None) -> str:
    if book.membership_id is None or membership is None:
        return book.label
    return f"{book.label}, {respectful(membership.person)}"
