"""What coaching was agreed for a weak criterion, and what became of it."""

import datetime
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from foundation.triggers import checked_insert, refuse_if
from groups.assessment.models.answers import Answer
from groups.assessment.models.sql import is_signed
from groups.models.groups import Group
from papers.models import Recorded


class MeasureQuerySet(models.QuerySet):
    def visible_to(self, user) -> Self:
        return self.filter(answer__assessment__group__in=Group.objects.visible_to(user))

    def open(self) -> Self:
        return self.filter(end=None)

    def due(self, until: datetime.date) -> Self:
        return self.open().filter(due_on__lte=until)


class Measure(Recorded):
    """Coaching agreed with the group for a criterion of a signed assessment, and by when."""

    answer = models.ForeignKey(Answer, models.PROTECT, related_name="measures")
    what = models.CharField(_("what was agreed"), max_length=300)
    who = models.CharField(_("who takes care"), max_length=100, blank=True)
    due_on = models.DateField(_("by when"))

    objects = MeasureQuerySet.as_manager()

    class Meta(Recorded.Meta):
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(what=""), name="groups_measure_says_what")
        ]
        triggers = [
            checked_insert(
                "of_a_signed_assessment",
                refuse_if(
                    f"""NOT EXISTS (SELECT FROM groups_answer given
                        WHERE given.id = NEW.answer_id
                            AND {is_signed("given.assessment_id")})""",
                    "A measure is agreed for a signed assessment.",
                    "groups_measure_of_a_signed_assessment",
                ),
            )
        ]

    def __str__(self):
        return self.what

    @property
    def territory(self) -> Group:
        return self.answer.assessment.group


class MeasureEnd(Recorded):
    """What became of an agreed measure: done or not, in words. Written once."""

    measure = models.OneToOneField(
        Measure,
        models.PROTECT,
        related_name="end",
        error_messages={"unique": _("It is written down already what became of this.")},
    )
    was_done = models.BooleanField(_("was it done?"))
    date = models.DateField(_("on"))
    found = models.CharField(_("what came of it"), max_length=300)

    def __str__(self):
        return f"{self.measure}: {self.found}"
