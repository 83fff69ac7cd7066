"""Properties for a reverse one-to-one relation whose row may be missing.

`hasattr(award, "handovr")` is silently false; these raise AttributeError on an unknown relation.
"""

from django.core.exceptions import ObjectDoesNotExist
from django.db import models


def or_none(relation: str) -> property:
    """The related row, or None."""

    def related(row: models.Model) -> models.Model | None:
        try:
            return getattr(row, relation)
        except ObjectDoesNotExist:
            return None

    return property(related)


def is_there(relation: str) -> property:
    """Whether the related row exists."""
    related = or_none(relation)
    return property(lambda row: related.__get__(row) is not None)
