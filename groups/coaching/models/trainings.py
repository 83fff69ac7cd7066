"""Trainings of officers and members, and who took part."""

import datetime

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Assignment, Region, User
from foundation.history import EditHistory
from foundation.triggers import TODAY, checked_insert, fixed, refuse_if
from groups.models.groups import facilitated
from groups.models.members import Membership
from papers.models import Recorded


class TrainingQuerySet(models.QuerySet["Training"]):
    def visible_to(self, user: User) -> "TrainingQuerySet":
        """Trainings of the user's districts; of a facilitator, those of the groups'."""
        if not user.is_authenticated:
            return self.none()
        seen = Q(pk__in=[])
        for assignment in user.running_assignments:
            if assignment.role == Assignment.Role.FACILITATOR:
                seen |= Q(office__in={place.district for place in facilitated(user).values()})
            elif assignment.region_id:
                seen |= Q(office=assignment.region_id)
                seen |= Q(office__code__startswith=f"{assignment.region_id}.")
        return self.filter(seen)


class Training(Recorded):
    """A training of a district on a day (pelatihan)."""

    office = models.ForeignKey(Region, models.PROTECT, related_name="+", verbose_name=_("district"))
    date = models.DateField(_("day of the training"))
    place = models.CharField(_("place"), max_length=100)
    topics = models.CharField(_("topics"), max_length=200)
    trainer = models.CharField(_("trainer"), max_length=100)
    hours = models.PositiveSmallIntegerField(_("hours of teaching"))

    objects = TrainingQuerySet.as_manager()

    class Meta(Recorded.Meta):
        ordering = ["-date", "-pk"]
        permissions = [("record_training", "Record a training and who took part")]
        constraints = [
            models.CheckConstraint(
                condition=Q(hours__range=(1, 200)) & ~Q(topics="") & ~Q(trainer=""),
                name="groups_training_says_what_was_taught",
            ),
            models.UniqueConstraint(
                fields=["office", "date", "topics"],
                name="groups_training_once",
                violation_error_message=_("This training is recorded already."),
            ),
        ]
        triggers = [
            checked_insert(
                "has_been",
                refuse_if(
                    f"NEW.date > {TODAY}",
                    "A training is recorded when it has been.",
                    "groups_training_has_been",
                ),
            )
        ]

    def __str__(self):
        return self.topics

    @property
    def territory(self) -> Region:
        return self.office


class TrainedQuerySet(models.QuerySet["Trained"]):
    def there(self) -> "TrainedQuerySet":
        """Without those named by mistake."""
        return self.filter(took_part=True)

    def since(self, day: datetime.date) -> "TrainedQuerySet":
        return self.there().filter(training__date__gte=day)


@pghistory.track()
class Trained(models.Model):
    """A member who took part; `took_part` is false where the name was ticked by mistake."""

    training = models.ForeignKey(Training, models.PROTECT, related_name="trained")
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="trained")
    took_part = models.BooleanField(_("took part"), default=True)

    objects = TrainedQuerySet.as_manager()
    site_may = "SELECT, INSERT, UPDATE"
    edit_history = EditHistory(_("Who took part in trainings"), group="membership__group")

    class Meta:
        ordering = ["training_id", "membership_id"]
        constraints = [
            models.UniqueConstraint(fields=["training", "membership"], name="groups_trained_once")
        ]
        triggers = [
            checked_insert(
                "of_the_district",
                refuse_if(
                    """NOT EXISTS (SELECT FROM groups_training t
                            JOIN groups_membership m ON m.id = NEW.membership_id
                            JOIN groups_group g ON g.id = m.group_id
                        WHERE t.id = NEW.training_id
                            AND starts_with(g.village_id, t.office_id || '.'))""",
                    "This is a member of another district.",
                    "groups_trained_of_the_district",
                ),
            ),
            fixed(
                "as_named",
                *("training_id", "membership_id"),
                message="Who took part stays with the training.",
                constraint="groups_trained_as_named",
            ),
        ]

    def __str__(self):
        return str(self.membership)
