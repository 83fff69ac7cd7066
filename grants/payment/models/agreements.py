"""The agreement with a group."""

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from foundation.triggers import EnforcedTrigger
from grants.payment.models.budgets import IN_FORCE, PLANNED
from grants.selection.models.decisions import Award, OfAward
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
            EnforcedTrigger(
                name="plan_is_the_grant",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=f"""
                    PERFORM FROM grants_round r JOIN grants_award a ON a.round_id = r.id
                        WHERE a.id = NEW.award_id FOR UPDATE OF r;
                    IF NOT EXISTS (
                        SELECT FROM grants_award a
                        JOIN grants_decree d ON d.id = a.decree_id AND d.date <= NEW.date
                        JOIN groups_membership s ON s.id = NEW.chair_id AND s.group_id = a.group_id
                        WHERE a.id = NEW.award_id
                            AND NOT EXISTS (SELECT FROM grants_revocation WHERE award_id = a.id)
                            AND a.amount = (
                                {PLANNED.format(budget=f"({IN_FORCE.format(award='a.id')})")})
                    ) THEN
                        RAISE EXCEPTION 'An agreement has an award in force, planned exactly.'
                            USING ERRCODE = 'check_violation',
                                CONSTRAINT = 'grants_agreement_plan_is_the_grant';
                    END IF;
                    RETURN NEW;""",
            ),
        ]

    def __str__(self):
        return f"{self.award}"
