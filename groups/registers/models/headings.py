"""What a person said of the headings of a table of no known kind."""

import hashlib
from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.models import Case, IntegerField, Value, When

from accounts.models import User
from groups.registers.reading.cells import key
from papers.models import Recorded


class HeadingMapQuerySet(models.QuerySet):
    def fitting(self, headings: Iterable[str], user: User) -> "HeadingMap | None":
        """The newest for a table with these headings: the user's own, else of anybody."""
        own = Case(When(by=user, then=Value(0)), default=Value(1), output_field=IntegerField())
        rows: Any = self.filter(signature=signature_of(headings))
        return rows.order_by(own, "-pk").first()


def signature_of(headings: Iterable[str]) -> str:
    """Equal for the same headings in any order and spelling of spaces and letters."""
    keys = sorted(filter(None, map(key, headings)))
    return hashlib.sha256("\n".join(keys).encode()).hexdigest()


class HeadingMap(Recorded):
    """Our field: heading, for the tables that have these headings. A newer row answers it."""

    signature = models.CharField(max_length=64, db_index=True)
    columns = models.JSONField()

    objects = HeadingMapQuerySet.as_manager()

    def __str__(self):
        return ", ".join(self.columns.values())
