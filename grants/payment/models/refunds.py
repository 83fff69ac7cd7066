"""Refunds of grants through the bank, and their cancellations."""

from django.db import models
from django.db.models import Q, Sum
from django.utils.translation import gettext_lazy as _

from foundation.relations import is_there
from foundation.texts import Text
from foundation.triggers import checked_insert, refuse_if
from grants.payment.models.movements import BankMovement, MatchKind
from grants.selection.models.decisions import Award, OfAward
from grants.selection.models.sql import lock_round, sent_back, spent
from groups.models import Group, Photo
from papers.models import Recorded


class RefundQuerySet(OfAward):
    def not_cancelled(self) -> "RefundQuerySet":
        """Refunds not cancelled: given back, or on their way."""
        return self.filter(cancellation=None)

    def given_back(self) -> "RefundQuerySet":
        """Refunds that the bank's statement shows. The one definition of "given back"."""
        return self.filter(match__isnull=False)

    def on_their_way(self) -> "RefundQuerySet":
        """Refunds that were paid in, and that no statement shows yet."""
        return self.not_cancelled().filter(match=None)

    def total(self) -> int:
        return self.not_cancelled().aggregate(n=Sum("amount"))["n"] or 0


class Refund(BankMovement, Recorded):
    """A refund of unspent money (STS, paper 19); effective once a statement line is matched."""

    match_field = "refund"

    award = models.ForeignKey(Award, models.PROTECT, related_name="refunds")
    amount = models.BigIntegerField(_("amount"))
    sts = models.CharField(_("STS number"), max_length=60, unique=True)
    reference = models.CharField(_("reference"), max_length=20, unique=True)
    date = models.DateField(_("paid back on"))
    slip = models.ForeignKey(Photo, models.PROTECT, null=True, blank=True, related_name="+")

    objects = RefundQuerySet.as_manager()

    is_cancelled = is_there("cancellation")
    is_given_back = is_there("match")

    class Meta(Recorded.Meta):
        ordering = ["award_id", "pk"]
        permissions = [("record_refund", "Record the refund of a grant's remainder")]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gte=1), name="grants_refund_positive")
        ]
        triggers = [
            checked_insert(
                "of_what_is_left",
                lock_round("award"),
                refuse_if(
                    f"""NOT EXISTS (SELECT FROM grants_report r
                                   JOIN grants_review v ON v.report_id = r.id AND v.accepted
                                   WHERE r.award_id = NEW.award_id)
                        AND NOT EXISTS (SELECT FROM grants_sanction
                                        WHERE award_id = NEW.award_id AND step = 'recovery')
                        OR (SELECT amount FROM grants_award WHERE id = NEW.award_id)
                            < NEW.amount + {spent("NEW.award_id")}
                                + {sent_back("NEW.award_id")}""",
                    "What is left goes back after the review, and no more.",
                    "grants_refund_of_what_is_left",
                ),
            ),
        ]

    def __str__(self):
        return f"{self.award}: {self.amount}"

    @property
    def territory(self) -> Group:
        return self.award.group

    @property
    def account_numbers(self) -> list[str]:
        return [account.number for account in self.group.bank_accounts.all()]

    def match_kind(self, total: int) -> MatchKind | None:
        return MatchKind.REFUNDED if total == self.amount else None

    @property
    def is_on_its_way(self) -> bool:
        return not self.is_cancelled and not self.is_given_back

    @property
    def state(self) -> tuple[str, Text]:
        """Its state as a kind of status and a label."""
        if self.is_cancelled:
            return "bad", _("Taken back")
        if self.is_given_back:
            return "ok", _("Confirmed by the bank")
        return "wait", _("Refund awaited at the bank")


class RefundCancellation(Recorded):
    """A refund cancelled before its statement line was matched."""

    refund = models.OneToOneField(
        Refund,
        models.PROTECT,
        related_name="cancellation",
        error_messages={"unique": _("This was taken back a moment ago.")},
    )
    reason = models.CharField(_("what was wrong"), max_length=200)

    class Meta(Recorded.Meta):
        triggers = [
            checked_insert(
                "before_it_is_matched",
                "PERFORM FROM grants_refund WHERE id = NEW.refund_id FOR UPDATE;",
                refuse_if(
                    "EXISTS (SELECT FROM grants_match WHERE refund_id = NEW.refund_id)",
                    "A refund that the bank confirmed stays.",
                    "grants_refundcancellation_before_match",
                ),
            ),
        ]

    def __str__(self):
        return f"{self.refund}: {self.reason}"
