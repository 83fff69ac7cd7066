"""The list of spending reports (LPJ)."""

from django.contrib.auth.decorators import permission_required
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.exports import table_file
from foundation.pagination import paginate
from grants.selection.models import Award
from grants.way.forms.reports import ReportFilter
from grants.way.reports.report_list import annotations_of_all, chosen, counts, shown, table
from groups.models import Group


@permission_required("grants.view_report", raise_exception=True)
def reports(request):
    today = timezone.localdate()
    groups = Group.objects.visible_to(request.user, "grants.view_report")
    mine = Award.objects.filter(group__in=groups)
    form = ReportFilter(request)
    found = annotations_of_all(mine)
    keys = chosen(mine, found, form, today)
    if form.wants_table:
        return table_file(_("reports"), *table(shown(keys, found)))
    page = paginate(keys, request.GET.get("page"))
    page.object_list = shown(list(page.object_list), found)
    context = {"filter": form, "page": page, "today": today, "counts": counts(found, today)}
    return render(request, "grants/reports.html", context, status=form.status)
