"""The rows of one grant's trail. Its twenty querysets are compiled once, with `compiled_once`."""

from collections.abc import Iterable
from typing import Any

from django.db.models import (
    BigIntegerField,
    Case,
    Expression,
    F,
    Func,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)
from django.db.models.functions import Cast, Coalesce

from accounts.models import Duty
from finance.models import Book
from foundation.statements import compiled_once
from grants.payment.models import (
    Budget,
    BudgetLine,
    LineNote,
    Match,
    Refund,
    Transfer,
    UndoneMatch,
    UndoneNote,
)
from grants.selection.models import Award, Sanction
from grants.spending.models import Evidence, Loss, MonitoringVisit, Purchase, Report

BOOKS = ("entry__debit", "entry__credit")
BACK = ("entry__reversal__debit", "entry__reversal__credit")
PHOTOS = ("receipt", "second_offer", "health_letter")


def large(*photos: str) -> list[str]:
    """The image of each photo: a trail links to it and shows none."""
    return [f"{photo}__content" for photo in photos]


def _sum(rows: QuerySet[Any], of: str | Expression | Case) -> Coalesce:
    """The sum over a subquery's rows; not an aggregate to Django, which would group them."""
    summed = Cast(Func(of, function="sum"), BigIntegerField())
    return Coalesce(Subquery(rows.order_by().values(n=summed)), 0, output_field=BigIntegerField())


@compiled_once
def award_with_papers(award: int) -> QuerySet[Any]:
    """Annotates `given`: all grants of its round."""
    papers = ["decree__paper", "agreement__paper", "disbursement__order__paper", "handover__paper"]
    papers.append("revocation__decree__paper")
    people = ["by", "round__by", "round__quota__by", "revocation__by", "agreement__by"]
    people += ["disbursement__order__by", "handover__by"]
    of_round = Award.objects.in_force().filter(round=OuterRef("round"))
    rows = Award.objects.filter(pk=award).annotate(given=_sum(of_round, "amount"))
    rows = rows.select_related(*papers, *people, "handover__photo")
    return rows.defer(*(f"{paper}__text" for paper in papers), *large("handover__photo"))


@compiled_once
def budgets_of(candidacy: int) -> QuerySet[Any]:
    """Annotates `planned`: what it takes from the grant."""
    lines = BudgetLine.objects.granted().filter(budget=OuterRef("pk"))
    rows = Budget.objects.filter(candidacy=candidacy).annotate(
        planned=_sum(lines, Cast(F("quantity") * F("price"), BigIntegerField()))
    )
    return rows.select_related("by", "meeting").order_by("version")


def duties_under_a_lift(cases: Iterable[str]) -> QuerySet[Duty]:
    """Acts done by one person in these cases, as the province had lifted their pair."""
    rows = Duty.objects.filter(case__in=cases, lift__isnull=False)
    return rows.select_related("user", "lift__by", "lift__office").order_by("pk")


@compiled_once
def transfers_of(disbursement: int) -> QuerySet[Transfer]:
    rows = Transfer.objects.filter(disbursement=disbursement).order_by("attempt")
    rows = rows.select_related("by", "account__check_row__by", "lost__by", "lost__letter")
    return rows.defer("lost__letter__content")


def _with_line_and_entry(rows: QuerySet[Match]) -> QuerySet[Match]:
    rows = rows.select_related("by", "line__file", *BOOKS, "paper", "transfer", "refund")
    return rows.defer("line__file__content", "paper__text").order_by("pk")


@compiled_once
def matches_of(disbursement: int) -> QuerySet[Match]:
    return _with_line_and_entry(Match.objects.filter(transfer__disbursement=disbursement))


@compiled_once
def matches_of_refunds(award: int) -> QuerySet[Match]:
    return _with_line_and_entry(Match.objects.filter(refund__award=award))


@compiled_once
def undone_of(award: int) -> QuerySet[UndoneMatch]:
    """Wrong matches of its payments and refunds."""
    rows = UndoneMatch.objects.filter(
        Q(transfer__disbursement__award=award) | Q(refund__award=award)
    )
    return rows.select_related("by", "line", "matched_by", "reversal__debit", "reversal__credit")


@compiled_once
def notes_of(disbursement: int) -> QuerySet[LineNote]:
    rows = LineNote.objects.filter(transfer__disbursement=disbursement)
    return rows.select_related("by", "line", "paper").defer("paper__text")


@compiled_once
def undone_notes_of(disbursement: int) -> QuerySet[UndoneNote]:
    """Explanations of its bank lines that were taken back."""
    rows = UndoneNote.objects.filter(transfer__disbursement=disbursement)
    return rows.select_related("by", "line", "explained_by", "paper").defer("paper__text")


@compiled_once
def purchases_of(award: int) -> QuerySet[Purchase]:
    rows = Purchase.objects.filter(award=award).select_related("by", "line", *PHOTOS, *BOOKS, *BACK)
    return rows.defer(*large(*PHOTOS)).order_by("date", "pk")


@compiled_once
def evidence_of(award: int) -> QuerySet[Evidence]:
    rows = Evidence.objects.filter(purchase__award=award).select_related("photo")
    return rows.defer("photo__content")


@compiled_once
def losses_of(award: int) -> QuerySet[Loss]:
    rows = Loss.objects.filter(purchase__award=award).select_related("by", "letter", *BOOKS)
    return rows.select_related("purchase").defer("letter__content")


@compiled_once
def reports_of(award: int) -> QuerySet[Any]:
    """Annotates `spent`: the purchases that it accounts for."""
    accounted = Purchase.objects.filter(reports=OuterRef("pk"))
    rows = Report.objects.filter(award=award).annotate(spent=_sum(accounted, "amount"))
    rows = rows.order_by("version").select_related("by", "paper", "review__by", "review__paper")
    return rows.defer("paper__text", "review__paper__text")


@compiled_once
def refunds_of(award: int) -> QuerySet[Refund]:
    rows = Refund.objects.filter(award=award).select_related("by", "slip", "cancellation")
    return rows.defer("slip__content").order_by("pk")


@compiled_once
def sanctions_of(award: int) -> QuerySet[Sanction]:
    rows = Sanction.objects.filter(award=award).select_related("by", "paper")
    return rows.defer("paper__text")


@compiled_once
def visits_of(award: int) -> QuerySet[MonitoringVisit]:
    rows = MonitoringVisit.objects.filter(award=award).select_related("by", "paper", "photo")
    return rows.defer("paper__text", "photo__content")


@compiled_once
def sums_of(award: int) -> QuerySet[Award, tuple[int, int, int, int, int]]:
    """Of its group: what arrived, was bought, given back and is on its way, and the grant book."""
    arrivals = Match.objects.arrivals().filter(
        transfer__disbursement__award__group=OuterRef("group")
    )
    bought = Purchase.objects.not_cancelled().filter(award__group=OuterRef("group"))
    refunds = Refund.objects.filter(award__group=OuterRef("group"))
    books = Book.objects.filter(group=OuterRef("group"), kind=Book.Kind.GRANT)
    return Award.objects.filter(pk=award).values_list(
        _sum(arrivals, "transfer__amount"),
        _sum(bought, "amount"),
        _sum(refunds.given_back(), "amount"),
        _sum(refunds.on_their_way(), "amount"),
        _sum(books, "balance"),
    )
