"""Visits of a facilitator to a group (pembinaan). Never changed: a correction is a later row."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from foundation.relations import is_there
from foundation.triggers import TODAY, checked_insert, made_with, refuse_if
from groups.models.groups import Group, GroupScoped
from groups.models.members import Membership
from groups.models.photos import Photo
from papers.models import Recorded
from papers.models.recorded import AppendOnly

MOST_PHOTOS = 5


class CoachingVisitQuerySet(GroupScoped):
    def standing(self) -> "CoachingVisitQuerySet":
        """Without those that a later row corrects."""
        return self.filter(corrected_by=None)


class CoachingVisit(Recorded):
    """A visit as it was recorded, or as it was corrected: then it `corrects` the row before."""

    group = models.ForeignKey(Group, models.PROTECT, related_name="coaching_visits")
    date = models.DateField(_("day of the visit"))
    place = models.CharField(_("place"), max_length=100)
    aim = models.CharField(_("aim"), max_length=200)
    others = models.CharField(_("others who were there"), max_length=200, blank=True)
    seen = models.TextField(_("what was seen"), max_length=1000)
    agreed = models.TextField(_("what was agreed"), max_length=1000, blank=True)
    next_step = models.CharField(_("next step"), max_length=200, blank=True)
    next_on = models.DateField(_("by when"), null=True, blank=True)
    corrects = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="corrected_by", editable=False
    )
    reason = models.CharField(_("why it is corrected"), max_length=200, blank=True)
    members = models.ManyToManyField(Membership, through="CoachedMember", related_name="+")
    photos = models.ManyToManyField(Photo, through="CoachingPhoto", related_name="+")

    objects = CoachingVisitQuerySet.as_manager()

    is_corrected = is_there("corrected_by")

    class Meta(Recorded.Meta):
        ordering = ["-date", "-pk"]
        permissions = [("record_coaching", "Record a coaching visit")]
        indexes = [models.Index(fields=["group", "-date"], name="groups_coachingvisit_latest")]
        constraints = [
            models.CheckConstraint(
                condition=Q(next_on=None) | Q(next_on__gte=F("date")) & ~Q(next_step=""),
                name="groups_coachingvisit_next_step_later",
            ),
            models.CheckConstraint(
                condition=Q(corrects=None, reason="") | Q(corrects__isnull=False) & ~Q(reason=""),
                name="groups_coachingvisit_corrected_with_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(place="") & ~Q(aim="") & ~Q(seen=""),
                name="groups_coachingvisit_says_what_was_seen",
            ),
        ]
        triggers = [
            checked_insert(
                "has_been",
                refuse_if(
                    f"NEW.date > {TODAY}",
                    "A visit is recorded when it has been.",
                    "groups_coachingvisit_has_been",
                ),
                refuse_if(
                    "NEW.date < (SELECT formed_on FROM groups_group WHERE id = NEW.group_id)",
                    "The group was not formed yet.",
                    "groups_coachingvisit_of_a_formed_group",
                ),
                refuse_if(
                    """NEW.corrects_id IS NOT NULL AND NEW.group_id IS DISTINCT FROM (
                        SELECT group_id FROM groups_coachingvisit WHERE id = NEW.corrects_id)""",
                    "A visit stays with its group.",
                    "groups_coachingvisit_corrects_its_own",
                ),
            )
        ]

    def __str__(self):
        return self.aim

    @property
    def territory(self) -> Group:
        return self.group

    @property
    def earlier(self) -> "list[CoachingVisit]":
        """What was written before it was corrected, the latest first."""
        rows, row = [], self.corrects
        while row:
            rows.append(row)
            row = row.corrects
        return rows


def of_its_group(table: str, key: str, name: str) -> list:
    """Triggers of a part of a visit: it comes with the visit, and is of the visit's group."""
    return [
        made_with("groups_coachingvisit", "visit_id"),
        checked_insert(
            "of_its_group",
            refuse_if(
                f"""(SELECT group_id FROM {table} WHERE id = NEW.{key}) IS DISTINCT FROM
                        (SELECT group_id FROM groups_coachingvisit WHERE id = NEW.visit_id)""",
                "This is of another group.",
                f"{name}_of_its_group",
            ),
        ),
    ]


class CoachedMember(AppendOnly):
    """A member who was there."""

    visit = models.ForeignKey(CoachingVisit, models.PROTECT, related_name="present")
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["visit_id", "membership__number"]
        constraints = [
            models.UniqueConstraint(
                fields=["visit", "membership"], name="groups_coachedmember_once"
            )
        ]
        triggers = of_its_group("groups_membership", "membership_id", "groups_coachedmember")

    def __str__(self):
        return str(self.membership)


class CoachingPhoto(AppendOnly):
    """A photo of a visit; a correction keeps those of the row before."""

    visit = models.ForeignKey(CoachingVisit, models.PROTECT, related_name="shown")
    photo = models.ForeignKey(Photo, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["visit_id", "photo_id"]
        constraints = [
            models.UniqueConstraint(fields=["visit", "photo"], name="groups_coachingphoto_once")
        ]
        triggers = of_its_group("groups_photo", "photo_id", "groups_coachingphoto")

    def __str__(self):
        return str(self.photo)
