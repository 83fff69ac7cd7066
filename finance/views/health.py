"""The health of groups: the page of one, and the list."""

from django.contrib.auth.decorators import permission_required
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from finance.forms.health import HealthFilter
from finance.reports.health import MOST_GROUPS, health_of, medians_around, medians_said, parts
from finance.reports.health_list import health_columns
from foundation.access import get_permitted
from foundation.exports import table_file
from foundation.lists import OfficeList
from foundation.pagination import paginate
from groups.models import Group

VERB = "finance.view_book"


@require_safe
def group_health(request, pk):
    group = get_permitted(request, Group.objects.select_related("village"), VERB, pk=pk)
    today = timezone.localdate()
    (mine,) = health_of(Group.objects.filter(pk=pk), today)
    around = medians_around(group.village_id, today)
    context = {"group": group, "health": mine, "parts": parts(mine, *around)}
    return render(request, "finance/group_health.html", context)


@require_safe
@permission_required(VERB, raise_exception=True)
def health(request):
    chosen = HealthFilter(request, Group.objects.visible_to(request.user, VERB))
    groups = chosen.qs.formed().order_by("name", "pk")
    rows = health_of(groups[:MOST_GROUPS], timezone.localdate())
    rows.sort(key=lambda row: -len(row.reasons))  # else by name
    if chosen.only_needing:
        rows = [row for row in rows if row.reasons]
    listed = OfficeList(request, health_columns())
    ordered = listed.sorted(rows)
    if chosen.wants_table:
        return table_file(_("Health of the groups"), *listed.table(ordered))
    context = {
        "filter": chosen.form,
        "listed": listed,
        "page": paginate(ordered, request.GET.get("page")),
        "needing": sum(bool(row.reasons) for row in rows),
        "medians": medians_said(rows),
    }
    return render(request, "finance/health.html", context, status=chosen.status)
