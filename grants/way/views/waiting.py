"""All that waits for a user in one way: what the home page shows the oldest of."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from foundation.pagination import paginate
from grants.way.reports.tasks import all_that_waits
from grants.way.steps import STEP_OF


@require_safe
def waiting(request, key):
    if key not in STEP_OF:
        raise Http404
    step, way = STEP_OF[key]
    if not request.user.has_perm(step.verb):
        raise PermissionDenied
    today = timezone.localdate()
    page = paginate(all_that_waits(request.user, key, today), request.GET.get("page"))
    context = {"key": key, "heading": way.text, "page": page, "today": today}
    context["many"] = way.many and reverse(way.many)
    return render(request, "grants/waiting.html", context)
