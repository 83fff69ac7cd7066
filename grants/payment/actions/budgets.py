"""Budget plans (RAB): enter, change by a next version, approve or return."""

import datetime
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from accounts.models import User
from foundation.formatting import day, rupiah
from foundation.rules import RuleBroken, refusals_in_words
from grants.payment.models import Budget, BudgetApproval, BudgetLine, BudgetReturn
from grants.payment.rules.budgets import (
    bought_of,
    decided_from,
    grant_of,
    require_changeable,
    require_first_plan,
    require_standing_meeting,
    require_waiting,
    require_whole,
)
from grants.selection.models import Candidacy
from groups.models import Meeting


@dataclass(frozen=True)
class DraftLine:
    """An item of a plan not yet saved; `number` is its line number in the previous version."""

    item: str
    kind: str
    quantity: int | Decimal
    unit: str
    price: int
    source: str = BudgetLine.Source.GRANT
    number: int | None = None

    @property
    def total(self) -> int:
        return int(self.quantity * self.price)


@transaction.atomic
def plan_budget(
    *,
    candidacy: Candidacy,
    meeting: Meeting,
    plan: str,
    lines: list[DraftLine],
    today: datetime.date,
    by: User,
) -> Budget:
    """Save the plan that a group chose in a meeting; its grant lines sum to the grant exactly."""
    require_first_plan(candidacy)
    return _keep(candidacy, meeting, plan, "", lines, today, by)


@transaction.atomic
def change_budget(
    *,
    candidacy: Candidacy,
    meeting: Meeting,
    plan: str,
    reason: str,
    lines: list[DraftLine],
    today: datetime.date,
    by: User,
) -> Budget:
    """Save the next version of a plan, in force once approved."""
    require_changeable(candidacy)
    _require_bought_is_covered(candidacy, lines)
    return _keep(candidacy, meeting, plan, reason, lines, today, by)


@transaction.atomic
def approve_budget(*, budget: Budget, note: str = "", by: User) -> BudgetApproval:
    """Approve a changed plan, which is then in force."""
    require_waiting(budget, by)
    require_standing_meeting(budget)
    _require_exact(budget.candidacy, list(budget.lines.all()))
    _require_bought_is_covered(budget.candidacy, list(budget.lines.all()))
    with refusals_in_words(
        grants_budgetapproval_within_the_grant=_(
            "Something was bought or changed a moment ago. Look at the plan again."
        )
    ):
        return BudgetApproval.objects.create(budget=budget, note=note, by=by)


@transaction.atomic
def return_budget(*, budget: Budget, reason: str, by: User) -> BudgetReturn:
    """Return a changed plan with the corrections needed; the previous plan stays in force."""
    require_waiting(budget, by)
    with refusals_in_words(
        grants_budgetreturn_of_an_open_plan=_(
            "Somebody answered this plan a moment ago. Look at it."
        )
    ):
        return BudgetReturn.objects.create(budget=budget, reason=reason, by=by)


def _keep(
    candidacy: Candidacy,
    meeting: Meeting,
    plan: str,
    reason: str,
    lines: list[DraftLine],
    today: datetime.date,
    by: User,
) -> Budget:
    _require_chosen(candidacy, meeting, today)
    _require_decided_since(candidacy, meeting)
    for line in lines:
        require_whole(line.item, line.kind, line.quantity, line.price)
    _require_exact(candidacy, lines)
    before = candidacy.budgets.aggregate(last=Max("version"))["last"] or 0
    with refusals_in_words():
        budget = Budget.objects.create(
            candidacy=candidacy,
            version=before + 1,
            meeting=meeting,
            plan=plan,
            reason=reason,
            by=by,
        )
    BudgetLine.objects.bulk_create(_numbered(candidacy, budget, lines))
    return budget


def _numbered(candidacy: Candidacy, budget: Budget, lines: list[DraftLine]) -> list[BudgetLine]:
    """Keep line numbers across versions; new lines get numbers never used before."""
    known = set(
        BudgetLine.objects.filter(budget__candidacy=candidacy).values_list("number", flat=True)
    )
    following = max(known, default=0) + 1
    rows, taken = [], set()
    for line in lines:
        number = line.number
        if number not in known or number in taken:
            number, following = following, following + 1
        taken.add(number)
        facts = {each.name: getattr(line, each.name) for each in fields(line)}
        rows.append(BudgetLine(**facts | {"budget": budget, "number": number}))
    return rows


def _require_chosen(candidacy: Candidacy, meeting: Meeting, today: datetime.date) -> None:
    if meeting.group_id != candidacy.group_id or meeting.date > today or meeting.is_cancelled:
        raise RuleBroken(_("Choose a meeting of this group that was held."), field="meeting")
    if not Meeting.objects.quorate().filter(pk=meeting.pk).exists():
        raise RuleBroken(
            _("In the meeting of %(day)s fewer than two thirds were there. Choose another one.")
            % {"day": day(meeting.date)},
            field="meeting",
        )


def _require_decided_since(candidacy: Candidacy, meeting: Meeting) -> None:
    """Require a meeting since the proposal or, for a change, the decree and the plan before."""
    first = decided_from(candidacy)
    if meeting.date < first:
        raise RuleBroken(
            _("A plan is decided in a meeting on %(day)s or later.") % {"day": day(first)},
            field="meeting",
        )


def _require_exact(candidacy: Candidacy, lines: list[Any]) -> None:
    """Require that grant lines sum to the grant in whole rupiah; own lines are not counted."""
    granted = [line for line in lines if line.source == BudgetLine.Source.GRANT]
    planned, grant = sum(line.total for line in granted), grant_of(candidacy)
    if planned < grant:
        raise RuleBroken(
            _("The lines paid from the grant are %(planned)s. %(missing)s is still missing.")
            % {"planned": rupiah(planned), "missing": rupiah(grant - planned)}
        )
    if planned > grant:
        raise RuleBroken(
            _("The lines paid from the grant are %(planned)s. That is %(over)s too much.")
            % {"planned": rupiah(planned), "over": rupiah(planned - grant)}
        )


def _require_bought_is_covered(candidacy: Candidacy, lines: list[Any]) -> None:
    """Require that each line covers what was already bought by it."""
    bought = bought_of(candidacy)
    granted = {line.number: line for line in lines if line.source == BudgetLine.Source.GRANT}
    in_force = Budget.objects.filter(candidacy=candidacy).in_force().get()
    for before in in_force.lines.filter(number__in=bought):
        after = granted.get(before.number)
        if after is None or after.total < bought[before.number] or after.kind != before.kind:
            raise RuleBroken(
                _("%(item)s: %(amount)s was bought already. Leave the line at least that much.")
                % {"item": before.item, "amount": rupiah(bought[before.number])}
            )
