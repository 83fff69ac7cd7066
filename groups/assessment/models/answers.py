"""Answers of an assessment: the level of each criterion, changed until the signing."""

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from foundation.triggers import INDENT, EnforcedTrigger, refuse_if
from groups.assessment.models.assessments import Assessment
from groups.assessment.models.sql import answers_of_two, is_signed
from groups.models.instruments import Criterion
from groups.models.photos import Photo


class Answer(models.Model):
    """The level reached on one criterion and what shows it; changed until the signing."""

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="answers")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="+")
    level = models.PositiveSmallIntegerField()
    evidence = models.CharField(_("what shows it"), max_length=300, blank=True)
    photo = models.ForeignKey(Photo, models.PROTECT, null=True, blank=True, related_name="+")

    site_may = "SELECT, INSERT, UPDATE"

    class Meta:
        ordering = ["assessment_id", "criterion__number"]
        constraints = [
            models.UniqueConstraint(fields=["assessment", "criterion"], name="groups_answer_once")
        ]
        triggers = [
            EnforcedTrigger(
                name="before_signing",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=f"{INDENT}PERFORM FROM groups_assessment WHERE id = NEW.assessment_id"
                f" FOR SHARE;{INDENT}"
                + refuse_if(
                    f"{is_signed('NEW.assessment_id')}"
                    " OR TG_OP = 'UPDATE' AND OLD.assessment_id <> NEW.assessment_id",
                    "A signed assessment is never changed; assess again.",
                    "groups_answer_frozen",
                )
                + INDENT
                + refuse_if(
                    """NOT EXISTS (
                        SELECT FROM groups_assessment one
                        JOIN groups_criterion c ON c.instrument_id = one.instrument_id
                        JOIN groups_level l ON l.criterion_id = c.id
                        LEFT JOIN groups_photo shown ON shown.id = NEW.photo_id
                        WHERE one.id = NEW.assessment_id AND c.id = NEW.criterion_id
                            AND l.level = NEW.level
                            AND coalesce(shown.group_id, one.group_id) = one.group_id)""",
                    "An answer is a level of the instrument, its photo one of the group.",
                    "groups_answer_level",
                )
                + INDENT
                + refuse_if(
                    f"""EXISTS (
                        SELECT FROM groups_assessment one
                        WHERE one.id = NEW.assessment_id AND one.is_settlement AND NOT EXISTS (
                            SELECT FROM {answers_of_two("one.beside_id")} given
                            WHERE given.criterion_id = NEW.criterion_id
                            HAVING NEW.level BETWEEN min(given.level) AND max(given.level)))""",
                    "A settled level lies between those of the two assessors.",
                    "groups_answer_settled_between",
                )
                + f"{INDENT}RETURN NEW;",
            ),
            EnforcedTrigger(
                name="kept_when_signed",
                when=pgtrigger.Before,
                operation=pgtrigger.Delete,
                func=INDENT
                + refuse_if(
                    is_signed("OLD.assessment_id"),
                    "A signed assessment is never changed; assess again.",
                    "groups_answer_frozen",
                )
                + f"{INDENT}RETURN OLD;",
            ),
        ]

    def __str__(self):
        return f"{self.criterion}: {self.level}"

    @property
    def author(self) -> User:
        return self.assessment.by
