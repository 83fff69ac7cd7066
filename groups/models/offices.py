"""Offices of a group: chair, secretary and treasurer."""

import pghistory
import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Prefetch
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from foundation.history import EditHistory
from foundation.terms import TermQuerySet, not_prolonged, overlap, until_after_since
from foundation.triggers import EnforcedTrigger, fixed
from groups.models.groups import Group, GroupScoped
from groups.models.members import Membership


class OfficeQuerySet(TermQuerySet, GroupScoped):  # type: ignore[override]  # of as_manager
    pass


@pghistory.track()
class Office(models.Model):
    """The term of a member as chair, secretary or treasurer (pengurus)."""

    class Post(models.TextChoices):
        CHAIR = "chair", _("Chair")
        SECRETARY = "secretary", _("Secretary")
        TREASURER = "treasurer", _("Treasurer")

    group = models.ForeignKey(Group, models.PROTECT, related_name="offices")
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="offices")
    post = models.CharField(max_length=10, choices=Post)
    since = models.DateField(default=timezone.localdate)
    until = models.DateField(null=True, blank=True)

    objects = OfficeQuerySet.as_manager()
    site_may = "SELECT, INSERT, UPDATE"
    edit_history = EditHistory(_("Officers"), group="group")

    class Meta:
        ordering = ["group_id", "post", "-since"]
        constraints = [
            until_after_since("groups_office"),
            ExclusionConstraint(
                name="groups_office_one_holder",
                expressions=[
                    (F("group"), RangeOperators.EQUAL),
                    (F("post"), RangeOperators.EQUAL),
                    overlap(),
                ],
                violation_error_message=_("Somebody holds this office in that time."),
            ),
            ExclusionConstraint(
                name="groups_office_one_a_member",
                expressions=[(F("membership"), RangeOperators.EQUAL), overlap()],
                violation_error_message=_("One member holds one office."),
            ),
        ]
        triggers = [
            EnforcedTrigger(
                name="officer_is_of_the_group",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("group_id", "membership_id"),
                func="""
                    IF NOT EXISTS (SELECT FROM groups_membership
                                   WHERE id = NEW.membership_id AND group_id = NEW.group_id) THEN
                        RAISE EXCEPTION 'An officer is a member of the group.'
                            USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;""",
            ),
            not_prolonged("groups_office"),
            fixed(
                "as_given",
                *("group_id", "membership_id", "post", "since"),
                message="An office stays as it was given; end it and give another.",
                constraint="groups_office_as_given",
            ),
        ]
        permissions = [("change_officers", "Change the officers of a group")]

    def __str__(self):
        return f"{self.get_post_display()}, {self.membership}"


def offices_held() -> Prefetch:
    """Prefetch today's offices of memberships into `held`."""
    return Prefetch("offices", queryset=Office.objects.running(), to_attr="held")
