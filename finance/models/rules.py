"""The dated amounts that members of a group pay (whole rupiah a meeting)."""

import datetime
from typing import Any

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from foundation.history import EditHistory
from foundation.triggers import told_now
from groups.models import Group, GroupScoped


class RuleQuerySet(GroupScoped):
    def in_force(self, on: datetime.date):
        """The rule on that day; None before the first rule."""
        return self.filter(since__lte=on).order_by("-since").first()


class Rule(models.Model):
    group: Any  # the key of each rule, with a related name of its own

    since = models.DateField(_("from"))
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+", editable=False)
    made_at = models.DateTimeField(auto_now_add=True)

    objects = RuleQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["-since"]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "since"], name="%(app_label)s_%(class)s_once_a_day"
            )
        ]

    @property
    def territory(self) -> Group:
        return self.group


@pghistory.track()
class DuesRule(Rule):
    """Solidarity dues (IKS), owed by each member at each meeting."""

    group = models.ForeignKey(Group, models.PROTECT, related_name="dues_rules", db_index=False)
    amount = models.BigIntegerField(_("dues (IKS) a meeting"))

    site_may = "SELECT, INSERT, UPDATE"
    edit_history = EditHistory(_("Rules of dues"), group="group")

    class Meta(Rule.Meta):
        constraints = [
            *Rule.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(amount__gte=0), name="finance_duesrule_not_negative"
            ),
        ]
        triggers = told_now("made_at")
        permissions = [("change_rules", "Change a group's rules of dues and savings")]

    def __str__(self):
        return f"{self.since}: {self.amount}"


@pghistory.track()
class SavingsRule(Rule):
    """Principal savings (pokok, once at joining) and mandatory savings (wajib, each meeting)."""

    group = models.ForeignKey(Group, models.PROTECT, related_name="savings_rules", db_index=False)
    principal = models.BigIntegerField(_("principal savings (pokok), once"))
    mandatory = models.BigIntegerField(_("mandatory savings (wajib) a meeting"))

    site_may = "SELECT, INSERT, UPDATE"
    edit_history = EditHistory(_("Rules of savings"), group="group")

    class Meta(Rule.Meta):
        constraints = [
            *Rule.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(principal__gte=0, mandatory__gte=0),
                name="finance_savingsrule_not_negative",
            ),
        ]
        triggers = told_now("made_at")

    def __str__(self):
        return f"{self.since}: {self.principal}, {self.mandatory}"
