"""Problems of a group and their follow-ups."""

import datetime

import pghistory
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from foundation.history import EditHistory
from foundation.triggers import checked_insert, fixed, refuse_if, refused_change
from groups.models.groups import Group, GroupScoped
from groups.models.limits import CoachingLimits
from groups.models.meetings import Meeting
from groups.models.members import Membership
from papers.models import Recorded
from papers.models.recorded import AppendOnly


class ProblemQuerySet(GroupScoped):
    def visible_to(self, user: User) -> "ProblemQuerySet":
        """Problems of visible groups, of the confidential ones those the user is named in."""
        return super().visible_to(user).known_to(user.pk)

    def known_to(self, user: int) -> "ProblemQuerySet":
        """Without confidential ones that this user neither raised, takes care of nor reads."""
        named = ProblemReader.objects.filter(user=user).values("problem")
        own = Q(raised_by=user) | Q(carer=user) | Q(pk__in=named)
        return self.filter(Q(confidential=False) | own)

    def of_all(self) -> "ProblemQuerySet":
        """Without confidential ones: what papers, files and figures tell."""
        return self.filter(confidential=False)

    def for_the_district(self, today: datetime.date) -> "ProblemQuerySet":
        """Open for longer than the district lets a group's facilitator deal with them."""
        usual = CoachingLimits._meta.get_field("problem_days").default
        own, others = Q(pk__in=[]), Q()
        for limits in CoachingLimits.objects.in_force():
            there = Q(group__village__code__startswith=f"{limits.office_id}.")
            days = datetime.timedelta(days=limits.problem_days)
            own, others = own | (there & Q(raised_on__lt=today - days)), others & ~there
        old = Q(raised_on__lt=today - datetime.timedelta(days=usual))
        return self.open().filter(own | (others & old))

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

    class Severity(models.TextChoices):
        MINOR = "minor", pgettext_lazy("problem", "Minor")
        SERIOUS = "serious", pgettext_lazy("problem", "Serious")
        URGENT = "urgent", pgettext_lazy("problem", "Urgent")

    group = models.ForeignKey(Group, models.PROTECT, related_name="problems")
    meeting = models.ForeignKey(
        Meeting, models.PROTECT, null=True, blank=True, related_name="problems"
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    severity = models.CharField(
        _("how serious"), max_length=10, choices=Severity, default=Severity.MINOR
    )
    what = models.CharField(_("what is wrong"), max_length=300)
    who = models.CharField(_("who takes care"), max_length=100, blank=True)
    carer = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("which user takes care"),
    )
    confidential = models.BooleanField(_("confidential"), default=False)
    due_on = models.DateField(_("by when"), null=True, blank=True)
    raised_on = models.DateField(default=timezone.localdate)
    raised_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    closed_on = models.DateField(null=True, blank=True, editable=False)
    closed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", editable=False)
    ended = models.CharField(_("how it ended"), max_length=300, blank=True, editable=False)
    parties = models.ManyToManyField(Membership, through="ProblemParty", related_name="+")

    objects = ProblemQuerySet.as_manager()
    site_may = "SELECT, INSERT, UPDATE"
    edit_history = EditHistory(_("Problems"), group="group", secret="confidential")

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
            ),
            models.CheckConstraint(
                condition=Q(carer=None) | Q(who=""), name="groups_problem_one_takes_care"
            ),
            models.CheckConstraint(  # what a sheet tells is read out
                condition=Q(confidential=False) | Q(meeting=None),
                name="groups_problem_confidential_of_no_sheet",
            ),
        ]
        triggers = [
            fixed(
                "as_raised",
                *("group_id", "meeting_id", "raised_on", "raised_by_id", "confidential"),
                message="A problem stays with who raised it, and where.",
                constraint="groups_problem_as_raised",
            ),
            fixed(
                "closed_once",
                *("closed_on", "closed_by_id", "ended"),
                once="closed_on",
                message="A closed problem is not opened again; raise another.",
                constraint="groups_problem_closed_once",
            ),
            refused_change(
                "closed_with_its_end",
                "OLD.closed_on IS NULL AND NEW.closed_on IS NOT NULL AND NEW.ended = ''",
                message="Who closes a problem says how it ended.",
                constraint="groups_problem_closed_with_its_end",
            ),
        ]

    def __str__(self):
        return self.what

    @property
    def territory(self) -> Group:
        return self.group

    def is_overdue(self, today: datetime.date) -> bool:
        return self.closed_on is None and self.due_on is not None and self.due_on < today


class ProblemParty(AppendOnly):
    """A member between whom and others the problem is."""

    problem = models.ForeignKey(Problem, models.PROTECT, related_name="between")
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["problem_id", "membership__number"]
        constraints = [
            models.UniqueConstraint(
                fields=["problem", "membership"], name="groups_problemparty_once"
            )
        ]
        triggers = [
            checked_insert(
                "of_its_group",
                refuse_if(
                    """(SELECT group_id FROM groups_membership WHERE id = NEW.membership_id)
                        IS DISTINCT FROM
                        (SELECT group_id FROM groups_problem WHERE id = NEW.problem_id)""",
                    "This is a member of another group.",
                    "groups_problemparty_of_its_group",
                ),
            )
        ]

    def __str__(self):
        return str(self.membership)


class ProblemReader(Recorded):
    """A user who may see a confidential problem; named by one who sees it, and for good."""

    problem = models.ForeignKey(Problem, models.PROTECT, related_name="named")
    user = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta(Recorded.Meta):
        ordering = ["problem_id", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["problem", "user"], name="groups_problemreader_once")
        ]

    def __str__(self):
        return str(self.user)


@pghistory.track()
class FollowUp(models.Model):
    """An action taken on a problem."""

    problem = models.ForeignKey(Problem, models.PROTECT, related_name="follow_ups")
    what = models.CharField(_("what was done"), max_length=300)
    date = models.DateField(default=timezone.localdate)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")

    site_may = "SELECT, INSERT, UPDATE"
    edit_history = EditHistory(
        _("Follow-ups"), group="problem__group", secret="problem__confidential"
    )

    class Meta:
        ordering = ["date", "pk"]

    def __str__(self):
        return self.what
