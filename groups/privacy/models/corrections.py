"""A person asks that what is held of her is put right; somebody else answers."""

import datetime
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from foundation.relations import or_none
from foundation.triggers import checked_insert, refuse_if
from groups.models.groups import Group
from groups.models.members import Membership
from papers.models import Recorded


class CorrectionQuerySet(models.QuerySet["Correction"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(membership__group__in=Group.objects.visible_to(user))

    def waiting(self) -> Self:
        return self.filter(answer=None)


class Correction(Recorded):
    """What a person says is wrong of her, written down for her by somebody of the office."""

    WITHIN = datetime.timedelta(hours=72)  # UU 27/2022 ps 30

    membership = models.ForeignKey(Membership, models.PROTECT, related_name="corrections")
    wrong = models.CharField(_("what is wrong"), max_length=300)
    right = models.CharField(_("what is right"), max_length=300)
    shown_by = models.CharField(_("what shows it"), max_length=200, blank=True)

    objects = CorrectionQuerySet.as_manager()
    answered = or_none("answer")

    class Meta(Recorded.Meta):
        ordering = ["-at", "-pk"]
        permissions = [
            ("ask_correction", "Ask that what is held of a person is put right"),
            ("answer_correction", "Answer what a person asks to be put right"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(wrong="") & ~Q(right=""), name="groups_correction_says_what"
            )
        ]

    def __str__(self):
        return self.wrong

    @property
    def territory(self) -> Group:
        return self.membership.group

    @property
    def due_at(self) -> datetime.datetime:
        return self.at + self.WITHIN


class CorrectionAnswer(Recorded):
    """What was changed, or why nothing is."""

    correction = models.OneToOneField(
        Correction,
        models.PROTECT,
        related_name="answer",
        error_messages={"unique": _("This is answered already.")},
    )
    changed = models.BooleanField()
    what = models.CharField(_("what was changed, or why nothing"), max_length=300)

    class Meta(Recorded.Meta):
        constraints = [
            models.CheckConstraint(condition=~Q(what=""), name="groups_correctionanswer_says_what")
        ]
        triggers = [
            checked_insert(
                "by_another",
                refuse_if(
                    "(SELECT by_id FROM groups_correction WHERE id = NEW.correction_id)"
                    " = NEW.by_id",
                    "Who asked does not answer.",
                    "groups_correctionanswer_by_another",
                ),
            )
        ]

    def __str__(self):
        return self.what
