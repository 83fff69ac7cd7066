"""The receipt of a meeting as text, to read aloud and to share."""

from typing import Any

from django.utils.translation import gettext as _

from finance.models import Book, Entry
from foundation.formatting import day, respectful_full, rupiah


def in_force(entry: Entry) -> bool:
    return not entry.is_reversed


def into_cash(entry: Entry) -> int:
    """What the entry adds to the cash box, negative for what it takes out."""
    if Book.Kind.CASH not in (entry.debit.kind, entry.credit.kind):
        return 0
    return entry.amount if entry.debit.kind == Book.Kind.CASH else -entry.amount


def line_in_words(line: Any) -> str:
    """A member's line; it contains no national number."""
    paid = {
        "person": respectful_full(line.membership.person),
        "savings": rupiah(line.savings),
        "dues": rupiah(line.dues),
    }
    said = [_("%(person)s: savings %(savings)s, dues %(dues)s.") % paid]
    if line.drawn:
        said.append(_("Drew %(amount)s.") % {"amount": rupiah(line.drawn)})
    if line.helped:
        said.append(_("Was helped with %(amount)s.") % {"amount": rupiah(line.helped)})
    said.append(_("Savings after it %(now)s.") % {"now": rupiah(line.savings_after)})
    return " ".join(said)


def receipt_in_words(receipt: Any) -> str:
    """A line for each member, then what is no member's, the count and the box."""
    meeting = receipt.meeting
    head = _("%(group)s, meeting no. %(number)s, %(day)s") % {
        "group": meeting.group,
        "number": meeting.number,
        "day": day(meeting.date),
    }
    lines = [line.words for line in receipt.lines]
    return "\n".join([head, *lines, *_of_the_group(receipt), *_of_the_box(receipt)])


def _of_the_group(receipt: Any) -> list[str]:
    """Income, expenses, to the bank."""
    known = {row.pk for line in receipt.lines for row in line.out}
    rows = [row for row in (*receipt.earned, *receipt.out) if in_force(row) and row.pk not in known]
    notes = [f", {row.note}" if row.note else "" for row in rows]
    return [
        f"{row.label}: {rupiah(row.amount)}{note}." for row, note in zip(rows, notes, strict=True)
    ]


def _of_the_box(receipt: Any) -> list[str]:
    """The box with what was corrected, so that it fits the lines above."""
    taken, paid = receipt.moved
    box = {
        "taken": rupiah(taken),
        "paid": rupiah(paid),
        "cash": rupiah(receipt.cash_after + receipt.corrected),
    }
    said = [_("Taken in %(taken)s, paid out %(paid)s, in the box %(cash)s.") % box]
    if off := receipt.count.difference if receipt.count else 0:
        off_by = {"amount": rupiah(abs(off)), "why": receipt.count.reason}
        short, over = _("%(amount)s too little: %(why)s."), _("%(amount)s too much: %(why)s.")
        said.insert(0, (short if off < 0 else over) % off_by)
    if receipt.corrected:
        amount = rupiah(receipt.corrected)
        said.append(_("With what was corrected later: %(amount)s.") % {"amount": amount})
    if receipt.recorded_later:
        said.append(receipt.recorded_later)
    return said


def recorded_later_in_words(before: Any) -> str:
    """What came after the sheet for earlier days; the figures above it do not count it."""
    if before.since is None:
        return ""
    figures = {
        "since": day(before.since),
        "until": day(before.until),
        "amount": rupiah(before.added),
    }
    if before.since == before.until:
        return _("Recorded only after these minutes, dated %(since)s: %(amount)s.") % figures
    return (
        _("Recorded only after these minutes, dated %(since)s to %(until)s: %(amount)s.") % figures
    )
