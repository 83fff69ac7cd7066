"""Assessments of groups: by one assessor, or by two of whom neither sees the other's answers."""

import datetime
from typing import Self

import pgtrigger
from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from foundation import clock
from foundation.formatting import day
from foundation.triggers import (
    INDENT,
    EnforcedTrigger,
    checked_insert,
    fixed,
    quoted,
    refuse,
    refuse_if,
    told_now,
)
from groups.assessment.models.sql import TOTAL, answers_differ
from groups.models.groups import Group, GroupScoped
from groups.models.instruments import Instrument

VERB = "groups.assess_group"
HELD = ("group_id", "instrument_id", "date", "by_id", "at", "by_two", "beside_id", "is_settlement")


class AssessmentQuerySet(GroupScoped):
    def signed(self) -> Self:
        return self.exclude(signed_at=None)

    def drafts(self) -> Self:
        return self.filter(signed_at=None)

    def visible_to(self, user: User) -> Self:
        """Without others' drafts, and of two assessors the other's.

        Until both have signed, who may assess the group sees only the own one.
        """
        return super().visible_to(user).exclude(self._hidden_from(user))

    def hidden_from(self, user: User) -> Self:
        return self.filter(self._hidden_from(user))

    def _hidden_from(self, user: User) -> Q:
        may_assess = Group.objects.visible_to(user, VERB).order_by()
        pair = Q(by_two=True) | Q(beside__isnull=False)
        one = Coalesce(OuterRef("beside"), OuterRef("pk"))
        waiting = pair & ~Q(Exists(Assessment.objects.both_signed(one)))
        return ~Q(by=user) & (Q(signed_at=None) | waiting & Q(group__in=may_assess))

    def both_signed(self, first: object) -> Self:
        """The signed second one beside this first one, if that is signed too."""
        seconds = self.signed().filter(is_settlement=False, beside__signed_at__isnull=False)
        return seconds.filter(beside=first).order_by()

    def with_counts(self) -> Self:
        """Adds `counts`: whether the group is judged by this one. Nothing else decides it.

        Signed by one alone; of two, the first where both agree in each criterion, else what
        settles them.
        """
        seconds = Assessment.objects.both_signed(OuterRef("pk"))
        answers = apps.get_model("groups.Answer").objects
        other = answers.filter(
            assessment__beside=OuterRef("assessment"),
            assessment__is_settlement=False,
            criterion=OuterRef("criterion"),
        )
        unlike = answers.filter(assessment=OuterRef("pk"))
        unlike = unlike.exclude(Exists(other.filter(level=OuterRef("level")))).order_by()
        alone = Q(by_two=False, beside=None)
        agrees = Q(by_two=True) & Q(Exists(seconds)) & ~Q(Exists(unlike))
        counts = Q(signed_at__isnull=False) & (alone | Q(is_settlement=True) | agrees)
        return self.annotate(
            counts=models.ExpressionWrapper(counts, output_field=models.BooleanField())
        )

    def counting(self) -> Self:
        return self.with_counts().filter(counts=True)

    def latest_signed(self, until: datetime.date | None = None) -> Self:
        """The counting assessment of the latest day of each group; `total` is its points."""
        rows = self.counting()
        if until:
            rows = rows.filter(date__lte=until)
        return rows.order_by("group_id", "-date", "-pk").distinct("group_id")

    def to_second(self) -> Self:
        """Signed ones that wait for a second assessor who has not begun."""
        seconds = Assessment.objects.filter(beside=OuterRef("pk"))
        return self.filter(by_two=True).exclude(Exists(seconds))

    def to_settle(self) -> Self:
        """First ones of two that differ and are not settled."""
        settled = Assessment.objects.filter(beside=OuterRef("pk"), is_settlement=True)
        rows = self.with_counts().filter(by_two=True, counts=False)
        both = Assessment.objects.both_signed(OuterRef("pk"))
        return rows.filter(Exists(both)).exclude(Exists(settled.signed()))


