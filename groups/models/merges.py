"""Merges of two records of one person; books stay with their memberships."""

import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from foundation.history import EditHistory
from foundation.triggers import fixed, told_now
from groups.models.groups import Group, GroupScoped
from groups.models.members import Membership
from groups.models.people import Person


class MergeQuerySet(GroupScoped):
    def open(self) -> "MergeQuerySet":
        return self.filter(answered_at=None)

    def of(self, person: Person) -> "MergeQuerySet":
        """Merges of this person, latest first, with what a page shows of them."""
        rows = self.filter(Q(person=person) | Q(duplicate=person)).order_by("-asked_at")
        return rows.select_related("person", "duplicate", "asked_by", "answered_by", "undone_by")


@pghistory.track()
class Merge(models.Model):
    """The word that two records are one person: asked for, agreed or refused by another, undone.

    Once agreed the memberships of `duplicate` are those of `person`, and its NIK and user where
    `person` has none.
    """

    group = models.ForeignKey(Group, models.PROTECT, related_name="merges")  # where it was asked
    person = models.ForeignKey(Person, models.PROTECT, related_name="merges")
    duplicate = models.ForeignKey(Person, models.PROTECT, related_name="merges_away")
    why = models.CharField(_("how do you know?"), max_length=200)
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    agreed = models.BooleanField(null=True)
    answer = models.CharField(_("answer"), max_length=200, blank=True)
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    moved_nik = models.BooleanField(default=False)
    moved_user = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    undone_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)

    objects = MergeQuerySet.as_manager()
    site_may = (
        "SELECT, INSERT, UPDATE (agreed, answer, answered_by_id, answered_at, moved_nik,"
        " moved_user_id, undone_by_id, undone_at)"
    )
    edit_history = EditHistory(_("Merges of people"), group="group")

    class Meta:
        ordering = ["-asked_at"]
        permissions = [
            ("ask_merge", "Ask to merge two records of one person"),
            ("answer_merge", "Confirm, refuse and undo a merge of two records"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(person=F("duplicate")), name="groups_merge_of_two_records"
            ),
            models.CheckConstraint(
                condition=Q(agreed=None, answered_by=None, answered_at=None)
                | Q(agreed__isnull=False, answered_by__isnull=False, answered_at__isnull=False),
                name="groups_merge_answered_by_and_at",
            ),
            models.CheckConstraint(
                condition=Q(answered_by=None) | ~Q(answered_by=F("asked_by")),
                name="groups_merge_answered_by_another",
            ),
            models.CheckConstraint(
                condition=Q(undone_by=None, undone_at=None)
                | Q(agreed=True, undone_by__isnull=False, undone_at__isnull=False),
                name="groups_merge_undone_once_agreed",
            ),
            models.UniqueConstraint(
                fields=["duplicate"],
                condition=Q(agreed=True, undone_at=None),
                name="groups_merge_one_in_force",
            ),
            models.UniqueConstraint(
                fields=["person", "duplicate"],
                condition=Q(answered_at=None),
                name="groups_merge_asked_once",
                violation_error_message=_("This was asked already. Wait for the answer."),
            ),
        ]
        triggers = [
            *told_now("asked_at", "answered_at", "undone_at"),
            fixed(
                "answered_once",
                *("agreed", "answer", "answered_by_id", "answered_at"),
                *("moved_nik", "moved_user_id"),
                once="answered_at",
                message="An answered merge stays answered; undo it.",
                constraint="groups_merge_answered_once",
            ),
            fixed(
                "undone_once",
                *("undone_by_id", "undone_at"),
                once="undone_at",
                message="A merge that was undone stays undone; ask again.",
                constraint="groups_merge_undone_once",
            ),
        ]

    def __str__(self):
        return f"{self.duplicate} = {self.person}"

    @property
    def territory(self) -> Group:
        return self.group

    @property
    def is_in_force(self) -> bool:
        return bool(self.agreed) and self.undone_at is None


class MergedMembership(models.Model):
    """A membership of either record as it was before the merge: whose it was, and until when."""

    merge = models.ForeignKey(Merge, models.PROTECT, related_name="memberships")
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    until = models.DateField(null=True)

    site_may = "SELECT, INSERT"

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["merge", "membership"], name="groups_mergedmembership_once"
            )
        ]

    def __str__(self):
        return f"{self.merge}: {self.membership}"
