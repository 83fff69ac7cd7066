"""All that waits for a user in one way: what the home page shows the oldest of."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from foundation.exports import table_file
from foundation.lists import OfficeList
from foundation.pagination import paginate
from grants.way.forms.waiting import WaitingFilter
from grants.way.reports.tasks import all_that_waits
from grants.way.reports.waiting_list import waiting_columns
from grants.way.steps import STEP_OF


@require_safe
def waiting(request, key):
    if key not in STEP_OF:
        raise Http404
    step, way = STEP_OF[key]
    if not request.user.has_perm(step.verb):
        raise PermissionDenied
    today = timezone.localdate()
    chosen = WaitingFilter(request)
    listed = OfficeList(request, waiting_columns(today))
    rows = listed.sorted(chosen.of(all_that_waits(request.user, key, today)))
    if chosen.wants_table:
        return table_file(str(way.text), *listed.table(rows))
    context = {
        "key": key,
        "heading": way.text,
        "filter": chosen,
        "listed": listed,
        "page": paginate(rows, request.GET.get("page")),
        "many": way.many and reverse(way.many),
    }
    return render(request, "grants/waiting.html", context, status=chosen.status)
