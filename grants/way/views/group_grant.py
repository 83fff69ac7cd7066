"""The grant of a group: which step, what is missing, who acts next, since when."""

from django.shortcuts import render
from django.utils import timezone

from foundation.access import get_permitted
from grants.way.reports.steps import candidacy_of, has_ended, steps_of
from groups.models import Group


def group_grant(request, pk):
    group = get_permitted(
        request, Group.objects.select_related("village"), "grants.view_award", pk=pk
    )
    candidacy = candidacy_of(group)
    steps = steps_of(candidacy) if candidacy else []
    following = next((step for step in steps if step.is_next), None)
    context = {
        "group": group,
        "candidacy": candidacy,
        "steps": steps,
        "following": following,
        "ended": candidacy and has_ended(candidacy),
        "may_act": following and request.user.has_perm(following.kind.verb, group),
        "today": timezone.localdate(),
    }
    return render(request, "grants/group_grant.html", context)
