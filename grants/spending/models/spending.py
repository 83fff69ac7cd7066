"""Handovers, purchases and their evidence."""

from typing import Any

from django.db import models
from django.db.models import Q, Sum
from django.utils.translation import gettext_lazy as _

from finance.models import Entry
from foundation.formatting import quantity
from foundation.triggers import checked_insert, quoted, refuse_if
from grants.payment.models.budgets import BudgetLine
from grants.payment.models.line_kinds import BY_HEAD, QUANTITIES, STAYS_IN
from grants.selection.models.decisions import Award, OfAward
from grants.selection.models.sql import (
    lock_round,
    not_returned,
    not_reversed,
    plan_in_force,
    report_is_sent,
    sent_back,
    spent,
)
from groups.models import Membership, Photo
from papers.models import Paper, Recorded

KEPT = ", ".join(f"('{line}', '{book}')" for line, book in STAYS_IN.items())


class Handover(Recorded):
    """The handover of a grant (BAST, paper 15), with witnesses."""

    award = models.OneToOneField(
        Award,
        models.PROTECT,
        related_name="handover",
        error_messages={"unique": _("The handover to this group is recorded already.")},
    )
    date = models.DateField(_("date"))
    chair = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    witnesses = models.CharField(_("witnesses"), max_length=200)
    photo = models.ForeignKey(Photo, models.PROTECT, related_name="+")
    paper = models.OneToOneField(Paper, models.PROTECT, related_name="handover")

    objects = OfAward.as_manager()

    class Meta(Recorded.Meta):
        permissions = [("record_handover", "Record the handover of a grant")]
        triggers = [
            checked_insert(
                "after_it_arrived",
                refuse_if(
                    f"""NOT EXISTS (
                        SELECT FROM grants_award a
                        JOIN groups_membership s ON s.id = NEW.chair_id AND s.group_id = a.group_id
                        JOIN groups_photo f ON f.id = NEW.photo_id AND f.group_id = a.group_id
                        JOIN grants_disbursement d ON d.award_id = a.id
                        JOIN grants_transfer t ON t.disbursement_id = d.id AND t.date <= NEW.date
                        JOIN grants_match m ON m.transfer_id = t.id AND m.kind = 'arrived'
                        WHERE a.id = NEW.award_id AND {not_returned("t.id")}
                    )""",
                    "A grant is handed over after it arrived.",
                    "grants_handover_after_it_arrived",
                ),
            ),
        ]

    def __str__(self):
        return f"{self.award}"

    @property
    def territory(self):
        return self.award.group


class PurchaseQuerySet(OfAward):
    def not_cancelled(self) -> "PurchaseQuerySet":
        """Purchases whose entry was not reversed."""
        return self.filter(entry__reversal=None)

    def spent(self) -> int:
        return self.not_cancelled().aggregate(n=Sum("amount"))["n"] or 0

    def by_line(self) -> dict[int, int]:
        """The amount bought per line of the plan, by line number."""
        rows = self.not_cancelled().order_by().values_list("line__number")
        return dict(rows.annotate(Sum("amount")))


