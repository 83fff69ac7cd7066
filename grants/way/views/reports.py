"""The list of spending reports (LPJ)."""

from django.contrib.auth.decorators import permission_required
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.exports import table_file
from foundation.lists import OfficeList
from foundation.pagination import paginate
from grants.selection.models import Award
from grants.way.forms.reports import ReportFilter
from grants.way.reports.report_list import (
    ORDER,
    annotations_of_all,
    counts,
    in_order,
    report_columns,
    shown,
    table,
)
from groups.models import Group


@permission_required("grants.view_report", raise_exception=True)
def reports(request):
    today = timezone.localdate()
    groups = Group.objects.visible_to(request.user, "grants.view_report")
    mine = Award.objects.filter(group__in=groups)
    found = annotations_of_all(mine)
    form = ReportFilter(request, mine, found, today)
    listed = OfficeList(request, report_columns(found, today), ORDER)
    keys = in_order(form.qs, found, listed)
    if form.wants_table:
        return table_file(_("reports"), *table(shown(keys, found)))
    page = paginate(keys, request.GET.get("page"))
    page.object_list = shown(list(page.object_list), found)
    figures = counts(found, today)
    context = {"form": form.form, "listed": listed, "page": page, "counts": figures}
    return render(request, "grants/reports.html", context, status=form.status)
