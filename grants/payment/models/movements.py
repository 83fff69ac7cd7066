"""What a line of the bank's statement may be: a payment to a group, or a refund of one.

`Transfer` and `Refund` are both `BankMovement`, so that reading, matching and the minutes of a
line need not ask which of the two they have.
"""

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
    """Money that the office expects on a statement, found again by its reference."""

    pk: int
    match_field: str  # the field of `Match` that holds it
    award: "Award"
    amount: int
    reference: str
    is_cancelled = False

    @property
    def group(self) -> Group:
        return self.award.group

    @property
    def district_id(self) -> str:
        return self.award.round.district_id

    @property
    def account_numbers(self) -> list[str]:
        """The accounts that may stand on the other side of the line."""
        raise NotImplementedError

    @property
    def duty_cases(self) -> dict[str, models.Model]:
        """The cases in which one person may not do both acts of a pair (`accounts.duties`)."""
        return {}

    def match_kind(self, total: int) -> MatchKind | None:
        """What it is matched as, by the sum of its lines (out is negative); None: not at all."""
        raise NotImplementedError
