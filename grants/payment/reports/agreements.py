"""Whether the agreement of a grant can be signed now, of one and of all that wait."""

import datetime
from dataclasses import dataclass

from django.utils.translation import gettext as _

from accounts.models import User
from foundation.formatting import rupiah
from grants.payment.reports.budgets import Plan, plans_of
from grants.selection.models import Award
from groups.models import Group
from groups.rules.officers import chairs_of


@dataclass(frozen=True)
class AwaitedAgreement:
    award: Award
    chair: str
    obstacle: str

    @property
    def said(self) -> str:
        """Who signs for the group."""
        return _("Chair: %(name)s") % {"name": self.chair}


def awaited_agreements(user: User, today: datetime.date) -> list[AwaitedAgreement]:
    """The grants without an agreement that the user may draw up; a constant number of queries."""
    groups = Group.objects.visible_to(user, "grants.sign_agreement")
    awards = list(
        Award.objects.in_force()
        .filter(agreement=None, group__in=groups)
        .select_related("group__village", "round", "revocation")
        .order_by("-round_id", "place")
    )
    plans = plans_of([award.candidacy_id for award in awards])
    chairs = chairs_of([award.group for award in awards], today)
    return [_awaited(award, plans[award.candidacy_id], chairs) for award in awards]


def _awaited(award: Award, plan: Plan, chairs: dict[int, str]) -> AwaitedAgreement:
    chair = chairs.get(award.group_id, "")
    return AwaitedAgreement(award, chair, obstacle_to_agreement(award, plan, bool(chair)))


def obstacle_to_agreement(award: Award, plan: Plan, has_chair: bool) -> str:
    """The first obstacle as a message; empty if none."""
    if award.is_revoked:
        return _("This grant was taken back by an addendum to the decree.")
    if not plan.in_force:
        return _("The group has no budget plan yet. Ask its facilitator.")
    if plan.in_force.from_grant != award.amount:
        sums = {"planned": rupiah(plan.in_force.from_grant), "grant": rupiah(award.amount)}
        return _("The plan says %(planned)s, the decree %(grant)s. Change the plan first.") % sums
    if not has_chair:
        return _("The group has no chair on that day. Let it choose one first.")
    return ""
