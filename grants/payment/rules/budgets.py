"""Limits of a budget plan: its grant, the day it is decided from, what was already bought, what
a line may say, and when it may be entered, changed and approved."""

import datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from accounts.models import User
from foundation.formatting import day, rupiah
from foundation.formatting import quantity as measured
from foundation.rules import RuleBroken
from grants.payment.models import Budget
from grants.payment.models.line_kinds import BY_HEAD
from grants.selection.models import Candidacy, Revocation


def grant_of(candidacy: Candidacy) -> int:
    """The required sum of a plan in whole rupiah: the award, or before it the round's grant."""
    award = candidacy.award_or_none
    return award.amount if award else candidacy.round.amount


def decided_from(candidacy: Candidacy) -> datetime.date:
    """The first day of the meeting that decides the next version of a plan."""
    before = candidacy.budgets.select_related("meeting").order_by("version").last()
    if before is None:
        return candidacy.date
    award = candidacy.award_or_none
    days = [before.meeting.date, candidacy.date, *([award.decree.date] if award else [])]
    return max(days)


def bought_of(candidacy: Candidacy) -> dict[int, int]:
    """Amounts already bought, by line number."""
    award = candidacy.award_or_none
    return award.purchases.by_line() if award else {}


def require_whole_heads(item: str, kind: str, quantity: int | Decimal) -> None:
    if kind in BY_HEAD and quantity % 1:
        raise RuleBroken(
            _("%(item)s: animals are counted. Write a whole number.") % {"item": item},
            field="quantity",
        )


def require_whole(item: str, kind: str, quantity: int | Decimal, price: int) -> None:
    """Require whole animals, and that quantity x price is whole rupiah: nothing is rounded."""
    require_whole_heads(item, kind, quantity)
    if quantity * price % 1:
        raise RuleBroken(
            _("%(item)s: %(quantity)s × %(price)s is not in whole rupiah. Change one of the two.")
            % {"item": item, "quantity": measured(quantity), "price": rupiah(price)},
            field="quantity",
        )


def require_plannable(candidacy: Candidacy) -> None:
    if candidacy.is_withdrawn:
        raise RuleBroken(_("This group was withdrawn from the round. It needs no plan."))
    if Revocation.objects.filter(award__candidacy=candidacy).exists():
        raise RuleBroken(_("The grant of this group was taken back. It needs no plan."))


def require_first_plan(candidacy: Candidacy) -> None:
    require_plannable(candidacy)
    if candidacy.budgets.exists():
        raise RuleBroken(_("This group has a budget plan already. Change that one."))


def require_changeable(candidacy: Candidacy) -> None:
    """Require a plan to change, of a grant whose report is not accepted."""
    require_plannable(candidacy)
    if not candidacy.budgets.exists():
        raise RuleBroken(_("There is no plan to change yet. Enter the first one."))
    award = candidacy.award_or_none
    if award and award.reports.filter(review__accepted=True).exists():
        raise RuleBroken(_("The report of this grant is accepted. Its plan stays as it is."))


def require_standing_meeting(budget: Budget) -> None:
    """Require that the meeting which chose the plan was not cancelled since."""
    if budget.meeting.is_cancelled:
        raise RuleBroken(
            _("The meeting of %(day)s was cancelled. Change the plan: choose another meeting.")
            % {"day": day(budget.meeting.date)}
        )


def require_waiting(budget: Budget, by: User) -> None:
    """Require a changed plan that waits for the word of another than who wrote it."""
    if by.pk == budget.by_id:
        raise RuleBroken(_("Who wrote the plan may not approve it. Ask another verifier."))
    if not budget.is_waiting:
        raise RuleBroken(_("This plan does not wait for an approval. Look at the latest one."))
