"""A group's grant for its members: received, bought, left."""

import datetime
from dataclasses import dataclass

from django.utils.translation import gettext as _

from accounts.models import User
from finance.reports.my import Notes, as_banknotes, memberships_of
from foundation.formatting import terbilang
from grants.selection.models import Award
from grants.spending.models import Loss, Purchase, grants
from grants.spending.reports.spending import Spending, spending


@dataclass(frozen=True)
class MyGrant:
    award: Award
    came_on: datetime.date | None  # empty while it is on its way
    now: Spending
    lost: int
    notes: list[Notes]  # what is left, as money one can count
    rest: int

    @property
    def bought(self) -> list[Purchase]:
        return sorted(self.now.purchases_in_force, key=lambda row: (row.date, row.pk), reverse=True)


def my_grants(user: User) -> list[MyGrant]:
    """Grants of the groups of which the user is a member today, latest first."""
    groups = [row.group_id for row in memberships_of(user) if row.until is None]
    awards = Award.objects.in_force().filter(group__in=groups).order_by("-pk")
    return [my_grant(award) for award in awards.select_related("group", "round")]


def my_grant(award: Award) -> MyGrant:
    arrived = grants().arrived().filter(pk=award.pk).values_list("paid_on", flat=True).first()
    now = spending(award)
    losses = Loss.objects.not_cancelled().filter(purchase__award=award)
    notes, rest = as_banknotes(now.left if arrived else 0)
    return MyGrant(
        award=award,
        came_on=arrived,
        now=now,
        lost=sum(losses.values_list("amount", flat=True)),
        notes=notes,
        rest=rest,
    )


def spoken(grants: list[MyGrant]) -> str:
    """The text that the page reads aloud."""
    said = []
    for grant in grants:
        if not grant.came_on:
            said.append(_("The grant is on its way."))
            continue
        figures = {
            "came": terbilang(grant.award.amount),
            "spent": terbilang(grant.now.spent),
            "left": terbilang(grant.now.left),
        }
        said.append(_("Came: %(came)s. Bought for: %(spent)s. Left: %(left)s.") % figures)
    return " ".join(said)
