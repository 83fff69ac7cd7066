"""What a statement consists of: lines, rows left out, balances; and how it is refused."""

import datetime
import re
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum

from django.utils.translation import gettext as _

from foundation.rules import RuleBroken


class Refused(RuleBroken):
    """The file cannot be read as a statement; says the row and why."""

    def __init__(self, why: str, row: int | None = None):
        self.why, self.row = why, row
        told = _("Row %(row)s: %(why)s") % {"row": row, "why": why} if row else why
        super().__init__(
            _("This file cannot be read as a statement. %(why)s Nothing was kept.") % {"why": told},
            field="file",
        )


class Proof(Enum):
    """What confirms that no line is missing, doubled or of another size."""

    BALANCES = "balances"
    SUMS = "sums"  # totals of the bank, of money in and out
    NONE = ""


@dataclass(frozen=True)
class Line:
    """A transaction as the bank wrote it; outgoing amounts are negative, sen are kept."""

    date: datetime.date
    amount: Decimal
    text: str = ""
    reference: str = ""
    counter_account: str = ""
    counter_name: str = ""
    balance: Decimal | None = None  # after this line
    row: int = 0
    page: str = ""  # of MT940: number of the statement and of its page

    @property
    def before(self) -> Decimal | None:
        return None if self.balance is None else self.balance - self.amount


@dataclass(frozen=True)
class LeftOut:
    """A row that is no transaction, or one that is known already."""

    row: int
    why: str
    file: str = ""


@dataclass(frozen=True)
class Gap:
    """Two neighbouring lines or statements whose balances do not join."""

    after: datetime.date
    closing: Decimal
    before: datetime.date
    opening: Decimal


@dataclass
class Statement:
    """One statement of one account: a table, or a page of MT940."""

    bank: str
    account: str = ""
    lines: list[Line] = field(default_factory=list)
    opening: Decimal | None = None
    closing: Decimal | None = None
    first_on: datetime.date | None = None
    last_on: datetime.date | None = None
    left_out: list[LeftOut] = field(default_factory=list)
    proof: Proof = Proof.NONE
    file: str = ""


def digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def same_account(one: str, other: str) -> bool:
    """Whether two writings may be one account: banks add a code before, tables lose zeros."""
    short, long = sorted((digits(one).lstrip("0"), digits(other).lstrip("0")), key=len)
    return bool(short) and long.endswith(short)
