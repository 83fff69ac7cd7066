"""Audit files that were downloaded: by whom, and the digest of the index."""

from django.db import models
from django.db.models import Q

from grants.selection.models.rounds import Round
from groups.models import Group
from papers.models import Recorded


class AuditFile(Recorded):
    """Written before the last bytes of the file are sent, so every complete file has a row.

    `digest` is the SHA-256 of its index, which lists the digests of all other files.
    """

    round = models.ForeignKey(Round, models.PROTECT, null=True, related_name="audit_files")
    group = models.ForeignKey(Group, models.PROTECT, null=True, related_name="audit_files")
    files = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)

    class Meta(Recorded.Meta):
        ordering = ["-at", "-pk"]
        permissions = [("audit", "Follow the money, and take the audit file along")]
        constraints = [
            models.CheckConstraint(
                condition=Q(round=None, group__isnull=False) | Q(round__isnull=False, group=None),
                name="grants_auditfile_of_one",
            )
        ]

    def __str__(self):
        return f"{self.round or self.group}, {self.digest}"
