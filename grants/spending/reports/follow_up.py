"""What follows a payment: reports, visits, letters and measures, losses; compiled once."""

from django.db.models import QuerySet

from foundation.statements import compiled_once
from grants.selection.models import Sanction
from grants.spending.models import Loss, MonitoringVisit, Purchase, Report
from papers.models import SignedPage


@compiled_once
def reports_of(award: int) -> QuerySet[Report]:
    """All versions, the newest first."""
    rows = Report.objects.filter(award=award).select_related("by", "facilitator_check", "review")
    return rows.select_related("paper__superseded_by").defer(
        "paper__text", "paper__superseded_by__text"
    )


@compiled_once
def report_shown(report: int) -> QuerySet[Report]:
    around = ("award__group__village__parent", "award__round__district", "award__handover")
    rows = Report.objects.filter(pk=report).select_related(*around, "paper__superseded_by", "by")
    return rows.select_related("facilitator_check__by", "review__by", "review__paper").defer(
        "paper__text", "paper__superseded_by__text", "review__paper__text"
    )


@compiled_once
def purchases_accounted(report: int) -> QuerySet[Purchase]:
    return Purchase.objects.filter(reports=report).select_related("line")


@compiled_once
def signed_pages_of(paper: int) -> QuerySet[SignedPage]:
    return SignedPage.objects.filter(paper=paper).select_related("by")


@compiled_once
def visits_of(award: int) -> QuerySet[MonitoringVisit]:
    return MonitoringVisit.objects.filter(award=award).select_related("by")


@compiled_once
def sanctions_of(award: int) -> QuerySet[Sanction]:
    rows = Sanction.objects.filter(award=award).select_related("by", "paper")
    return rows.defer("paper__text")


@compiled_once
def losses_of(award: int) -> QuerySet[Loss]:
    rows = Loss.objects.not_cancelled().filter(purchase__award=award)
    return rows.select_related("purchase")
