"""Problems of a group and their follow-ups."""

import datetime

import pghistory
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from foundation.history import EditHistory
from foundation.triggers import fixed
from groups.models.groups import Group, GroupScoped
from groups.models.meetings import Meeting


class ProblemQuerySet(GroupScoped):
    def open(self) -> "ProblemQuerySet":
        return self.filter(closed_on=None)

    def overdue(self, today: datetime.date) -> "ProblemQuerySet":
        return self.open().filter(due_on__lt=today)


@pghistory.track()
class Problem(models.Model):
    """A problem raised in a meeting or by the facilitator (permasalahan)."""

    class Kind(models.TextChoices):
        BUSINESS = "business", _("Business")
        MONEY = "money", _("Money")
        PEOPLE = "people", _("People")
        ANIMAL = "animal", _("Animal")
        PAPER = "paper", _("Paper")

    group = models.ForeignKey(Group, models.PROTECT, related_name="problems")
    meeting = models.ForeignKey(
        Meeting, models.PROTECT, null=True, blank=True, related_name="problems"
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    what = models.CharField(_("what is wrong"), max_length=300)
    who = models.CharField(_("who takes care"), max_length=100, blank=True)
    due_on = models.DateField(_("by when"), null=True, blank=True)
    raised_on = models.DateField(default=timezone.localdate)
    raised_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    closed_on = models.DateField(null=True, blank=True, editable=False)
    closed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", editable=False)

    objects = ProblemQuerySet.as_manager()
    site_may = "SELECT, INSERT, UPDATE"
    edit_history = EditHistory(_("Problems"), group="group")

    class Meta:
        ordering = ["-raised_on", "-pk"]
        indexes = [
            models.Index(
                fields=["due_on", "raised_on", "id"],
                name="groups_problem_open_by_due",
                condition=Q(closed_on=None),
            ),
            models.Index(
                fields=["raised_on"], name="groups_problem_open_by_age", condition=Q(closed_on=None)
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_on=None, closed_by=None)
                | Q(closed_on__isnull=False, closed_by__isnull=False),
                name="groups_problem_closed_by_and_on",
            )
        ]
        triggers = [
            fixed(
                "as_raised",
                *("group_id", "meeting_id", "raised_on", "raised_by_id"),
                message="A problem stays with who raised it, and where.",
                constraint="groups_problem_as_raised",
            ),
            fixed(
                "closed_once",
                *("closed_on", "closed_by_id"),
                once="closed_on",
                message="A closed problem is not opened again; raise another.",
                constraint="groups_problem_closed_once",
            ),
        ]

    def __str__(self):
        return self.what

    @property
    def territory(self) -> Group:
        return self.group

    def is_overdue(self, today: datetime.date) -> bool:
        return self.closed_on is None and self.due_on is not None and self.due_on < today


@pghistory.track()
class FollowUp(models.Model):
    """An action taken on a problem."""

    problem = models.ForeignKey(Problem, models.PROTECT, related_name="follow_ups")
    what = models.CharField(_("what was done"), max_length=300)
    date = models.DateField(default=timezone.localdate)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")

    site_may = "SELECT, INSERT, UPDATE"
    edit_history = EditHistory(_("Follow-ups"), group="problem__group")

    class Meta:
        ordering = ["date", "pk"]

    def __str__(self):
        return self.what
