"""Photos and scans kept as evidence, re-encoded without metadata."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.module_loading import import_string

from accounts.models import User
from foundation.triggers import EnforcedTrigger, checked_insert, refuse_if, told_now
from groups.models.groups import Group, GroupScoped

REFUSE = """
                    RAISE EXCEPTION 'A photo that proves something is never changed.'
                        USING ERRCODE = 'restrict_violation';"""


class PhotoQuerySet(GroupScoped):
    def visible_to(self, user: User) -> "PhotoQuerySet":
        """Without those that the functions in `PHOTOS_WITHHELD` find: not to be seen yet."""
        seen = super().visible_to(user)
        for source in settings.PHOTOS_WITHHELD:
            for photos in import_string(source)(user):
                seen = seen.exclude(pk__in=photos)
        return seen


class Photo(models.Model):
    """A photo, or a scan of several pages, stored in the database so that backups include it.

    Insert-only. The first page is here, the others are `PhotoPage`, so that lists load one image.
    """

    group = models.ForeignKey(Group, models.PROTECT, related_name="photos")
    content = models.BinaryField()  # JPEG, re-encoded by groups.photos
    digest = models.CharField(max_length=64)  # SHA-256 of all pages, one after the other
    pages = models.PositiveSmallIntegerField(default=1)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    objects = PhotoQuerySet.as_manager()
    site_may = "SELECT, INSERT"

    class Meta:
        indexes = [models.Index(fields=["digest"], name="groups_photo_by_digest")]
        constraints = [
            models.CheckConstraint(
                condition=Q(width__gte=1, height__gte=1), name="groups_photo_has_a_size"
            ),
            models.CheckConstraint(condition=Q(pages__gte=1), name="groups_photo_has_a_page"),
        ]
        triggers = [
            *told_now("at"),
            EnforcedTrigger(
                name="never_changed",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func=REFUSE,
            ),
        ]

    def __str__(self):
        return f"{self.group}, {self.pk}"

    @property
    def territory(self) -> Group:
        return self.group


class PhotoPage(models.Model):
    """A further page of a scan, from the second to the last. Insert-only."""

    photo = models.ForeignKey(Photo, models.PROTECT, related_name="further")
    number = models.PositiveSmallIntegerField()
    content = models.BinaryField()  # JPEG

    site_may = "SELECT, INSERT"

    class Meta:
        ordering = ["photo_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["photo", "number"], name="groups_photopage_once"),
            models.CheckConstraint(condition=Q(number__gte=2), name="groups_photopage_further"),
        ]
        triggers = [
            EnforcedTrigger(
                name="never_changed",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func=REFUSE,
            ),
            checked_insert(
                "up_to_the_last",
                refuse_if(
                    "NEW.number > (SELECT pages FROM groups_photo WHERE id = NEW.photo_id)",
                    "A scan gets no more pages later.",
                    "groups_photopage_up_to_the_last",
                ),
            ),
        ]

    def __str__(self):
        return f"{self.photo_id}: {self.number}"
