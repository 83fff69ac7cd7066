"""The overview page of a group."""

from django.db.models import F
from django.shortcuts import render
from django.utils import timezone

from finance.reports.overview import attended, figures, saved_by_month
from foundation.access import get_permitted
from groups.models import Decision, Group

DECISIONS = 6


def group_overview(request, pk):
    rows = Group.objects.with_meetings().with_people().select_related("village__parent")
    group = get_permitted(request, rows, "groups.view_group", pk=pk)
    today = timezone.localdate()
    context = {
        "group": group,
        "today": today,
        "facilitation": group.facilitations.running(today).select_related("facilitator").first(),
        "officers": group.offices.running(today).select_related("membership__person"),
        "stages": Group.Stage,
        "has_rules": group.savings_rules.exists() or group.dues_rules.exists(),
    }
    if request.user.has_perm("finance.view_book", group):
        saved = saved_by_month(group, today)
        context["saved"] = saved
        context["figures"] = figures(group, today, saved.last[1])
        context["attended"] = attended(group)
    if request.user.has_perm("groups.view_problem", group):
        agreed = Decision.objects.agreed().filter(group=group)
        undone_first = agreed.order_by(
            F("done_on").desc(nulls_first=True), F("due_on").asc(nulls_last=True), "pk"
        )
        context["decisions"] = undone_first[:DECISIONS]
        open_problems = group.problems.open().select_related("closed_by")
        context["problems"] = open_problems.prefetch_related("follow_ups__by")[:DECISIONS]
    return render(request, "finance/group_overview.html", context)