class Assessment(models.Model):
    """What one assessor found by an instrument (penilaian); frozen at signing.

    `beside`: of the second of two assessors, and of what settles them, the first assessment.
    """

    group = models.ForeignKey(Group, models.PROTECT, related_name="assessments")
    instrument = models.ForeignKey(Instrument, models.PROTECT, related_name="assessments")
    date = models.DateField(_("assessed on"))
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now, editable=False)
    by_two = models.BooleanField(_("a second assessor too"), default=False)
    beside = models.ForeignKey(
        "self", models.PROTECT, null=True, editable=False, related_name="others"
    )
    is_settlement = models.BooleanField(default=False, editable=False)
    reason = models.CharField(_("why is it settled so?"), max_length=300, blank=True)
    signed_at = models.DateTimeField(null=True, editable=False)
    total = models.DecimalField(max_digits=6, decimal_places=2, null=True, editable=False)

    objects = AssessmentQuerySet.as_manager()
    site_may = "SELECT, INSERT, UPDATE"

    counts: bool  # annotation of with_counts

    class Meta:
        ordering = ["-date", "-pk"]
        permissions = [
            ("assess_group", "Assess a group"),
            ("settle_assessment", "Settle two assessments that differ"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "by"],
                condition=Q(signed_at=None, is_settlement=False),
                name="groups_assessment_one_draft",
                violation_error_message=_("You have begun one of this group. Go on with that."),
            ),
            models.UniqueConstraint(
                fields=["beside"],
                condition=Q(is_settlement=False),
                name="groups_assessment_second_once",
                violation_error_message=_("Somebody else is the second assessor already."),
            ),
            models.UniqueConstraint(
                fields=["beside"],
                condition=Q(is_settlement=True),
                name="groups_assessment_settled_once",
                violation_error_message=_("The two assessments are settled already."),
            ),
            models.CheckConstraint(
                condition=Q(is_settlement=False) | Q(beside__isnull=False) & ~Q(reason=""),
                name="groups_assessment_settled_why",
            ),
            models.CheckConstraint(
                condition=Q(by_two=False) | Q(beside=None), name="groups_assessment_two_at_most"
            ),
            models.CheckConstraint(
                condition=Q(signed_at=None, total=None)
                | Q(signed_at__isnull=False, total__isnull=False),
                name="groups_assessment_total_when_signed",
            ),
        ]
        triggers = [
            *told_now("at", "signed_at"),
            checked_insert(
                "begun_unsigned",
                refuse_if(
                    "NEW.signed_at IS NOT NULL OR NEW.total IS NOT NULL",
                    "An assessment is filled before it is signed.",
                    "groups_assessment_begun_unsigned",
                ),
                refuse_if(
                    f"""NOT EXISTS (SELECT FROM groups_instrument WHERE id = NEW.instrument_id
                        AND purpose IN ({quoted(Instrument.Purpose.MONITORING)})
                        AND NOT for_old_results)""",
                    "A group is assessed by an instrument of monitoring in use.",
                    "groups_assessment_instrument",
                ),
            ),
            checked_insert(
                "beside_another",
                "PERFORM FROM groups_assessment WHERE id = NEW.beside_id FOR NO KEY UPDATE;",
                refuse_if(
                    """NEW.beside_id IS NOT NULL AND NOT EXISTS (
                        SELECT FROM groups_assessment first WHERE first.id = NEW.beside_id
                            AND first.by_two AND first.group_id = NEW.group_id
                            AND first.instrument_id = NEW.instrument_id
                            AND (NEW.is_settlement OR first.by_id <> NEW.by_id))""",
                    "A second assessor is another person, of the same group and instrument.",
                    "groups_assessment_by_another",
                ),
                refuse_if(
                    f"NEW.is_settlement AND NOT {answers_differ('NEW.beside_id')}",
                    "Only two assessments that differ are settled.",
                    "groups_assessment_settles_a_difference",
                ),
            ),
            fixed(
                "as_begun",
                *HELD,
                message="An assessment stays with its group, instrument, day and assessor.",
                constraint="groups_assessment_as_begun",
            ),
            fixed(
                "frozen_when_signed",
                *("signed_at", "total", "reason"),
                once="signed_at",
                message="A signed assessment is never changed; assess again.",
                constraint="groups_assessment_frozen",
            ),
            EnforcedTrigger(
                name="signed_whole",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "OLD.signed_at IS NULL AND NEW.signed_at IS NOT NULL"
                ),
                func=INDENT
                + refuse_if(
                    """(SELECT count(*) FROM groups_criterion
                        WHERE instrument_id = NEW.instrument_id)
                        <> (SELECT count(*) FROM groups_answer WHERE assessment_id = NEW.id
                            AND (evidence <> '' OR NEW.is_settlement))""",
                    "Each criterion has its level and what shows it.",
                    "groups_assessment_whole",
                )
                + TOTAL
                + f"{INDENT}RETURN NEW;",
            ),
            EnforcedTrigger(
                name="kept_when_signed",
                when=pgtrigger.Before,
                operation=pgtrigger.Delete,
                condition=pgtrigger.Condition("OLD.signed_at IS NOT NULL"),
                func=INDENT
                + refuse(
                    "A signed assessment is never removed.",
                    "groups_assessment_frozen",
                    "restrict_violation",
                ),
            ),
        ]

    def __str__(self):
        return gettext("Assessment of %(day)s") % {"day": day(self.date)}

    @property
    def territory(self) -> Group:
        return self.group

    @property
    def first(self) -> "Assessment":
        """Of two assessors the first one's."""
        return self.beside or self
