"""Groups and their facilitators."""

import datetime
from typing import NamedTuple

import pghistory
import pgtrigger
from django.apps import apps
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, Lower, Upper
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Assignment, Region, RegionQuerySet, User, district_of
from foundation.history import EditHistory
from foundation.relations import or_none
from foundation.searches import each_word
from foundation.statements import STAND_IN
from foundation.terms import TermQuerySet, not_prolonged, overlap, until_after_since
from foundation.triggers import EnforcedTrigger, told_now
from groups.models.programmes import Programme, Stage
from groups.models.rhythm import Meets, rhythm_has_its_day
from groups.models.triggers import of_a_running_group, stage_by_decree

MOST_VILLAGES = 300  # listed in a query


class Place(NamedTuple):
    """Where a facilitated group is: the name of the subdistrict, the code of the district."""

    subdistrict: str
    district: str


def facilitated(user: User) -> dict[int, Place]:
    """The groups that a user facilitates today and where they are; cached on the instance."""
    if facilitated not in user.known:
        running = Facilitation.objects.running().filter(facilitator=user).order_by()
        above = ("group__village__parent__name", "group__village__parent__parent")
        rows = running.values_list("group", *above)
        user.known[facilitated] = {group: Place(*place) for group, *place in rows}
    return user.known[facilitated]


def facilitated_groups(user: User) -> list[int] | models.QuerySet:
    """Their keys; for the stand-in of a compiled statement the query that finds them."""
    if user.pk == STAND_IN:
        return Facilitation.objects.running().filter(facilitator=user).values("group")
    return list(facilitated(user))


class InTerritory(models.QuerySet):
    """Scoping for models with one row per group, its primary key and its `village`."""

    def visible_to(self, user: User, verb: str = ""):
        """The groups the user may see as staff; all other scopes are built on this one.

        With `verb`, only those where a role of the user has this permission. A facilitator sees
        the groups facilitated today, in any region; a member's own books are visible through
        `Membership.objects.visible_to`; an administrator sees none.
        """
        if not user.is_authenticated:
            return self.none()
        seen = Q(pk__in=[])
        assignments = user.assignments_for(verb) if verb else user.running_assignments
        for assignment in assignments:
            if assignment.role == Assignment.Role.FACILITATOR:
                seen |= Q(pk__in=facilitated_groups(user))
            elif assignment.region_id:
                seen |= Q(village=assignment.region_id)
                seen |= Q(village__code__startswith=f"{assignment.region_id}.")
        return self.filter(seen)


