"""A member's line on the receipt of a meeting."""

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property

from finance.models import Book, Entry
from finance.reports.receipt_words import in_force, line_in_words
from groups.models import Attendance, Membership

Kind = Book.Kind


@dataclass
class ReceiptLine:
    """A member's attendance and entries."""

    membership: Membership
    attendance: Attendance
    entries: list[Entry] = field(default_factory=list)  # including reversed ones
    out: list[Entry] = field(default_factory=list)  # withdrawals and help
    savings_before: int = 0  # on the day of the meeting, as the books were when it was recorded

    @property
    def is_counted(self) -> bool:
        return self.attendance.kind in Attendance.COUNTS_FOR_QUORUM

    @cached_property
    def sums(self) -> Counter[str]:
        """What is in force, by kind of the book; read after the last entry was added."""
        sums: Counter[str] = Counter()
        for row in self.entries:
            if in_force(row):
                sums[row.credit.kind] += row.amount
        return sums

    @property
    def mandatory(self) -> int:
        return self.sums[Kind.WAJIB]

    @property
    def voluntary(self) -> int:
        return self.sums[Kind.SUKARELA]

    @property
    def dues(self) -> int:
        return self.sums[Kind.IKS]

    @property
    def savings(self) -> int:
        return self.mandatory + self.voluntary

    @property
    def drawn(self) -> int:
        return sum(row.amount for row in self.out if in_force(row) and row.debit.kind != Kind.IKS)

    @property
    def helped(self) -> int:
        return sum(row.amount for row in self.out if in_force(row) and row.debit.kind == Kind.IKS)

    @property
    def savings_after(self) -> int:
        """The savings after that meeting, with what was corrected of it."""
        return self.savings_before + self.savings - self.drawn

    @property
    def handed_over(self) -> int:
        return self.savings + self.dues

    @property
    def corrected(self) -> list[Entry]:
        """The reversed entries."""
        return [row for row in self.entries if not in_force(row)]

    @property
    def words(self) -> str:
        return line_in_words(self)
