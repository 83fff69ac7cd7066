"""Plan against actual of a grant: purchases, missing evidence, remainder."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from foundation.rules import RuleBroken
from foundation.statements import compiled_once
from grants.payment.models import Budget, BudgetLine, Refund
from grants.selection.models import Award
from grants.spending.models import Evidence, Purchase
from groups.models import Group

# Plans of these groups called their animals so before small stock, poultry and fish had kinds.
COUNTED = {Group.Business.POULTRY, Group.Business.FISH}
MOST_SHARED, SHARED_SHOWN = 300, 5  # purchases with one photo: looked at, named beside another
SHOWN = ("line", "entry__credit", "entry__reversal", "received_by__person", "by")


@dataclass(frozen=True)
class PlannedLine:
    """A line of the plan in force and the amount bought against it in any version."""

    line: BudgetLine
    purchases: list[Purchase]

    @property
    def spent(self) -> int:
        return sum(purchase.amount for purchase in self.purchases)

    @property
    def left(self) -> int:
        return self.line.total - self.spent


@dataclass(frozen=True)
class Spending:
    """Plan against actual of one grant, in whole rupiah."""

    award: Award
    lines: list[PlannedLine]
    purchases: list[Purchase]  # in the order they were made, the cancelled ones too
    missing: dict[Purchase, list[Evidence.Kind]]
    refunds: list[Refund]

    @property
    def purchases_in_force(self) -> list[Purchase]:
        return [purchase for purchase in self.purchases if not purchase.is_cancelled]

    @property
    def with_shared_receipts(self) -> list[Purchase]:
        """Purchases shown by a photo that shows another one too, of this grant or another."""
        return [each for each in self.purchases_in_force if each.also_used_for]

    @property
    def planned(self) -> int:
        return sum(planned.line.total for planned in self.lines)

    @property
    def spent(self) -> int:
        return sum(purchase.amount for purchase in self.purchases_in_force)

    @property
    def unspent(self) -> int:
        """What was planned and not bought, whether given back since or not."""
        return sum(planned.left for planned in self.lines)

    @property
    def given_back(self) -> int:
        return sum(refund.amount for refund in self.refunds if refund.is_given_back)

    @property
    def on_its_way(self) -> int:
        return sum(refund.amount for refund in self.refunds if refund.is_on_its_way)

    @property
    def left(self) -> int:
        """What the group still has: neither bought for, nor given back, nor on its way."""
        return self.award.amount - self.spent - self.given_back - self.on_its_way


def spending(award: Award, *, seen_by: User | None = None) -> Spending:
    """Load a grant's spending with a fixed number of queries; `seen_by` looks for shared photos."""
    purchases = _purchases(award.pk)
    by_line = defaultdict(list)
    find_shared_receipts(purchases, seen_by)
    for purchase in purchases:
        purchase.award = award
        purchase.lacks = [] if purchase.is_cancelled else missing_evidence(purchase)
        if not purchase.is_cancelled:
            by_line[purchase.line.number].append(purchase)
    return Spending(
        award=award,
        lines=[PlannedLine(line, by_line[line.number]) for line in _lines(award.candidacy_id)],
        purchases=purchases,
        missing={purchase: purchase.lacks for purchase in purchases if purchase.lacks},
        refunds=_refunds(award.pk),
    )


def find_shared_receipts(purchases: list[Purchase], user: User | None) -> None:
    """Set `also_used_for`: purchases in force with the same photo, of any grant the user sees."""
    for purchase in purchases:
        purchase.also_used_for = []
    by_photo = defaultdict(list)
    counting = [each for each in purchases if user and not each.is_cancelled]
    if user and counting:
        digests = {each.receipt_digest for each in counting}
        groups = Group.objects.visible_to(user, "grants.view_award")
        rows = Purchase.objects.not_cancelled().filter(receipt__digest__in=digests)
        rows = rows.filter(award__group__in=groups).select_related("award__group", "line")
        for row in rows.annotate(receipt_digest=F("receipt__digest"))[:MOST_SHARED]:
            by_photo[row.receipt_digest].append(row)
    for purchase in counting:
        shared = by_photo[purchase.receipt_digest]
        purchase.also_used_for = [each for each in shared if each != purchase][:SHARED_SHOWN]


@compiled_once
def _purchases(award: int) -> QuerySet[Purchase]:
    rows = with_evidence(Purchase.objects.filter(award=award).select_related(*SHOWN))
    return rows.annotate(receipt_digest=F("receipt__digest"))


@compiled_once
def _lines(candidacy: int) -> QuerySet[BudgetLine]:
    """The lines of the plan in force that the grant pays."""
    plan = Budget.objects.in_force().filter(candidacy=candidacy).values("pk")
    return BudgetLine.objects.granted().filter(budget__in=plan)


@compiled_once
def _refunds(award: int) -> QuerySet[Refund]:
    return Refund.objects.filter(award=award).select_related("cancellation", "match", "by")


def with_evidence(purchases: QuerySet[Any]) -> QuerySet[Any]:
    """Annotates `kinds_of_evidence`: of the documents that came after the receipt."""
    evidence = Evidence.objects.filter(purchase=OuterRef("pk")).order_by()
    return purchases.annotate(kinds_of_evidence=ArraySubquery(evidence.values("kind")))


def purchase_shown() -> QuerySet[Purchase]:
    """Purchases with everything their page displays."""
    around = ("award__group__village__parent", "award__round", "entry__debit", "entry__group")
    rows: QuerySet[Any] = Purchase.objects.all()
    rows = rows.select_related(*SHOWN, *around, "entry__reversal__posted_by")
    rows = rows.annotate(receipt_digest=F("receipt__digest"))
    return with_evidence(rows.select_related("capital_entry__group").prefetch_related("evidence"))


def is_one_by_one(line: BudgetLine, group: Group) -> bool:
    """Whether the line is bought singly: cattle, each with tag, weight and health letter."""
    return line.kind == BudgetLine.Kind.ANIMAL and group.business not in COUNTED


def needs_health_letter(line: BudgetLine, group: Group) -> bool:
    """Whether a vet vouches for what is bought: each head of cattle, a lot of small stock."""
    return line.kind == BudgetLine.Kind.SMALL_STOCK or is_one_by_one(line, group)


def missing_evidence(purchase: Purchase) -> list[Evidence.Kind]:
    """The kinds of evidence that this purchase, of `with_evidence`, still lacks."""
    kinds = Evidence.Kind
    needed = {
        kinds.SECOND_OFFER: not purchase.line.is_lent
        and purchase.amount > purchase.award.round.two_offers_over
        and not purchase.second_offer_id,
        kinds.HEALTH_LETTER: needs_health_letter(purchase.line, purchase.award.group)
        and not purchase.health_letter_id,
    }
    return [
        kind
        for kind, is_needed in needed.items()
        if is_needed and kind not in purchase.kinds_of_evidence
    ]


def require_evidence(award: Award) -> None:
    """Require all evidence: the verifier could only return a report that lacks some."""
    if missing := spending(award).missing:
        lacks = [
            f"{purchase.item} ({', '.join(str(kind.label) for kind in kinds)})"
            for purchase, kinds in missing.items()
        ]
        raise RuleBroken(
            _("Evidence is missing: %(items)s. Add it, then send the report.")
            % {"items": ", ".join(lacks)}
        )
