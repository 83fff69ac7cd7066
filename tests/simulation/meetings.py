"""Random meeting sheets, counts of the box, and sheets cancelled."""

import datetime

from finance.actions.counts import count_cash
from finance.actions.meetings import cancel_meeting, record_meeting
from finance.actions.sheets import SheetLine, Withdrawal
from groups.models import Attendance, Meeting
from tests.simulation import books
from tests.simulation.books import CASH, FUND, Book, Row
from tests.simulation.money import Attempt, Ledger, membership


def count(here: Ledger) -> Attempt:
    who, date = here.member(), here.day()
    found = here.rng.choice([0, 0, 500, -500])
    counted = max(0, here.model.balance(CASH, date) + found)
    rows = [over_or_short(date, counted - here.model.balance(CASH, date))]
    member = here.model.members[who]
    also = member.is_one_on(date) and not member.holds_the_box
    if also and not rows[0].amount and here.model.may_book(date, here.today):
        expected: list[Row] | None = []
    else:
        expected = here.expect(rows, date=date, also=also)
    return Attempt(
        "count_cash",
        expected,
        lambda: count_cash(
            group=here.group,
            date=date,
            counted=counted,
            reason="salah hitung",
            counted_by=membership(who),
            **here.on,
        ),
    )


def over_or_short(date: datetime.date, found: int) -> Row:
    if found >= 0:
        return Row(date, CASH, Book("income", name="cash_over"), found)
    return Row(date, Book("expense", name="cash_short"), CASH, -found)


def meet(here: Ledger) -> Attempt:
    """A sheet of all members of that day; who comes pays, another one draws savings."""
    date, model, rng = here.day(), here.model, here.rng
    of_the_day = [pk for pk, member in model.members.items() if member.is_one_on(date)]
    came = {pk for pk in of_the_day if rng.random() < 0.8}
    saved = {pk: rng.choice([0, 10_000, 25_000]) for pk in sorted(came)}
    paid = {pk: rng.choice([0, 5_000]) for pk in sorted(came)}
    nothing_saved = [pk for pk in of_the_day if not saved.get(pk)]
    drawn = {pk: 5_000 for pk in nothing_saved[:1] if rng.random() < 0.4}
    rows = [Row(date, CASH, FUND, amount, pk) for pk, amount in paid.items()]
    rows += [Row(date, CASH, Book("saved", pk), amount, pk) for pk, amount in saved.items()]
    rows += [Row(date, Book("sukarela", pk), CASH, amount, pk) for pk, amount in drawn.items()]
    rows = [row for row in rows if row.amount]
    booked = sum(row.change_of(CASH) for row in rows)
    if booked < 0:  # more out than in: the whole box is counted
        booked += model.balance(CASH, date)
    found = max(rng.choice([0, 0, 0, 500, -500]), -booked)
    if found:
        rows.append(over_or_short(date, found))
    has_left = any(amount and model.members[pk].until for pk, amount in saved.items())
    holds = all(model.hold(part) for part in (rows, [row for row in rows if not row.is_found]))
    accepted = of_the_day and not model.has_met(date) and not has_left and holds

    def act() -> Meeting:
        kinds = {True: Attendance.Kind.PRESENT, False: Attendance.Kind.EXCUSED}
        return record_meeting(
            group=here.group,
            date=date,
            lines=[
                SheetLine(membership(pk), kinds[pk in came], saved.get(pk, 0), paid.get(pk, 0))
                for pk in of_the_day
            ],
            withdrawals=[Withdrawal(membership(pk), amount) for pk, amount in drawn.items()],
            counted=booked + found,
            reason="salah hitung",
            **here.on,
        )

    def then(meeting: Meeting, new: list[Row]) -> None:
        model.meetings[meeting.pk] = books.Meeting(date, set(of_the_day))
        for row in new:
            row.origin = f"meeting {meeting.pk}"

    allowed = bool(accepted) and model.may_book(date, here.today)
    return Attempt("record_meeting", rows if allowed else None, act, then)


def cancel(here: Ledger) -> Attempt | None:
    model, today = here.model, here.today
    if not model.meetings:
        return None
    pk = here.rng.choice(sorted(model.meetings))
    of_it = [row for row in model.rows if row.sheet == pk and not row.is_reversed]
    rows = [row.mirrored(today) for row in of_it]
    closed = today.replace(day=1) in model.closed and bool(rows)
    allowed = not model.meetings[pk].is_cancelled and not closed and model.hold(rows)

    def then(answer: None, new: list[Row]) -> None:
        model.meetings[pk].is_cancelled = True
        for row in of_it:
            row.is_reversed = True

    return Attempt(
        "cancel_meeting",
        rows if allowed else None,
        lambda: cancel_meeting(meeting=Meeting.objects.get(pk=pk), reason="salah", **here.on),
        then,
    )
