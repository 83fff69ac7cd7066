"""What was read of a bank file."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from grants.payment.models import BankFile, BankMovement, StatementLine
from grants.payment.reports.statement_lines import suggestions
from grants.payment.statements.amounts import written
from grants.payment.statements.lines import Gap, Line


@dataclass(frozen=True)
class LineRead:
    """A line of a table as it is read back before its mapping is kept."""

    line: Line

    @property
    def amount(self) -> str:
        return written(self.line.amount)

    @property
    def balance(self) -> str:
        return "" if self.line.balance is None else written(self.line.balance)


def lines_read(lines: Sequence[Line]) -> list[LineRead]:
    return [LineRead(line) for line in lines]


def balances_of(file: BankFile) -> tuple[str, str] | None:
    """The balances before and after, in words; None of a file that gives none."""
    if file.opening is None or file.closing is None:
        return None
    return written(file.opening), written(file.closing)


def gaps_of(file: BankFile) -> list[tuple[Gap, str, str]]:
    """Where its balances do not join those beside, with both balances in words."""
    found = []
    for each in file.gaps:
        gap = Gap(
            after=datetime.date.fromisoformat(each["after"]),
            closing=Decimal(each["closing"]),
            before=datetime.date.fromisoformat(each["before"]),
            opening=Decimal(each["opening"]),
        )
        found.append((gap, written(gap.closing), written(gap.opening)))
    return found


def doubtful_lines(file: BankFile) -> list[tuple[list[BankMovement], tuple[BankMovement, ...]]]:
    """Of each open line that agrees with no payment: what it may be about."""
    rows = suggestions(StatementLine.objects.open().filter(account=file.account_id))
    own = [row for row in rows if row.line.file_id == file.pk and not row.is_exact]
    return [(row.suspects, row.alike) for row in own]
