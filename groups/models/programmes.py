"""Programmes: the rules of one scheme and year, as data."""

import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from foundation.history import EditHistory
from foundation.terms import TermQuerySet, until_after_since


class Stage(models.TextChoices):
    INACTIVE = "inactive", _("Inactive")  # before the first one, as rules compare them
    GROWING = "growing", _("Growing")  # tumbuh
    DEVELOPING = "developing", _("Developing")  # berkembang
    INDEPENDENT = "independent", _("Independent")  # mandiri


class Near(models.TextChoices):
    """How far from the group a member may live; each value is the region both share."""

    VILLAGE = "village", _("In the group's village")
    SUBDISTRICT = "subdistrict", _("In the group's subdistrict")
    DISTRICT = "district", _("In the group's district")

    @property
    def parts(self) -> int:
        """How many parts of the codes of both villages are the same."""
        return {Near.VILLAGE: 4, Near.SUBDISTRICT: 3, Near.DISTRICT: 2}[self]


@pghistory.track()
class Programme(models.Model):
    """The rules of one scheme and year, read at the date of the act (domain.md §3)."""

    name = models.CharField(_("name"), max_length=100, unique=True)
    since = models.DateField(_("from"))
    until = models.DateField(_("until"), null=True, blank=True)
    least_members = models.PositiveSmallIntegerField(_("least members"), default=5)
    most_members = models.PositiveSmallIntegerField(_("most members"), default=20)
    youngest = models.PositiveSmallIntegerField(_("youngest age"), default=18)
    oldest = models.PositiveSmallIntegerField(_("oldest age"), default=60)
    members_live = models.CharField(
        _("where members live"), max_length=12, blank=True, choices=Near
    )  # empty: anywhere
    poverty_list = models.CharField(_("list of poor families"), max_length=100, default="DTSEN")
    amount = models.BigIntegerField(_("grant a group"), null=True, blank=True)
    amount_a_member = models.BigIntegerField(_("grant a member"), null=True, blank=True)
    waiting_months = models.PositiveSmallIntegerField(
        _("months a group has existed before a grant"), default=0
    )
    closed_months = models.PositiveSmallIntegerField(
        _("months of closed books before a grant"), default=0
    )
    stage_needed = models.CharField(
        _("stage before a grant"), max_length=12, blank=True, choices=Stage
    )
    once_only = models.BooleanField(_("a group gets one grant only"), default=True)
    deciles = models.PositiveSmallIntegerField(
        _("poorest deciles of the list"), null=True, blank=True
    )
    barred_occupations = models.CharField(
        _("occupations that bar"), max_length=200, blank=True, default="", db_default=""
    )  # in commas; empty: none
    married = models.BooleanField(_("members are or were married"), default=False, db_default=False)
    heads_only = models.BooleanField(
        _("members are heads of families or their main earners"), default=False, db_default=False
    )
    no_aid_before = models.BooleanField(
        _("no member had a part in a grant to a group before"), default=False, db_default=False
    )
    two_scores = models.BooleanField(_("two verifiers score each group"), default=False)

    objects = TermQuerySet.as_manager()
    site_may = "SELECT, INSERT, UPDATE"
    edit_history = EditHistory(_("Programmes"))

    class Meta:
        ordering = ["-since"]
        constraints = [
            until_after_since("groups_programme"),
            models.CheckConstraint(
                condition=Q(least_members__gte=1, most_members__gte=F("least_members")),
                name="groups_programme_size",
            ),
            models.CheckConstraint(
                condition=Q(oldest__gte=F("youngest")), name="groups_programme_ages"
            ),
            models.CheckConstraint(
                condition=Q(amount=None) | Q(amount_a_member=None),
                name="groups_programme_one_amount",
            ),
            models.CheckConstraint(
                condition=(Q(amount=None) | Q(amount__gt=0))
                & (Q(amount_a_member=None) | Q(amount_a_member__gt=0)),
                name="groups_programme_amount_positive",
            ),
        ]

    def __str__(self):
        return self.name
