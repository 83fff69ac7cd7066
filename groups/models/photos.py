"""Photos and scans kept as evidence, re-encoded without metadata."""

import pgtrigger
from django.db import models
from django.db.models import Q

from accounts.models import User
from foundation.triggers import EnforcedTrigger
from groups.models.groups import Group, GroupScoped


class Photo(models.Model):
    """An image, stored in the database so that backups include it. Insert-only."""

    group = models.ForeignKey(Group, models.PROTECT, related_name="photos")
    content = models.BinaryField()  # JPEG, re-encoded by groups.photos
    digest = models.CharField(max_length=64)  # SHA-256 of the content
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    objects = GroupScoped.as_manager()
    site_may = "SELECT, INSERT"

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(width__gte=1, height__gte=1), name="groups_photo_has_a_size"
            )
        ]
        triggers = [
            EnforcedTrigger(
                name="never_changed",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func="""
                    RAISE EXCEPTION 'A photo that proves something is never changed.'
                        USING ERRCODE = 'restrict_violation';""",
            )
        ]

    def __str__(self):
        return f"{self.group}, {self.pk}"

    @property
    def territory(self) -> Group:
        return self.group
