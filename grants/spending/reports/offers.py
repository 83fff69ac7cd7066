"""The next action that the page of a paid grant offers a user."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from foundation.acts import Offer
from grants.selection.models import Award, Sanction
from grants.spending.models import State


def report_offer(user: User, award: Award, paid: Award | None) -> Offer | None:
    """To write the report or to look at it; `paid` is what `paid_grant` returns."""
    if paid is None:
        return None
    is_due = paid.state == State.RETURNED
    is_due |= paid.state == State.TO_WRITE and award.handover_or_none is not None
    if is_due and user.has_perm("grants.write_report", award.group):
        page = reverse("grants:write_report", args=[award.pk])
        return Offer(_("Write the report"), page, "file")
    may_read = user.has_perm("grants.view_report", award.group)
    if may_read and paid.report_pk and paid.state != State.TO_REFUND:
        page = reverse("grants:report", args=[paid.report_pk])
        return Offer(_("Look at the report"), page, "file")
    return None


def refund_is_due(paid: Award | None, sanctions: Iterable[Sanction]) -> bool:
    """Whether a refund is due: after an accepted report, or by a sanction."""
    if paid is not None and paid.state == State.TO_REFUND:
        return True
    return any(each.step == Sanction.Step.RECOVERY for each in sanctions)


def refund_offer(user: User, award: Award, *, left: int, is_due: bool) -> Offer | None:
    if left and is_due and user.has_perm("grants.record_refund", award.group):
        page = reverse("grants:record_refund", args=[award.pk])
        return Offer(_("Record a refund"), page, "bank")
    return None