class Purchase(Recorded):
    """A purchase against a line of the plan (paper 16); posted on insert.

    Cancelled by reversing its entries. Documents that arrive later are `Evidence`.
    """

    award = models.ForeignKey(Award, models.PROTECT, related_name="purchases")
    line = models.ForeignKey(BudgetLine, models.PROTECT, related_name="purchases")
    date = models.DateField(_("bought on"))
    seller = models.CharField(_("seller"), max_length=100)
    item = models.CharField(_("what was bought"), max_length=100)
    quantity = models.DecimalField(_("quantity"), max_digits=12, decimal_places=2, default=1)
    amount = models.BigIntegerField(_("amount"))
    received_by = models.ForeignKey(
        Membership, models.PROTECT, related_name="+", verbose_name=_("received by")
    )
    receipt = models.ForeignKey(Photo, models.PROTECT, related_name="+")
    second_offer = models.ForeignKey(
        Photo, models.PROTECT, null=True, blank=True, related_name="+"
    )  # over 5.000.000 two price notes
    tag = models.CharField(_("ear tag"), max_length=30, blank=True)
    weight = models.DecimalField(
        _("weight in kg"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    health_letter = models.ForeignKey(
        Photo, models.PROTECT, null=True, blank=True, related_name="+"
    )
    entry = models.OneToOneField(Entry, models.PROTECT, related_name="purchase")
    capital_entry = models.OneToOneField(
        Entry, models.PROTECT, null=True, related_name="purchase_capital"
    )  # grant/capital, where the thing stays

    objects = PurchaseQuerySet.as_manager()

    kinds_of_evidence: list[str]  # these two by grants.spending.reports.spending
    lacks: list[Any]  # what evidence is missing
    receipt_digest: str  # these two by grants.spending.reports.spending
    also_used_for: list["Purchase"]  # the photo of the receipt

    class Meta(Recorded.Meta):
        ordering = ["date", "pk"]
        permissions = [("record_purchase", "Record a purchase from the grant")]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gte=1, quantity__range=QUANTITIES)
                & (Q(weight=None) | Q(weight__range=QUANTITIES)),
                name="grants_purchase_positive",
            )
        ]
        triggers = [
            checked_insert(
                "within_its_line",
                lock_round("award"),
                refuse_if(
                    f"""NOT EXISTS (
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
                                    AND {not_reversed("p.entry_id")}), 0)
                            AND b.id = {plan_in_force("a.candidacy_id")}
                    )""",
                    "A purchase stays within its line of the plan in force.",
                    "grants_purchase_within_its_line",
                ),
            ),
            checked_insert(
                "while_the_grant_is_in_hand",
                lock_round("award"),
                refuse_if(
                    """NOT EXISTS (
                        SELECT FROM grants_award a
                        JOIN grants_handover h ON h.award_id = a.id AND h.date <= NEW.date
                        JOIN groups_membership m ON m.id = NEW.received_by_id
                            AND m.group_id = a.group_id
                        JOIN groups_photo f ON f.id = NEW.receipt_id AND f.group_id = a.group_id
                        WHERE a.id = NEW.award_id
                    )""",
                    "A group buys from its grant once it signed for it.",
                    "grants_purchase_after_the_handover",
                ),
                refuse_if(
                    f"""{report_is_sent("NEW.award_id")}
                        OR EXISTS (SELECT FROM grants_sanction
                                   WHERE award_id = NEW.award_id AND step = 'hold')""",
                    "Nothing is bought once the report is sent, or on hold.",
                    "grants_purchase_before_the_report",
                ),
                refuse_if(
                    f"""(SELECT amount FROM grants_award WHERE id = NEW.award_id)
                        < NEW.amount + {spent("NEW.award_id")}
                            + {sent_back("NEW.award_id")}""",
                    "Spent and given back are never more than the grant.",
                    "grants_purchase_within_the_grant",
                ),
            ),
            checked_insert(
                "posted_as_its_kind",
                refuse_if(
                    f"""NOT EXISTS (
                        SELECT FROM grants_budgetline l
                        JOIN finance_entry e ON e.id = NEW.entry_id AND e.reverses_id IS NULL
                        JOIN finance_book d ON d.id = e.debit_id
                        JOIN finance_book c ON c.id = e.credit_id AND c.kind IN ('bank', 'cash')
                        LEFT JOIN finance_entry k ON k.id = NEW.capital_entry_id
                            AND k.group_id = e.group_id AND k.reverses_id IS NULL
                        LEFT JOIN finance_book g ON g.id = k.debit_id
                        LEFT JOIN finance_book o ON o.id = k.credit_id
                        LEFT JOIN (VALUES {KEPT}) s(line, book) ON s.line = l.kind
                        WHERE l.id = NEW.line_id AND CASE
                            WHEN s.book IS NULL
                            THEN d.kind = 'grant' AND NEW.capital_entry_id IS NULL
                            ELSE d.kind = s.book AND k.amount = NEW.amount
                                AND g.kind = 'grant' AND o.kind = 'capital'
                                AND coalesce(d.membership_id = NEW.received_by_id, true) END
                    )""",
                    "A purchase is posted as its line says.",
                    "grants_purchase_posted_as_its_kind",
                ),
            ),
            checked_insert(
                "of_whole_heads",
                refuse_if(
                    f"""NEW.quantity <> trunc(NEW.quantity) AND EXISTS (
                        SELECT FROM grants_budgetline
                        WHERE id = NEW.line_id AND kind IN ({quoted(*BY_HEAD)}))""",
                    "Animals are bought by the head.",
                    "grants_purchase_whole_heads",
                ),
            ),
        ]

    def __str__(self):
        return self.item

    @property
    def what(self) -> str:
        """The item with its ear tag, or with how many of it there are."""
        if self.tag or self.quantity == 1:
            return f"{self.item} {self.tag}".strip()
        return f"{self.item}, {quantity(self.quantity)} {self.line.unit}"

    @property
    def territory(self):
        return self.award.group

    @property
    def is_cancelled(self) -> bool:
        return self.entry.is_reversed


class Evidence(Recorded):
    """A document of a purchase that arrived after its receipt."""

    class Kind(models.TextChoices):
        SECOND_OFFER = "second_offer", _("Price note of a second seller")
        HEALTH_LETTER = "health_letter", _("Health letter of the animal")
        GOODS = "goods", _("Photo of what was bought")

    purchase = models.ForeignKey(Purchase, models.PROTECT, related_name="evidence")
    kind = models.CharField(_("what it is"), max_length=15, choices=Kind)
    photo = models.ForeignKey(Photo, models.PROTECT, related_name="+")

    class Meta(Recorded.Meta):
        ordering = ["purchase_id", "pk"]

    def __str__(self):
        return f"{self.purchase}: {self.get_kind_display()}"
