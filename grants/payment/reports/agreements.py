"""Whether the agreement of a grant can be signed now."""

from django.utils.translation import gettext as _

from foundation.formatting import rupiah
from grants.payment.reports.budgets import Plan
from grants.selection.models import Award
from groups.models import Membership


def obstacle_to_agreement(award: Award, plan: Plan, officers: dict[str, Membership]) -> str:
    """The first obstacle as a message; empty if none."""
    if award.is_revoked:
        return _("This grant was taken back by an addendum to the decree.")
    if not plan.in_force:
        return _("The group has no budget plan yet. Ask its facilitator.")
    if plan.in_force.from_grant != award.amount:
        sums = {"planned": rupiah(plan.in_force.from_grant), "grant": rupiah(award.amount)}
        return _("The plan says %(planned)s, the decree %(grant)s. Change the plan first.") % sums
    if "chair" not in officers:
        return _("The group has no chair on that day. Let it choose one first.")
    return ""
