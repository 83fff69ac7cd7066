"""The page of a group's grant: its steps and who acts next."""

from django.shortcuts import render
from django.utils import timezone

from foundation.access import get_permitted
from grants.way.reports.steps import candidacy_of, has_ended, way_of
from groups.models import Group


def group_grant(request, pk):
    group = get_permitted(
        request, Group.objects.select_related("village"), "grants.view_award", pk=pk
    )
    candidacy = candidacy_of(group)
    way = candidacy and way_of(candidacy)
    following, today = way and way.following, timezone.localdate()
    context = {
        "group": group,
        "candidacy": candidacy,
        "way": way,
        "following": following,
        "beside": way.beside(today) if way else [],
        "ended": candidacy and has_ended(candidacy),
        "may_act": following
        and following.since <= today
        and request.user.has_perm(following.step.verb, group),
        "today": today,
    }
    return render(request, "grants/group_grant.html", context)
