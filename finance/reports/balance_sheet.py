"""The balance sheet of a group: a row of the table in domain.md §5."""

import datetime
from collections.abc import Iterator
from dataclasses import astuple, dataclass
from typing import NamedTuple

from django.db.models import Case, F, Q, Sum, When

from finance.models import Book
from groups.models import Group

Kind = Book.Kind
EQUITY = [Kind.CAPITAL, Kind.RESERVE, Kind.TRAINING, Kind.SHU, Kind.OPENING]


@dataclass(frozen=True)
class BalanceSheet:
    """Invariant: cash + bank + loans + herd = savings + IKS + grant + equity + result."""

    cash: int
    bank: int
    loans: int
    herd: int  # including equipment and goods to sell
    savings: int
    iks: int
    grant: int
    equity: int  # capital, reserve, training, year's profit, opening
    result: int  # income less expenses

    @property
    def owned(self) -> int:
        return self.cash + self.bank + self.loans + self.herd

    @property
    def owed(self) -> int:
        """Liabilities and equity: savings, fund, grant, equity and result."""
        return self.savings + self.iks + self.grant + self.equity + self.result

    @property
    def is_balanced(self) -> bool:
        return self.owned == self.owed

    @property
    def at_hand(self) -> int:
        return self.cash + self.bank

    @property
    def is_covered(self) -> bool:
        """Whether cash and bank cover savings, fund and grant."""
        return self.at_hand >= self.savings + self.iks + self.grant

    def __iter__(self) -> Iterator[int]:
        return iter(astuple(self))


def balance_sheet(group: Group) -> BalanceSheet:
    """Current balances, in one query."""
    rows = group.books.order_by().values("kind").annotate(sum=Sum("balance"))
    held = {row["kind"]: row["sum"] for row in rows}

    def of(*kinds: str) -> int:
        return sum(held.get(kind, 0) for kind in kinds)

    return BalanceSheet(
        cash=of(Kind.CASH),
        bank=of(Kind.BANK),
        loans=of(Kind.LOAN),
        herd=of(*Book.GOODS),
        savings=of(*Book.SAVINGS),
        iks=of(Kind.IKS),
        grant=of(Kind.GRANT),
        equity=of(*EQUITY),
        result=of(Kind.INCOME) - of(Kind.EXPENSE),
    )


class Result(NamedTuple):
    """Income less expenses, until the year's profit is divided."""

    this_year: int
    earlier: int


def result_of_year(group: Group, today: datetime.date) -> Result:
    raises = Q(credit__kind__in=[Kind.INCOME, Kind.EXPENSE])
    lowers = Q(debit__kind__in=[Kind.INCOME, Kind.EXPENSE])
    moved = Case(When(raises, then=F("amount")), default=-F("amount"))
    years = group.entries.filter(raises | lowers).order_by()
    this_year, earlier = (
        years.filter(which).aggregate(sum=Sum(moved, default=0))["sum"]
        for which in (Q(date__year=today.year), Q(date__year__lt=today.year))
    )
    return Result(this_year, earlier)
