"""Table rows of a statement, one for each entry, the newest first.

Functions write them, as a page has fifty and a template takes a millisecond for each.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from finance.models import Book, Dispute, Entry
from finance.reports.statements import BookLine, BookStatement
from finance.rules.corrections import is_of_finished_book
from foundation.formatting import day, dotted, short_day
from foundation.templatetags.constants import address_of
from foundation.templatetags.wording import status
from foundation.widgets import escaped

register = template.Library()
WIDE = "d-none d-md-table-cell"  # a cell that phones leave out


@register.simple_tag
def book_rows(statement: BookStatement, book: Book, may_correct: bool) -> SafeString:
    """Rows of one book: day, number, what, debit, credit, change (on phones), balance."""
    cell = EntryCell(may_correct=may_correct, may_dispute=False, names_member=True)
    return SafeString("".join(book_row(line, book, cell) for line in reversed(statement.lines)))


def book_row(line: BookLine, book: Book, cell: "EntryCell") -> str:
    entry, amount = line.entry, dotted(line.entry.amount)
    url = address_of("finance:entry", entry.pk)
    debit = amount if entry.debit_id == book.pk else ""
    credit = amount if entry.credit_id == book.pk else ""
    return (
        f'<tr><td class="text-nowrap {WIDE}">{short_day(entry.date)}</td>'
        f'<td class="num {WIDE}"><a href="{url}">{entry.sequence}</a></td>'
        f"{cell.of(line)}"
        f'<td class="money {WIDE}">{debit}</td>'
        f'<td class="money {WIDE}">{credit}</td>'
        f"{change_and_balance(line)}</tr>\n"
    )


@register.simple_tag
def savings_rows(
    statement: BookStatement, may_correct: bool, may_dispute: bool = False
) -> SafeString:
    """Rows of a member's books: day, what, change of each, of all (on phones), balance."""
    cell = EntryCell(may_correct=may_correct, may_dispute=may_dispute, names_member=False)
    return SafeString("".join(savings_row(line, cell) for line in reversed(statement.lines)))


def savings_row(line: BookLine, cell: "EntryCell") -> str:
    changes = (
        f'<td class="money {WIDE}">{signed(change) if change else ""}</td>'
        for change in line.changes
    )
    return (
        f'<tr><td class="text-nowrap {WIDE}">{short_day(line.entry.date)}</td>'
        f"{cell.of(line)}{''.join(changes)}"
        f"{change_and_balance(line)}</tr>\n"
    )


def change_and_balance(line: BookLine) -> str:
    return (
        f'<td class="money d-md-none">{signed(line.change)}</td>'
        f'<td class="money fw-semibold">{dotted(line.balance)}</td>'
    )


def signed(change: int) -> str:
    kind = "minus" if change < 0 else "plus"
    return f'<span class="{kind}">{dotted(change)}</span>'


@dataclass
class EntryCell:
    """The cell that says what an entry is, with its remarks, disputes and the act on it."""

    may_correct: bool
    may_dispute: bool
    names_member: bool

    def __post_init__(self) -> None:
        self.taken_back = status("plain", _("Taken back"))
        self.contested = status("wait", _("Contested"))
        self.act = _("Put right") if self.may_correct else _("Wrong?")
        self.of_day = _("%(what)s of %(day)s")

    def of(self, line: BookLine) -> str:
        entry, label = line.entry, escaped(line.entry.label)
        what = f"<s>{label}</s> {self.taken_back}" if entry.is_reversed else label
        lines = [
            f'<span class="muted d-md-none">{short_day(entry.date)}</span>',
            f'<span class="d-block fw-semibold">{what}</span>',
        ]
        if self.names_member and entry.membership:
            lines.append(muted(entry.membership.person.name))
        lines += map(muted, line.remarks)
        lines += self.disputes(entry.disputes.all())
        link = self.link(entry, label)
        return f'<td><div class="entry"><div>{" ".join(lines)}</div>{link}</div></td>'

    def disputes(self, rows: Iterable[Dispute]) -> list[str]:
        answered = _("Contested: “%(says)s” Answer: “%(answer)s”")
        return [
            muted(answered % {"says": row.says, "answer": row.answer})
            if row.answered_at
            else f'<span class="d-block">{self.contested} '
            f'<span class="muted">“{escaped(row.says)}”</span></span>'
            for row in rows
        ]

    def link(self, entry: Entry, label: str) -> str:
        """The act on an entry in force: to correct it, or to say that it is wrong."""
        if entry.is_reversal or entry.is_reversed or not (self.may_correct or self.may_dispute):
            return ""
        if self.may_correct and is_of_finished_book(entry):
            return ""
        if self.may_correct:
            url = address_of("finance:reverse_entry", entry.pk)
        else:
            url = f"{address_of('finance:make_dispute')}?entry={entry.pk}"
        of_day = self.of_day % {"what": label, "day": day(entry.date)}
        return (
            f'<details class="act no-print"><summary><span aria-hidden="true">⋯</span>'
            f'<span class="visually-hidden">{of_day}</span></summary>'
            f'<a class="btn btn-outline btn-small" href="{url}">{self.act}'
            f'<span class="visually-hidden"> {of_day}</span></a></details>'
        )


def muted(text: str) -> str:
    return f'<span class="d-block muted">{escaped(text)}</span>'
