"""Abstract base of what a statement line may match: a payment to a group or a refund.

`Transfer` and `Refund` are both `BankMovement`, so that reading, matching and minutes need no
isinstance checks.
"""

import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

from groups.models import Group

if TYPE_CHECKING:
    from grants.selection.models.decisions import Award


class MatchKind(models.TextChoices):
    ARRIVED = "arrived", _("Paid")
    RETURNED = "returned", _("Returned by the bank")
    REFUNDED = "refunded", _("Refund")


class BankMovement:
    """Money expected on a statement, identified by its reference."""

    pk: int
    match_field: str  # the foreign key of `Match`
    date: datetime.date
    amount: int
    reference: str
    is_cancelled = False

    if TYPE_CHECKING:

        @property
        def award(self) -> Award: ...

    @property
    def group(self) -> Group:
        return self.award.group

    @property
    def district_id(self) -> str:
        return self.award.round.district_id

    @property
    def account_numbers(self) -> list[str]:
        """The account numbers allowed as the line's counterparty."""
        raise NotImplementedError

    @property
    def duty_cases(self) -> dict[str, models.Model]:
        """The cases for separation of duties (`accounts.duties`)."""
        return {}

    def match_kind(self, total: int) -> MatchKind | None:
        """The kind of match by the sum of its lines (outgoing negative); None if none fits."""
        raise NotImplementedError
