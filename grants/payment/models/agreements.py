"""Agreements with groups."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from foundation.triggers import checked_insert, refuse_if
from grants.selection.models.decisions import Award, OfAward
from grants.selection.models.sql import lock_round, not_revoked, plan_in_force, planned
from groups.models import Membership
from papers.models import Paper, Recorded


class Agreement(Recorded):
    """Agreement and integrity pact (NPHD, paper 11): use, report, refund, sanctions."""

    award = models.OneToOneField(
        Award,
        models.PROTECT,
        related_name="agreement",
        error_messages={"unique": _("This group has its agreement already.")},
    )
    date = models.DateField(_("signed on"))
    chair = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    paper = models.OneToOneField(Paper, models.PROTECT, related_name="agreement")

    objects = OfAward.as_manager()

    class Meta(Recorded.Meta):
        permissions = [("sign_agreement", "Draw up the agreement with a group")]
        triggers = [
            checked_insert(
                "plan_is_the_grant",
                lock_round("award"),
                refuse_if(
                    f"""NOT EXISTS (
                        SELECT FROM grants_award a
                        JOIN grants_decree d ON d.id = a.decree_id AND d.date <= NEW.date
                        JOIN groups_membership s ON s.id = NEW.chair_id AND s.group_id = a.group_id
                        WHERE a.id = NEW.award_id
                            AND {not_revoked("a.id")}
                            AND a.amount = {planned(plan_in_force("a.candidacy_id"))}
                    )""",
                    "An agreement has an award in force, planned exactly.",
                    "grants_agreement_plan_is_the_grant",
                ),
            ),
        ]

    def __str__(self):
        return f"{self.award}"
