"""The grants of a round without a payment order, and their obstacles."""

import datetime
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from foundation.statements import compiled_once
from grants.payment.models import BankAccount
from grants.payment.rules.payable import held, held_back, obstacle
from grants.selection.models import Award, Round


@dataclass(frozen=True)
class OrderableGrant:
    award: Award
    account: BankAccount | None
    today: datetime.date
    is_held: bool

    @property
    def missing(self) -> str:
        """What the agreement needs before an order, as a message; empty if it is signed."""
        if self.award.agreement_or_none is None:
            return _("No agreement yet. Ask the head of division.")
        if not self.award.agreement.paper.signed_pages.all():
            return _("The signed page of the agreement is missing. Ask the facilitator.")
        return ""

    @property
    def obstacle(self) -> str:
        if self.is_held:
            return held_back()
        days = self.award.round.waiting_days
        return obstacle(self.account, waiting_days=days, on=self.today)

    @property
    def is_free(self) -> bool:
        return not self.missing and not self.obstacle

    @property
    def said(self) -> str:
        """The account that a grant without obstacle goes to."""
        assert self.account is not None  # else an obstacle
        said = f"{self.account.bank} {self.account.number}, {self.account.holder}"
        return " · ".join([said, _("account changed")] if self.account.is_change else [said])


def orderable(selection_round: Round, today: datetime.date) -> list[OrderableGrant]:
    """The grants of a round without an order, including those with an obstacle."""
    awards = list(
        selection_round.awards.in_force()
        .filter(disbursement=None)
        .select_related("group", "round", "agreement__paper")
        .prefetch_related("agreement__paper__signed_pages")
    )
    groups = {award.group_id for award in awards}
    accounts = accounts_of(groups)
    stopped = held(groups)
    return [
        OrderableGrant(award, accounts.get(award.group_id), today, award.group_id in stopped)
        for award in awards
    ]


def accounts_of(groups: set[int]) -> dict[int, BankAccount]:
    """The bank account in force of each group."""
    return {row.group_id: row for row in _accounts(list(groups))}


@compiled_once
def _accounts(groups: list[int]) -> QuerySet[BankAccount]:
    return BankAccount.objects.in_force().filter(group__in=groups).select_related("check_row")
