"""Pairs of duties that the province lifts for a small office, for a time."""

import datetime
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models.regions import Region
from accounts.models.users import User
from foundation import clock
from foundation.relations import is_there, or_none
from foundation.triggers import never_changed, told_now

# Pairs beyond those of domain.md §2, which are never lifted.
LIFTABLE = [
    "type_account/check_account",
    "propose_group/sign_decree",
    "propose_group/pay",
    "propose_group/review_report",
    "sign_decree/review_report",
    "pay/review_report",
]


class PairLiftQuerySet(models.QuerySet):
    def running(self, on: datetime.date | None = None) -> Self:
        """Lifts in force on a day, by default today in Jakarta."""
        on = on or timezone.localdate()
        return self.filter(since__lte=on, until__gt=on, end=None)

    def visible_to(self, user: User) -> Self:
        """Lifts of the offices in the territories of the user's roles."""
        seen = Q(pk__in=[])
        for held in user.assignments_for("accounts.view_pairlift"):
            if held.region_id is None:
                return self.all()  # an administrator's
            seen |= Q(office=held.region_id) | Q(office__code__startswith=f"{held.region_id}.")
        return self.filter(seen)


class PairLift(models.Model):
    """The province lets one person do both acts of a pair in an office; never edited, but ended.

    `until` is the first day without it.
    """

    pair = models.CharField(_("pair of duties"), max_length=60)
    office = models.ForeignKey(Region, models.PROTECT, related_name="+", verbose_name=_("office"))
    since = models.DateField(_("from"))
    until = models.DateField(_("until"))
    reason = models.CharField(_("reason"), max_length=300)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now, editable=False)

    objects = PairLiftQuerySet.as_manager()
    site_may = "SELECT, INSERT"

    is_ended = is_there("end")
    end_or_none = or_none("end")

    class Meta:
        ordering = ["-at", "-pk"]
        permissions = [("lift_pair", "Lift a pair of duties for a small office")]
        constraints = [
            models.CheckConstraint(
                condition=Q(pair__in=LIFTABLE),
                name="accounts_pairlift_liftable",
                violation_error_message=_("This pair always stays apart."),
            ),
            models.CheckConstraint(
                condition=Q(until__gt=F("since")), name="accounts_pairlift_until_after_since"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="accounts_pairlift_says_why"),
            models.CheckConstraint(
                condition=Exact(Length("office"), 5),  # a district
                name="accounts_pairlift_of_a_district",
            ),
        ]
        triggers = [never_changed(), *told_now("at")]

    def __str__(self):
        return f"{self.pair}, {self.office}"

    @property
    def territory(self) -> Region:
        return self.office

    @property
    def last_day(self) -> datetime.date:
        return self.until - datetime.timedelta(days=1)


class PairLiftEnd(models.Model):
    """The province ends a lift before its time; from this moment the pair is apart again."""

    lift = models.OneToOneField(PairLift, models.PROTECT, related_name="end")
    reason = models.CharField(_("reason"), max_length=300)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now, editable=False)

    site_may = "SELECT, INSERT"

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="accounts_pairliftend_says_why")
        ]
        triggers = [never_changed(), *told_now("at")]

    def __str__(self):
        return f"{self.lift}: {self.reason}"
