"""Preview of a member's release: savings, debts and what is paid out."""

import datetime
from copy import copy
from dataclasses import dataclass

from finance.models import Book
from finance.reports.owed import owed
from groups.models import Membership, Office

Kind = Book.Kind


@dataclass(frozen=True)
class Leaving:
    savings: list[tuple[str, int]]  # label and balance of each kind
    debts: int
    box: int
    office: Office | None
    open_disputes: int
    dues_arrears: int

    @property
    def saved(self) -> int:
        return sum(amount for _kind, amount in self.savings)

    @property
    def paid_out(self) -> int:
        return max(0, self.saved - self.debts)

    @property
    def dues_from_savings(self) -> int:
        """As much of the unpaid dues as the savings can pay."""
        return min(self.dues_arrears, self.paid_out)

    @property
    def paid_out_without_dues(self) -> int:
        """What is paid out if the dues are taken from the savings."""
        return self.paid_out - self.dues_from_savings

    @property
    def box_after(self) -> int:
        return self.box - self.paid_out

    @property
    def box_after_without_dues(self) -> int:
        return self.box - self.paid_out_without_dues

    @property
    def missing(self) -> int:
        """The cash missing for the payment."""
        return max(0, -self.box_after)


def leaving(membership: Membership, today: datetime.date) -> Leaving:
    group = membership.group
    books = {book.kind: book for book in membership.books.all()}
    box = group.books.filter(kind=Kind.CASH).first()
    return Leaving(
        savings=[
            (str(Kind(kind).label), books[kind].balance if kind in books else 0)
            for kind in Book.SAVINGS
        ],
        debts=books[Kind.LOAN].balance if Kind.LOAN in books else 0,
        box=box.balance if box else 0,
        office=Office.objects.running().filter(membership=membership).first(),
        open_disputes=membership.disputes.open().count(),
        dues_arrears=unpaid_dues(membership, today),
    )


def unpaid_dues(membership: Membership, until: datetime.date, reason: str = "") -> int:
    """The dues not paid yet of a member who leaves that day, which meetings since do not add to."""
    gone = copy(membership)
    gone.until, gone.reason = until, reason
    return owed(membership.group, [gone], until)[membership.pk].dues_arrears
