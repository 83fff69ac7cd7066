"""Facts that hold from a day until another: roles, memberships, offices, facilitation."""

import datetime

from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils import timezone


class DateRange(Func):
    """[since, until): the day in `until` is the first one without the fact."""

    function = "daterange"
    output_field = DateRangeField()


class TermQuerySet(models.QuerySet):
    """Rows with `since` and `until`."""

    def running(self, on: datetime.date | None = None):
        """Those that hold on a day, by default today in Jakarta."""
        on = on or timezone.localdate()
        return self.filter(Q(until=None) | Q(until__gt=on), since__lte=on)

    def not_ended(self, on: datetime.date):
        """Those that hold on a day or begin after it: what a new term could meet."""
        return self.filter(Q(until=None) | Q(until__gt=on))


def overlap():
    """An expression of an exclusion constraint: two terms may not overlap."""
    return (DateRange(F("since"), F("until")), RangeOperators.OVERLAPS)


def until_after_since(model: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(until=None) | Q(until__gte=F("since")), name=f"{model}_until_after_since"
    )
