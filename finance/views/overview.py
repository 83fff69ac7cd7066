"""The overview page of a group."""

from django.shortcuts import render
from django.utils import timezone

from finance.reports import overview
from foundation.access import get_permitted
from groups.models import Group
from groups.registers.reports.away import members_away


def group_overview(request, pk):
    today = timezone.localdate()
    get_permitted(request, Group, "groups.view_group", pk=pk)
    (group,) = overview.group_on(pk, today)
    officers = overview.officers(pk, today)
    context = {
        "group": group,
        "today": today,
        "facilitation": next(iter(overview.facilitations(pk, today)), None),
        "officers": officers,
        "vacant": overview.vacant(officers),
        "stages": [each for each in Group.Stage.choices if each[0] != Group.Stage.INACTIVE],
        "is_new": Group.objects.being_formed().filter(pk=pk).exists(),
        "has_rules": group.savings_rules.exists() or group.dues_rules.exists(),
    }
    if request.user.has_perm("finance.view_book", group):
        saved = overview.saved_by_month(group, today)
        context["saved"] = saved
        context["figures"] = overview.figures(group, today, saved.last[1])
        context["attended"] = overview.attended(group)
    if request.user.has_perm("groups.view_membership", group):
        context["away"] = members_away(group.memberships.all(), request.user)
    if request.user.has_perm("groups.view_problem", group):
        context["decisions"] = overview.decisions(pk)
        context["problems"] = overview.open_problems(pk, request.user.pk)
    return render(request, "finance/group_overview.html", context)
