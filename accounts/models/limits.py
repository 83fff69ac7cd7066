"""The uses of what is limited: sign-ins, codes, look-ups (`accounts.limits`)."""

from django.contrib.postgres.fields import ArrayField
from django.db import models


class Limit(models.Model):
    """The moments of the uses that count; `key` is a digest, so the table names nobody.

    A row is dropped once no use of it counts any more, never before.
    """

    name = models.CharField(max_length=40)  # what is limited: look_up_nik
    key = models.CharField(max_length=64)
    uses = ArrayField(models.DateTimeField())
    until = models.DateTimeField()  # from then on no use counts

    site_may = "SELECT, INSERT, UPDATE, DELETE"

    class Meta:
        constraints = [models.UniqueConstraint(fields=["name", "key"], name="accounts_limit_once")]
        indexes = [models.Index(fields=["until"], name="accounts_limit_by_until")]

    def __str__(self):
        return f"{self.name}: {len(self.uses)}"