class GroupQuerySet(InTerritory):
    def facilitated_by(self, user: User) -> "GroupQuerySet":
        return self.filter(pk__in=facilitated_groups(user))

    def with_schedule(self) -> "GroupQuerySet":
        """Annotate the last and the next expected meeting (`Schedule`)."""
        days = ("last_met_on", "quiet_since", "expected_on", "reckoned_from")
        agreed = ("next_at", "next_place", "moved_because")
        return self.annotate(**{name: F(f"schedule__{name}") for name in (*days, *agreed)})

    def with_meetings(self) -> "GroupQuerySet":
        """`with_schedule` and the last number, annotated."""
        meetings = apps.get_model("groups.Meeting").objects.filter(group=OuterRef("pk"))
        numbers = meetings.order_by("-number").values("number")
        return self.with_schedule().annotate(last_number=Subquery(numbers[:1]))

    def late(self, today: datetime.date) -> "GroupQuerySet":
        """Groups whose expected meeting is not recorded yet."""
        return self.active().filter(schedule__expected_on__lt=today)

    def being_formed(self) -> "GroupQuerySet":
        """Proposed groups whose decree is not signed yet (`groups.forming`)."""
        return self.active().filter(forming__isnull=False, forming_decree=None)

    def formed(self) -> "GroupQuerySet":
        """Those with a decree, and those that the register took in as formed; not ended."""
        return self.active().exclude(forming__isnull=False, forming_decree=None)

    def active(self) -> "GroupQuerySet":
        """Without those that were dissolved or merged into another."""
        return self.filter(end=None)

    def alone(self, today: datetime.date) -> "GroupQuerySet":
        """Groups that nobody with the role facilitates today or will later."""
        roles = Assignment.objects.filter(role=Assignment.Role.FACILITATOR).not_ended(today)
        able = User.objects.filter(pk__in=roles.values("user"), is_active=True)
        rows = Facilitation.objects.begun().not_ended(today)
        theirs = rows.filter(group=OuterRef("pk"), facilitator__in=able)
        return self.active().filter(~Exists(theirs))

    def with_people(self, on: datetime.date | None = None) -> "GroupQuerySet":
        """Annotate the number of members and the facilitator of a day, by default today."""
        memberships = apps.get_model("groups.Membership").objects
        members = memberships.running(on).filter(group=OuterRef("pk"))
        facilitator = Facilitation.objects.running(on).filter(group=OuterRef("pk"))
        return self.annotate(
            member_count=Coalesce(
                Subquery(members.order_by().values("group").annotate(n=Count("pk")).values("n")), 0
            ),
            facilitator_name=Subquery(facilitator.values("facilitator__name")[:1]),
        )

    def named(self, words: str, *, villages: RegionQuerySet) -> "GroupQuerySet":
        """Every word occurs in the name, the hamlet, the village or the subdistrict.

        One query per word finds the villages first, so that each part of the OR uses an index;
        where it finds many, no index would help, and the database reads them again instead.
        """

        def is_named(word: str) -> Q:
            if word.casefold() == "kube":
                return Q()
            keys = villages.named(word).order_by().values_list("pk", flat=True)
            few = list(keys[: MOST_VILLAGES + 1])
            in_village = Q(village__in=few if len(few) <= MOST_VILLAGES else keys)
            return Q(name__icontains=word) | Q(hamlet__icontains=word) | in_village

        return self.filter(each_word(words, is_named))

    def silent(self, *, since: datetime.date, today: datetime.date) -> "GroupQuerySet":
        """Groups formed on or before `since`, without a meeting after it, though one was due."""
        return self.late(today).filter(schedule__quiet_since__lte=since)


