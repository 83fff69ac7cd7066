"""Spending reports (LPJ): the list, one report, and what is done with it."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.access import get_permitted
from foundation.exports import table_file
from grants.selection.models import Award
from grants.spending.actions import reports as actions
from grants.spending.forms.reports import CheckForm, ReportFilter, ReportForm, ReviewForm
from grants.spending.models import Report
from grants.spending.reports.deadlines import account
from grants.spending.reports.report_list import chosen, counts, table
from grants.spending.reports.spending import spending
from grants.spending.views.purchases import AWARDS
from grants.views.acts import page_of, sent
from groups.models import Group

ROWS = 50
REPORTS = Report.objects.select_related(
    "award__group__village__parent", "award__round__district", "award__decree__paper",
    "award__handover__paper", "paper", "by", "facilitator_check__by", "review__by", "review__paper",
)  # fmt: skip


@permission_required("grants.view_report", raise_exception=True)
def reports(request):
    today = timezone.localdate()
    groups = Group.objects.visible_to(request.user, "grants.view_report")
    mine = Award.objects.filter(group__in=groups)
    form = ReportFilter(request)
    rows = chosen(mine, form, today)
    if form.wants_table:
        return table_file(_("reports"), *table(rows))
    page = Paginator(rows, ROWS).get_page(request.GET.get("page"))
    context = {"filter": form, "page": page, "today": today, "counts": counts(mine, today)}
    return render(request, "grants/reports.html", context, status=form.status)


def report(request, pk):
    row = get_permitted(request, REPORTS, "grants.view_report", pk=pk)
    accounted = list(row.purchases.select_related("line"))
    context = context_of(row) | {
        "newest": row.award.reports.first(),
        "accounted": accounted,
        "spent": sum(purchase.amount for purchase in accounted),
        "stands": account(row.award),
        "signed": list(row.paper.signed_pages.select_related("by")),
        "today": timezone.localdate(),
    }
    return render(request, "grants/report.html", context)


def write_report(request, pk):
    award = get_permitted(request, AWARDS, "grants.write_report", pk=pk)
    form = ReportForm(award, *sent(request))

    def act(**typed):
        made = actions.write_report(
            award=award, **typed, date=timezone.localdate(), by=request.user
        )
        messages.success(request, _("The report is written. Print it and let the officers sign."))
        return reverse("grants:report", args=[made.pk])

    context = {"award": award, "group": award.group, "now": spending(award)}
    context |= {"stands": account(award), "before": award.reports.select_related("review").first()}
    return page_of(request, form, act, "grants/write_report.html", context)


def check_report(request, pk):
    row = get_permitted(request, REPORTS, "grants.check_report", pk=pk)
    form = CheckForm(*sent(request))

    def act(**typed):
        actions.check_report(report=row, **typed, by=request.user)
        messages.success(request, _("The report was sent to the verifier."))
        return reverse("grants:report", args=[row.pk])

    return page_of(request, form, act, "grants/check_report.html", context_of(row))


def review_report(request, pk):
    row = get_permitted(request, REPORTS, "grants.review_report", pk=pk)
    form = ReviewForm(*sent(request))

    def act(answer, points):
        made = actions.review_report(
            report=row,
            accepted=answer == "accept",
            points=points,
            date=timezone.localdate(),
            by=request.user,
        )
        done = _("The report is accepted.") if made.accepted else _("The report went back.")
        messages.success(request, done)
        return reverse("grants:report", args=[row.pk])

    return page_of(request, form, act, "grants/review_report.html", context_of(row))


def context_of(row: Report) -> dict:
    return {
        "report": row,
        "award": row.award,
        "group": row.award.group,
        "now": spending(row.award),
    }
