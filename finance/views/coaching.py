"""Monthly reports of coaching: who reported, and one's own to check and sign."""

import datetime
from functools import partial

from django.contrib.auth.decorators import permission_required
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.models import Assignment
from finance.actions import coaching as actions
from finance.forms.coaching import ReportingFilter, SignReportForm
from finance.papers.coaching_report import cells, columns
from finance.reports.coaching_report import monthly_report, offices_of
from finance.reports.coaching_reports import months_back, reporting, reporting_columns
from finance.rules.coaching import require_reportable
from foundation.acts import Crumb, act_page, posted
from foundation.exports import Column, table_file
from foundation.formatting import month as month_in_words
from foundation.lists import OfficeList
from foundation.pagination import paginate
from groups.models import Group

OFFICE = {Assignment.Role.VERIFIER, Assignment.Role.HEAD}
OFFICE |= {Assignment.Role.AUDITOR, Assignment.Role.PROVINCE}


@require_safe
@permission_required("finance.view_coachingreport", raise_exception=True)
def coaching_reports(request):
    """For the office all facilitators of a month; for a facilitator the own last months."""
    chosen = ReportingFilter(request)
    groups = Group.objects.visible_to(request.user, "finance.view_coachingreport")
    of_office = request.user.holds(*OFFICE)
    months = [chosen.chosen] if of_office else months_back(timezone.localdate())
    rows = reporting(groups, months)
    rows = chosen.of(rows if of_office else [r for r in rows if r.facilitator == request.user])
    listed = OfficeList(request, reporting_columns(request.user))
    ordered = listed.sorted(rows)
    if chosen.wants_table:
        return table_file(_("Monthly reports"), *listed.table(ordered))
    context = {
        "filter": chosen if of_office else None,
        "errors": chosen,
        "listed": listed,
        "page": paginate(ordered, request.GET.get("page")),
        "missing": sum(row.report is None for row in rows),
    }
    return render(request, "finance/coaching_reports.html", context, status=chosen.status)


@permission_required("finance.sign_coaching_report", raise_exception=True)
def sign_coaching_report(request, office, year, number):
    """The report as it would be signed now; `?table=xlsx`: as a file."""
    month = month_of_address(year, number)
    where = get_object_or_404(offices_of(request.user, month), pk=office)
    report = monthly_report(request.user, where, month)
    if request.GET.get("table") == "xlsx":
        name = f"{_('Monthly report of coaching')} {month:%Y-%m}"
        return table_file(name, list(map(Column, columns())), map(cells, report.rows))
    today, by = timezone.localdate(), request.user
    return act_page(
        request,
        form=SignReportForm(posted(request)),
        act=partial(actions.sign_coaching_report, office=where, month=month, today=today, by=by),
        guard=partial(require_reportable, where, month, today=today, by=by),
        done=_("The report is signed. The office has it."),
        then=lambda made: reverse("papers:paper", args=[made.paper_id]),
        title=_("Monthly report of coaching"),
        lead=f"{month_in_words(month)}, {where}",
        button=_("Sign the report"),
        crumbs=[Crumb(_("Monthly reports"), reverse("finance:coaching_reports"))],
        back=reverse("finance:coaching_reports"),
        template="finance/sign_coaching_report.html",
        context={"report": report},
    )


def month_of_address(year: int, number: int) -> datetime.date:
    try:
        return datetime.date(year, number, 1)
    except ValueError:
        raise Http404 from None