@pghistory.track()
class Group(Meets):
    """A joint business group (KUBE): 5 to 20 poor families with one business."""

    class Business(models.TextChoices):
        CATTLE = "cattle", _("Cattle")
        GOATS = "goats", _("Goats")
        POULTRY = "poultry", _("Poultry")
        FISH = "fish", _("Fish")
        CROPS = "crops", _("Crops")
        FOOD = "food", _("Food")
        CRAFT = "craft", _("Craft")
        TRADE = "trade", _("Trade")
        SERVICE = "service", _("Service")

    Stage = Stage

    name = models.CharField(_("group's name"), max_length=60)
    village = models.ForeignKey(Region, models.PROTECT, related_name="+", verbose_name=_("village"))
    hamlet = models.CharField(_("hamlet"), max_length=60, blank=True)
    programme = models.ForeignKey(
        Programme, models.PROTECT, related_name="groups", verbose_name=_("programme")
    )
    formed_on = models.DateField(_("formed on"))
    decree_number = models.CharField(
        _("number of the decree"), max_length=80, blank=True, default="", db_default=""
    )  # of before this register; a group formed in it has a FormingDecree
    decree_on = models.DateField(_("day of the decree"), null=True, blank=True)
    business = models.CharField(_("business"), max_length=10, choices=Business)
    stage = models.CharField(_("stage"), max_length=12, choices=Stage, default=Stage.GROWING)
    registered_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    registered_at = models.DateTimeField(default=timezone.now, editable=False)

    end_or_none = or_none("end")
    objects = GroupQuerySet.as_manager()

    member_count: int  # these by `with_people`
    facilitator_name: str | None
    site_may = "SELECT, INSERT, UPDATE"
    edit_history = EditHistory(_("Groups"), group="pgh_obj")

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                "village",
                Lower("name"),
                name="groups_group_name_in_village",
                violation_error_message=_("This village has a group of this name already."),
            ),
            rhythm_has_its_day(),
            models.CheckConstraint(
                condition=Q(decree_number="", decree_on=None)
                | ~Q(decree_number="") & Q(decree_on__isnull=False),
                name="groups_group_decree_with_its_day",
                violation_error_message=_("A decree has its number and its day."),
            ),
        ]
        indexes = [
            models.Index(fields=["name", "id"], name="groups_group_by_name"),
            GinIndex(OpClass(Upper("name"), "gin_trgm_ops"), name="groups_group_name_search"),
            GinIndex(OpClass(Upper("hamlet"), "gin_trgm_ops"), name="groups_group_hamlet_search"),
        ]
        permissions = [
            ("register_group", "Register a group"),
            ("hand_over_group", "Hand a group over to another facilitator"),
        ]
        triggers = [
            *told_now("registered_at"),
            EnforcedTrigger(
                name="keeps_schedule",
                when=pgtrigger.After,
                operation=pgtrigger.Insert
                | pgtrigger.UpdateOf(
                    "village_id", "formed_on", "registered_at", "rhythm", "weekday", "month_day"
                ),
                func="PERFORM groups_reckon_schedule(NEW.id); RETURN NULL;",
            ),
            stage_by_decree(),
        ]

    def __str__(self):
        return f"KUBE {self.name}"

    @property
    def began_on(self) -> datetime.date:
        """The day since when a meeting can be recorded here: formed, and in the register."""
        return max(self.formed_on, timezone.localdate(self.registered_at))

    @property
    def has_ended(self) -> bool:
        return self.end_or_none is not None

    @property
    def office(self) -> Region:
        """The district, whose office issues the papers on the group."""
        return Region.objects.get(pk=district_of(self.village_id))

    @property
    def territory(self) -> "Group":
        """The group for which permissions are checked (`foundation.access.get_permitted`)."""
        return self


class GroupScoped(models.QuerySet):
    """Scoping for rows with a `group`: visible if the group is visible."""

    def visible_to(self, user: User):
        return self.filter(group__in=Group.objects.visible_to(user))


class FacilitationQuerySet(TermQuerySet["Facilitation"]):
    def begun(self) -> "FacilitationQuerySet":
        """Without those withdrawn before they began, whose term is empty."""
        return self.exclude(until=F("since"))

    def planned(self, today: datetime.date) -> "FacilitationQuerySet":
        """Hand-overs that have not begun: one a group."""
        return self.begun().filter(since__gt=today)


@pghistory.track()
class Facilitation(models.Model):
    """The term of a group's facilitator (pendampingan)."""

    group = models.ForeignKey(Group, models.PROTECT, related_name="facilitations")
    facilitator = models.ForeignKey(User, models.PROTECT, related_name="facilitations")
    since = models.DateField(default=timezone.localdate)
    until = models.DateField(null=True, blank=True)

    objects = FacilitationQuerySet.as_manager()
    site_may = "SELECT, INSERT, UPDATE"
    edit_history = EditHistory(_("Facilitation"), group="group")

    class Meta:
        ordering = ["-since", "pk"]
        constraints = [
            until_after_since("groups_facilitation"),
            ExclusionConstraint(
                name="groups_facilitation_one_at_a_time",
                expressions=[(F("group"), RangeOperators.EQUAL), overlap()],
                violation_error_message=_("The group has a facilitator in that time."),
            ),
        ]
        triggers = [
            not_prolonged("groups_facilitation", while_planned=True),
            of_a_running_group(),
        ]

    def __str__(self):
        return f"{self.group}, {self.facilitator}"
