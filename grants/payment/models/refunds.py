"""Refunds: what a group pays back of its grant, through the bank."""

import pgtrigger
from django.db import models
from django.db.models import Q, Sum
from django.utils.translation import gettext_lazy as _

from foundation.triggers import EnforcedTrigger
from grants.selection.models.decisions import Award, OfAward
from grants.selection.models.rounds import LOCK_ROUND
from groups.models import Group, Photo
from papers.models import Recorded

# SQL of triggers: what was bought and what was paid back of an award, in rupiah.
SPENT = """
    SELECT coalesce(sum(p.amount), 0) FROM grants_purchase p
    WHERE p.award_id = {award} AND NOT EXISTS (
        SELECT FROM finance_entry r WHERE r.reverses_id = p.entry_id)"""
GIVEN_BACK = """
    SELECT coalesce(sum(f.amount), 0) FROM grants_refund f
    WHERE f.award_id = {award} AND NOT EXISTS (
        SELECT FROM grants_refundcancellation WHERE refund_id = f.id)"""


class RefundQuerySet(OfAward):
    def standing(self) -> "RefundQuerySet":
        """Those not taken back as a mistake."""
        return self.filter(cancellation=None)

    def awaiting_match(self) -> "RefundQuerySet":
        return self.standing().filter(match=None)

    def confirmed(self) -> "RefundQuerySet":
        """Those that the bank's statement shows."""
        return self.filter(match__isnull=False)

    def total(self) -> int:
        return self.standing().aggregate(n=Sum("amount"))["n"] or 0


class Refund(Recorded):
    """What was not spent goes back (STS, paper 19); it counts once the bank's line is matched."""

    award = models.ForeignKey(Award, models.PROTECT, related_name="refunds")
    amount = models.BigIntegerField(_("amount"))
    sts = models.CharField(_("STS number"), max_length=60, unique=True)
    reference = models.CharField(_("reference"), max_length=20, unique=True)
    date = models.DateField(_("paid back on"))
    slip = models.ForeignKey(Photo, models.PROTECT, null=True, blank=True, related_name="+")

    objects = RefundQuerySet.as_manager()

    class Meta(Recorded.Meta):
        ordering = ["award_id", "pk"]
        permissions = [("record_refund", "Record the refund of a grant's remainder")]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gte=1), name="grants_refund_positive")
        ]
        triggers = [
            EnforcedTrigger(
                name="of_what_is_left",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=LOCK_ROUND.format(award="NEW.award_id")
                + f"""
                    IF NOT EXISTS (SELECT FROM grants_report r
                                   JOIN grants_review v ON v.report_id = r.id AND v.accepted
                                   WHERE r.award_id = NEW.award_id)
                        AND NOT EXISTS (SELECT FROM grants_sanction
                                        WHERE award_id = NEW.award_id AND step = 'recovery')
                        OR (SELECT amount FROM grants_award WHERE id = NEW.award_id)
                            < NEW.amount + ({SPENT.format(award="NEW.award_id")})
                                + ({GIVEN_BACK.format(award="NEW.award_id")}) THEN
                        RAISE EXCEPTION 'What is left goes back after the review, and no more.'
                            USING ERRCODE = 'check_violation',
                                CONSTRAINT = 'grants_refund_of_what_is_left';
                    END IF;
                    RETURN NEW;""",
            ),
        ]

    def __str__(self):
        return f"{self.award}: {self.amount}"

    @property
    def territory(self) -> Group:
        return self.award.group

    @property
    def is_cancelled(self) -> bool:
        return hasattr(self, "cancellation")

    @property
    def is_matched(self) -> bool:
        return hasattr(self, "match")


class RefundCancellation(Recorded):
    """A refund typed wrong, taken back before the bank's line came."""

    refund = models.OneToOneField(
        Refund,
        models.PROTECT,
        related_name="cancellation",
        error_messages={"unique": _("This was taken back a moment ago.")},
    )
    reason = models.CharField(_("what was wrong"), max_length=200)

    class Meta(Recorded.Meta):
        triggers = [
            EnforcedTrigger(
                name="before_it_is_matched",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func="""
                    PERFORM FROM grants_refund WHERE id = NEW.refund_id FOR UPDATE;
                    IF EXISTS (SELECT FROM grants_match WHERE refund_id = NEW.refund_id) THEN
                        RAISE EXCEPTION 'A refund that the bank confirmed stays.'
                            USING ERRCODE = 'check_violation',
                                CONSTRAINT = 'grants_refundcancellation_before_match';
                    END IF;
                    RETURN NEW;""",
            ),
        ]

    def __str__(self):
        return f"{self.refund}: {self.reason}"
