"""Instruments: what a group is assessed by, weighted and versioned, as data (domain.md §7)."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class InTwoLanguages(models.Model):
    """A row that speaks the programme's language, and English."""

    name = models.CharField(_("name"), max_length=200)
    name_en = models.CharField(_("name in English"), max_length=200, blank=True)

    class Meta:
        abstract = True

    def __str__(self):
        return self.name_en if get_language() == "en" and self.name_en else self.name


class InstrumentQuerySet(models.QuerySet):
    def usable(self) -> "InstrumentQuerySet":
        """Those that a new assessment may use."""
        return self.filter(for_old_results=False)

    def whole(self) -> "InstrumentQuerySet":
        """With all that scoring and explaining needs, in four queries."""
        return self.prefetch_related("criteria__levels", "criteria__dimension", "categories")


class Instrument(InTwoLanguages):
    """A version of an instrument; points = weight x level / divisor. Never changed: add a version.

    One `for_old_results` may have gaps, and assesses nothing new.
    """

    code = models.CharField(max_length=40)
    version = models.PositiveSmallIntegerField()
    divisor = models.PositiveSmallIntegerField(default=1)
    for_old_results = models.BooleanField(default=False)

    objects = InstrumentQuerySet.as_manager()
    site_may = "SELECT, INSERT"

    class Meta:
        ordering = ["code", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["code", "version"], name="groups_instrument_once"),
            models.CheckConstraint(condition=Q(divisor__gte=1), name="groups_instrument_divisor"),
        ]


class Dimension(InTwoLanguages):
    """A part of an instrument: institution, business, bookkeeping, …

    Of equal totals the one with more points in tie 1 comes first, then in tie 2, and so on.
    """

    instrument = models.ForeignKey(Instrument, models.PROTECT, related_name="dimensions")
    number = models.PositiveSmallIntegerField()
    tie = models.PositiveSmallIntegerField(null=True, blank=True)

    site_may = "SELECT, INSERT"

    class Meta:
        ordering = ["instrument_id", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["instrument", "number"], name="groups_dimension_number_once"
            )
        ]


class Criterion(InTwoLanguages):
    """What is looked at, and its weight; its levels run without a gap."""

    instrument = models.ForeignKey(Instrument, models.PROTECT, related_name="criteria")
    dimension = models.ForeignKey(Dimension, models.PROTECT, related_name="criteria")
    number = models.PositiveSmallIntegerField()
    aspect = models.CharField(max_length=200, blank=True)
    weight = models.PositiveSmallIntegerField()

    site_may = "SELECT, INSERT"

    class Meta:
        ordering = ["instrument_id", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["instrument", "number"], name="groups_criterion_number_once"
            ),
            models.CheckConstraint(condition=Q(weight__gte=1), name="groups_criterion_weight"),
        ]


class Level(InTwoLanguages):
    """What a group must show to reach a level of a criterion (the CSV's indicator)."""

    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="levels")
    level = models.PositiveSmallIntegerField()

    site_may = "SELECT, INSERT"

    class Meta:
        ordering = ["criterion_id", "level"]
        constraints = [
            models.UniqueConstraint(fields=["criterion", "level"], name="groups_level_once")
        ]


class Category(InTwoLanguages):
    """A closed range of totals and what it is called."""

    instrument = models.ForeignKey(Instrument, models.PROTECT, related_name="categories")
    least = models.DecimalField(max_digits=6, decimal_places=2)
    most = models.DecimalField(max_digits=6, decimal_places=2)

    site_may = "SELECT, INSERT"

    class Meta:
        ordering = ["instrument_id", "least"]
        constraints = [
            models.CheckConstraint(condition=Q(most__gte=F("least")), name="groups_category_range")
        ]
