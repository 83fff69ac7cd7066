"""Assessment instruments: weighted criteria, versioned, stored as data (domain.md §7)."""

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from foundation import clock
from foundation.triggers import EnforcedTrigger, made_with, told_now


class InTwoLanguages(models.Model):
    """A row with a name in Indonesian and optionally in English."""

    name = models.CharField(_("name"), max_length=200)
    name_en = models.CharField(_("name in English"), max_length=200, blank=True)

    class Meta:
        abstract = True

    def __str__(self):
        return self.name_en if get_language() == "en" and self.name_en else self.name


def whole_when_kept(instrument: str) -> EnforcedTrigger:
    """A deferred trigger that checks the whole instrument at commit.

    Weights add up to 100; all criteria have the same lowest and highest level, and all between.
    So nothing can be added to a complete instrument. `instrument` is SQL over NEW.
    """
    return EnforcedTrigger(
        name="whole_when_kept",
        when=pgtrigger.After,
        operation=pgtrigger.Insert,
        timing=pgtrigger.Deferred,
        declare=[("kept", "bigint")],
        func=f"""
            kept := ({instrument});
            IF EXISTS (SELECT FROM groups_instrument WHERE id = kept AND NOT for_old_results)
                AND ((SELECT sum(weight) FROM groups_criterion WHERE instrument_id = kept) <> 100
                    OR (SELECT count(DISTINCT (low, high)) <> 1
                            OR bool_or(high - low + 1 <> levels) OR bool_or(levels = 0)
                        FROM (SELECT min(l.level) AS low, max(l.level) AS high,
                                  count(l.id) AS levels
                              FROM groups_criterion c
                              LEFT JOIN groups_level l ON l.criterion_id = c.id
                              WHERE c.instrument_id = kept GROUP BY c.id) each_criterion))
            THEN
                RAISE EXCEPTION 'The weights or levels of an instrument in use leave a gap.'
                    USING ERRCODE = 'check_violation',
                        CONSTRAINT = 'groups_instrument_whole';
            END IF;
            RETURN NULL;""",
    )


class InstrumentQuerySet(models.QuerySet):
    def usable(self) -> "InstrumentQuerySet":
        """Instruments for new assessments."""
        return self.filter(for_old_results=False)

    def of_points(self) -> "InstrumentQuerySet":
        """Those of a selection whose highest total is 100, as a pass mark of 100 points needs."""
        highest = models.Max("criteria__levels__level")
        selection = self.usable().filter(purpose=Instrument.Purpose.SELECTION)
        return selection.annotate(highest=highest).filter(highest=F("divisor"))

    def newest(self) -> "InstrumentQuerySet":
        """Of each usable instrument the newest version."""
        return self.usable().order_by("code", "-version").distinct("code")

    def with_parts(self) -> "InstrumentQuerySet":
        """Prefetch all that scoring needs, in four queries."""
        return self.prefetch_related("criteria__levels", "criteria__dimension", "categories")


class Instrument(InTwoLanguages):
    """A version of an instrument; points = weight x level / divisor. Insert-only: add a version.

    One `for_old_results` may have gaps and is not used for new assessments. One of monitoring
    is never used for a selection, nor the other way round.
    """

    class Purpose(models.TextChoices):
        MONITORING = "monitoring", _("Monitoring of groups")
        SELECTION = "selection", _("Selection for a grant")

    purpose = models.CharField(
        _("used for"), max_length=10, choices=Purpose, default=Purpose.SELECTION
    )
    code = models.CharField(max_length=40)
    version = models.PositiveSmallIntegerField()
    divisor = models.PositiveSmallIntegerField(default=1)
    for_old_results = models.BooleanField(default=False)
    why = models.CharField(_("what is changed, and why"), max_length=300, blank=True)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")  # None: loaded
    at = models.DateTimeField(default=clock.now, null=True, editable=False)

    objects = InstrumentQuerySet.as_manager()
    site_may = "SELECT, INSERT"

    class Meta:
        ordering = ["code", "-version"]
        permissions = [("edit_instrument", "Give an instrument a new version")]
        triggers = told_now("at")
        constraints = [
            models.UniqueConstraint(fields=["code", "version"], name="groups_instrument_once"),
            models.CheckConstraint(condition=Q(divisor__gte=1), name="groups_instrument_divisor"),
        ]


class Dimension(InTwoLanguages):
    """A part of an instrument: institution, business, bookkeeping, …

    Equal totals are ranked by the points of the dimension with tie 1, then tie 2, and so on.
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
        triggers = [made_with("groups_instrument", "instrument_id")]


class Criterion(InTwoLanguages):
    """A criterion with its weight; its levels are consecutive."""

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
        triggers = [
            whole_when_kept("NEW.instrument_id"),
            made_with("groups_instrument", "instrument_id"),
        ]


class Level(InTwoLanguages):
    """A level of a criterion; its name says what reaches it (`indicator` in the CSV)."""

    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="levels")
    level = models.PositiveSmallIntegerField()

    site_may = "SELECT, INSERT"

    class Meta:
        ordering = ["criterion_id", "level"]
        constraints = [
            models.UniqueConstraint(fields=["criterion", "level"], name="groups_level_once")
        ]
        triggers = [
            whole_when_kept(
                "SELECT instrument_id FROM groups_criterion WHERE id = NEW.criterion_id"
            ),
            made_with("groups_criterion", "criterion_id"),
        ]


class Category(InTwoLanguages):
    """A closed range of totals and its name."""

    instrument = models.ForeignKey(Instrument, models.PROTECT, related_name="categories")
    least = models.DecimalField(max_digits=6, decimal_places=2)
    most = models.DecimalField(max_digits=6, decimal_places=2)

    site_may = "SELECT, INSERT"

    class Meta:
        ordering = ["instrument_id", "least"]
        constraints = [
            models.CheckConstraint(condition=Q(most__gte=F("least")), name="groups_category_range")
        ]
        triggers = [made_with("groups_instrument", "instrument_id")]
