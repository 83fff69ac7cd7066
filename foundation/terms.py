"""Rows with a term (since, until): roles, memberships, offices, facilitation."""

import datetime
from typing import Self, TypeVar

from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils import timezone

from foundation.triggers import TODAY, EnforcedTrigger, refused_change

Row = TypeVar("Row", bound=models.Model)


class DateRange(Func):
    """[since, until): `until` is the first day after the term."""

    function = "daterange"
    output_field = DateRangeField()


class TermQuerySet(models.QuerySet[Row]):
    """Rows with `since` and `until`."""

    def running(self, on: datetime.date | None = None) -> Self:
        """Terms in force on a day, by default today in Jakarta."""
        on = on or timezone.localdate()
        return self.filter(Q(until=None) | Q(until__gt=on), since__lte=on)

    def not_ended(self, on: datetime.date) -> Self:
        """Terms in force on a day or later: those that a new term could overlap."""
        return self.filter(Q(until=None) | Q(until__gt=on))


def overlap() -> tuple[DateRange, str]:
    """The expression of an exclusion constraint: two terms may not overlap."""
    return (DateRange(F("since"), F("until")), RangeOperators.OVERLAPS)


def until_after_since(model: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(until=None) | Q(until__gte=F("since")), name=f"{model}_until_after_since"
    )


def not_prolonged(model: str, *, while_planned: bool = False) -> EnforcedTrigger:
    """A trigger: an ended term is not opened again nor ends later; another one is begun.

    With `while_planned` the end may be withdrawn until its day.
    """
    later = "OLD.until IS NOT NULL AND (NEW.until IS NULL OR NEW.until > OLD.until)"
    return refused_change(
        "ends_once",
        f"{later} AND OLD.until <= {TODAY}" if while_planned else later,
        message="A term that has ended is not opened again.",
        constraint=f"{model}_ends_once",
    )
