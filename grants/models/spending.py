"""What came, what was bought, and how it was accounted for."""

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.duties import keeps_apart
from accounts.triggers import Firm
from finance.models import Entry
from grants.models.budgets import BudgetLine
from grants.models.decisions import Award, OfAward
from grants.models.papers import Paper, Recorded, never_changed
from groups.models import Membership, Photo


class Handover(Recorded):
    """The group signs for its grant (BAST, paper 15), with witnesses."""

    award = models.OneToOneField(Award, models.PROTECT, related_name="handover")
    date = models.DateField(_("date"))
    chair = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    witnesses = models.CharField(_("witnesses"), max_length=200)
    photo = models.ForeignKey(Photo, models.PROTECT, related_name="+")
    paper = models.OneToOneField(Paper, models.PROTECT, related_name="handover")

    objects = OfAward.as_manager()

    class Meta(Recorded.Meta):
        permissions = [("record_handover", "Record the handover of a grant")]
        triggers = [
            never_changed(),
            Firm(
                name="after_it_arrived",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func="""
                    IF NOT EXISTS (
                        SELECT FROM grants_award a
                        JOIN groups_membership s ON s.id = NEW.chair_id AND s.group_id = a.group_id
                        JOIN groups_photo f ON f.id = NEW.photo_id AND f.group_id = a.group_id
                        JOIN grants_disbursement d ON d.award_id = a.id
                        JOIN grants_transfer t ON t.disbursement_id = d.id AND t.date <= NEW.date
                        JOIN grants_match m ON m.transfer_id = t.id AND m.kind = 'arrived'
                        WHERE a.id = NEW.award_id AND NOT EXISTS (
                            SELECT FROM grants_match WHERE transfer_id = t.id AND kind = 'returned')
                    ) THEN
                        RAISE EXCEPTION 'A grant is handed over after it arrived.'
                            USING ERRCODE = 'check_violation',
                                CONSTRAINT = 'grants_handover_after_it_arrived';
                    END IF;
                    RETURN NEW;""",
            ),
        ]

    def __str__(self):
        return f"{self.award}"


class PurchaseQuerySet(models.QuerySet):
    def visible_to(self, user):
        return OfAward.visible_to(self, user)

    def standing(self) -> "PurchaseQuerySet":
        """Those whose entry was not reversed."""
        return self.filter(entry__reversal=None)


class Purchase(Recorded):
    """A purchase from the grant against a line of the plan (paper 16); posted as it is saved.

    Cancelled by reversing its entries: then it counts no more, here and in the books.
    """

    award = models.ForeignKey(Award, models.PROTECT, related_name="purchases")
    line = models.ForeignKey(BudgetLine, models.PROTECT, related_name="purchases")
    date = models.DateField(_("bought on"))
    seller = models.CharField(_("seller"), max_length=100)
    item = models.CharField(_("what was bought"), max_length=100)
    quantity = models.PositiveIntegerField(_("quantity"), default=1)
    amount = models.BigIntegerField(_("amount"))
    received_by = models.ForeignKey(
        Membership, models.PROTECT, related_name="+", verbose_name=_("received by")
    )
    receipt = models.ForeignKey(Photo, models.PROTECT, related_name="+")
    second_offer = models.ForeignKey(
        Photo, models.PROTECT, null=True, blank=True, related_name="+"
    )  # over 5.000.000 two price notes
    tag = models.CharField(_("ear tag"), max_length=30, blank=True)
    weight = models.PositiveIntegerField(_("weight in kg"), null=True, blank=True)
    health_letter = models.ForeignKey(
        Photo, models.PROTECT, null=True, blank=True, related_name="+"
    )
    entry = models.OneToOneField(Entry, models.PROTECT, related_name="purchase")
    capital_entry = models.OneToOneField(
        Entry, models.PROTECT, null=True, related_name="purchase_capital"
    )  # grant/capital, where the thing stays

    objects = PurchaseQuerySet.as_manager()

    class Meta(Recorded.Meta):
        ordering = ["date", "pk"]
        permissions = [("record_purchase", "Record a purchase from the grant")]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gte=1, quantity__gte=1), name="grants_purchase_positive"
            )
        ]
        triggers = [
            never_changed(),
            Firm(
                name="within_its_line",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func="""
                    PERFORM FROM grants_round r JOIN grants_award a ON a.round_id = r.id
                        WHERE a.id = NEW.award_id FOR UPDATE OF r;
                    IF NOT EXISTS (
                        SELECT FROM grants_award a
                        JOIN grants_budget b ON b.candidacy_id = a.candidacy_id
                        JOIN grants_budgetline l ON l.budget_id = b.id AND l.id = NEW.line_id
                        JOIN finance_entry e ON e.id = NEW.entry_id
                        WHERE a.id = NEW.award_id AND l.source = 'grant'
                            AND e.group_id = a.group_id AND e.amount = NEW.amount
                            AND l.quantity * l.price >= NEW.amount + coalesce((
                                SELECT sum(p.amount) FROM grants_purchase p
                                JOIN grants_budgetline pl ON pl.id = p.line_id
                                WHERE p.award_id = a.id AND pl.number = l.number
                                    AND NOT EXISTS (SELECT FROM finance_entry r
                                                    WHERE r.reverses_id = p.entry_id)), 0)
                            AND NOT EXISTS (
                                SELECT FROM grants_budget later
                                JOIN grants_budgetapproval v ON v.budget_id = later.id
                                WHERE later.candidacy_id = a.candidacy_id
                                    AND later.version > b.version)
                            AND (b.version = 1 OR EXISTS (
                                SELECT FROM grants_budgetapproval WHERE budget_id = b.id))
                    ) THEN
                        RAISE EXCEPTION 'A purchase stays within its line of the plan in force.'
                            USING ERRCODE = 'check_violation',
                                CONSTRAINT = 'grants_purchase_within_its_line';
                    END IF;
                    RETURN NEW;""",
            ),
        ]

    def __str__(self):
        return self.item

    @property
    def territory(self):
        return self.award.group


