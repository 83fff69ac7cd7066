"""Names and numbers are removed once the time to keep them is over, by two persons."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Region, User
from foundation.relations import or_none
from foundation.triggers import checked_insert, refuse_if
from groups.models.groups import Group
from groups.models.members import Membership
from papers.models import Recorded

USUAL_YEARS = 10  # (default)


class RetentionQuerySet(models.QuerySet["Retention"]):
    def visible_to(self, user: User) -> Self:
        seen = Q(pk__in=[])
        for assignment in user.running_assignments:
            if assignment.region_id:
                seen |= Q(office=assignment.region_id)
                seen |= Q(office__code__startswith=f"{assignment.region_id}.")
        return self.filter(seen)

    def years_of(self, office: str) -> int:
        """For how many years this office keeps what it holds of who left."""
        last = self.filter(office=office).order_by("-pk").values_list("years", flat=True).first()
        return last or USUAL_YEARS


class Retention(Recorded):
    """For how long an office keeps names and numbers after a membership; the last row counts."""

    office = models.ForeignKey(Region, models.PROTECT, related_name="+")
    years = models.PositiveSmallIntegerField(_("years"), default=USUAL_YEARS)
    why = models.CharField(_("by which rule"), max_length=300)

    objects = RetentionQuerySet.as_manager()

    class Meta(Recorded.Meta):
        ordering = ["-pk"]
        permissions = [("set_retention", "Say for how long people's data are kept")]
        constraints = [
            models.CheckConstraint(
                condition=Q(years__range=(5, 50)) & ~Q(why=""), name="groups_retention_in_range"
            )
        ]

    def __str__(self):
        return f"{self.office}: {self.years}"


class ErasureQuerySet(models.QuerySet["Erasure"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(membership__group__in=Group.objects.visible_to(user))

    def waiting(self) -> Self:
        return self.filter(answer=None)


class Erasure(Recorded):
    """Asks to remove name and numbers of who was a member; the last membership names the group."""

    membership = models.ForeignKey(Membership, models.PROTECT, related_name="erasures")
    reason = models.CharField(_("why"), max_length=300)

    objects = ErasureQuerySet.as_manager()
    answered = or_none("answer")

    class Meta(Recorded.Meta):
        ordering = ["-at", "-pk"]
        permissions = [
            ("ask_erasure", "Ask to remove a former member's name and numbers"),
            ("answer_erasure", "Remove a former member's name and numbers"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="groups_erasure_says_why")
        ]

    def __str__(self):
        return self.reason

    @property
    def territory(self) -> Group:
        return self.membership.group


class ErasureAnswer(Recorded):
    """The second person's word; agreed, `groups_erase` removes what it names."""

    erasure = models.OneToOneField(
        Erasure,
        models.PROTECT,
        related_name="answer",
        error_messages={"unique": _("This is answered already.")},
    )
    agreed = models.BooleanField()
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    left = models.JSONField(default=dict)  # where the name still stands: papers, notes

    site_may_call = ["groups_erase"]

    class Meta(Recorded.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(agreed=True) | ~Q(reason=""), name="groups_erasureanswer_has_a_reason"
            )
        ]
        triggers = [
            checked_insert(
                "by_another",
                refuse_if(
                    "(SELECT by_id FROM groups_erasure WHERE id = NEW.erasure_id) = NEW.by_id",
                    "Who asked does not answer.",
                    "groups_erasureanswer_by_another",
                ),
            )
        ]

    def __str__(self):
        return f"{self.erasure}: {self.agreed}"
