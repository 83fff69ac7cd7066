"""The meeting sheet, its receipt and its cancellation."""

from functools import partial

from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from finance.actions import meetings as actions
from finance.crumbs import meetings_crumbs
from finance.forms.meeting import MeetingSheet
from finance.forms.reason import CancelForm
from finance.reports.receipts import receipt
from finance.rules.corrections import require_not_cancelled
from foundation.access import get_permitted
from foundation.acts import Crumb, act_page, posted
from foundation.days import day_of_address
from foundation.formatting import weekday
from groups.models import Group, Meeting
from groups.rules.officers import officers_of

WITH_PEOPLE = Meeting.objects.select_related(
    "group__village", "leader__person", "recorded_by", "cancelled_by"
)


def record_meeting(request, pk):
    """Record a meeting, on the day of `?date=`; the buttons named `more` only change the form."""
    group = get_permitted(request, Group.objects.with_schedule(), "finance.record_meeting", pk=pk)
    _require_the_writer(request)
    today, more = timezone.localdate(), request.POST.get("more")
    day = day_of_address(request.GET.get("date"), today=today)
    sheet = MeetingSheet(group, posted(request), today=today, more=more, date=day)
    answer = act_page(
        request,
        form=sheet,
        act=partial(actions.record_meeting, group=group, today=today, by=request.user),
        done=_("The meeting is saved. Read the amounts aloud to the members."),
        then=lambda meeting: reverse("finance:meeting", args=[meeting.pk]),
        title=_("Record meeting"),
        button=_("Save meeting"),
        crumbs=meetings_crumbs(group),
        template="finance/record_meeting.html",
        context={"group": group, "sheet": sheet},
    )
    return _for_the_script(request, answer)


def _require_the_writer(request) -> None:
    """Refuse a draft that kube.js stored for another user of the same phone."""
    writer = request.headers.get("X-User", str(request.user.pk))
    if writer != str(request.user.pk):
        raise PermissionDenied


def _for_the_script(request, done):
    """Answer kube.js with the redirect URL as JSON, after which it deletes the draft."""
    if done.status_code == 302 and request.headers.get("X-Sent-By") == "kube.js":
        return JsonResponse({"receipt": done.url})
    return done


def meeting(request, pk):
    row = get_permitted(request, WITH_PEOPLE, "groups.view_meeting", pk=pk)
    context = {
        "receipt": receipt(row),
        "meeting": row,
        "skipped": row.group.meetings.exclude(cancelled_at=None)
        .filter(number=row.number - 1)
        .first(),
        "officers": officers_of(row.group, row.date),
    }
    return render(request, "finance/meeting.html", context)


def cancel_meeting(request, pk):
    row = get_permitted(request, WITH_PEOPLE, "finance.cancel_meeting", pk=pk)
    page, today = reverse("finance:meeting", args=[pk]), timezone.localdate()
    return act_page(
        request,
        form=CancelForm(posted(request)),
        guard=partial(require_not_cancelled, row),
        act=partial(actions.cancel_meeting, meeting=row, today=today, by=request.user),
        done=_("The meeting is cancelled. Its day is free again."),
        title=_("Cancel meeting"),
        lead=f"{row.group}, {weekday(row.date)}",
        button=_("Cancel with this reason"),
        crumbs=[*meetings_crumbs(row.group), Crumb(row, page)],
        back=page,
        template="finance/cancel_meeting.html",
        context={"receipt": receipt(row)},
    )