class Report(Recorded):
    """The spending report (LPJ, paper 17): it chooses among what the books hold.

    Returned, it is written anew as the next version.
    """

    award = models.ForeignKey(Award, models.PROTECT, related_name="reports")
    version = models.PositiveSmallIntegerField(default=1)
    date = models.DateField(_("date"))
    remarks = models.TextField(_("what the group wants to say"), blank=True, max_length=1000)
    purchases = models.ManyToManyField(Purchase, through="ReportedPurchase", related_name="reports")
    remainder = models.BigIntegerField()
    paper = models.OneToOneField(Paper, models.PROTECT, related_name="report")

    objects = OfAward.as_manager()

    class Meta(Recorded.Meta):
        ordering = ["award_id", "-version"]
        permissions = [("write_report", "Write a group's spending report")]
        constraints = [
            models.UniqueConstraint(
                fields=["award", "version"],
                name="grants_report_version_once",
                violation_error_message=_("This report was sent a moment ago."),
            ),
            models.CheckConstraint(
                condition=Q(remainder__gte=0), name="grants_report_remainder_not_negative"
            ),
        ]
        triggers = [
            never_changed(),
            keeps_apart("write_report", by="NEW.by_id", award="NEW.award_id"),
        ]

    def __str__(self):
        return f"LPJ {self.award}"

    @property
    def territory(self):
        return self.award.group


class ReportedPurchase(models.Model):
    """A purchase that a report accounts for."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="+")
    purchase = models.ForeignKey(Purchase, models.PROTECT, related_name="+")

    site_may = "SELECT, INSERT"

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["report", "purchase"], name="grants_reportedpurchase_once"
            )
        ]
        triggers = [never_changed()]

    def __str__(self):
        return f"{self.report}: {self.purchase}"


class ReportCheck(Recorded):
    """The facilitator checked a report before it goes to the verifier."""

    report = models.OneToOneField(Report, models.PROTECT, related_name="facilitator_check")
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta(Recorded.Meta):
        permissions = [("check_report", "Check a group's report before it is sent")]

    def __str__(self):
        return f"{self.report}"


class Review(Recorded):
    """The verifier's word on a report (paper 18): accepted, or what to mend until when."""

    report = models.OneToOneField(
        Report,
        models.PROTECT,
        related_name="review",
        error_messages={"unique": _("This report was reviewed a moment ago.")},
    )
    accepted = models.BooleanField(_("accepted"))
    points = models.TextField(_("what is to be mended"), blank=True, max_length=1000)
    mend_until = models.DateField(_("to be mended until"), null=True, blank=True)
    date = models.DateField(_("date"))
    paper = models.OneToOneField(Paper, models.PROTECT, related_name="review")

    class Meta(Recorded.Meta):
        permissions = [("review_report", "Review a group's spending report")]
        constraints = [
            models.CheckConstraint(
                condition=Q(accepted=True, points="", mend_until=None)
                | Q(accepted=False, mend_until__isnull=False) & ~Q(points=""),
                name="grants_review_says_what_to_mend",
            )
        ]
        triggers = [
            never_changed(),
            keeps_apart(
                "review_report",
                by="NEW.by_id",
                award="SELECT award_id FROM grants_report WHERE id = NEW.report_id",
            ),
        ]

    def __str__(self):
        return f"{self.report}"


class Refund(Recorded):
    """What was not spent goes back (STS, paper 19); it counts once the bank's line is matched."""

    award = models.ForeignKey(Award, models.PROTECT, related_name="refunds")
    amount = models.BigIntegerField(_("amount"))
    sts = models.CharField(_("STS number"), max_length=60, unique=True)
    reference = models.CharField(_("reference"), max_length=20, unique=True)
    date = models.DateField(_("paid back on"))
    slip = models.ForeignKey(Photo, models.PROTECT, null=True, blank=True, related_name="+")

    objects = OfAward.as_manager()

    class Meta(Recorded.Meta):
        permissions = [("record_refund", "Record the refund of a grant's remainder")]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gte=1), name="grants_refund_positive")
        ]

    def __str__(self):
        return f"{self.award}: {self.amount}"

    @property
    def territory(self):
        return self.award.group
