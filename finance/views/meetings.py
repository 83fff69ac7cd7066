"""The meeting sheet, its receipt, and taking it back."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from finance.actions import meetings
from finance.forms.meeting import MeetingSheet
from finance.forms.reason import CancelForm
from finance.reports.receipts import receipt
from foundation.access import get_permitted
from foundation.submissions import submit_once
from groups.models import Group, Meeting

WITH_PEOPLE = Meeting.objects.select_related(
    "group", "leader__person", "recorded_by", "cancelled_by"
)


def record_meeting(request, pk):
    """With `more`, a button of the sheet, only a row is added to it."""
    group = get_permitted(request, Group, "finance.record_meeting", pk=pk)
    _demand_the_writer(request)
    data, today = request.POST if request.method == "POST" else None, timezone.localdate()
    sheet = MeetingSheet(group, data, today=today, more=request.POST.get("more"))
    act = partial(_record, request, group=group, today=today)
    if sheet.is_bound and (done := submit_once(request, sheet, act)):
        return _for_the_script(request, done)
    about = {"group": group, "sheet": sheet}
    return render(
        request, "finance/record_meeting.html", about, status=422 if sheet.is_bound else 200
    )


def _record(request, **sheet) -> str:
    meeting = meetings.record_meeting(by=request.user, **sheet)
    messages.success(request, _("The meeting is saved. Read the amounts aloud to the members."))
    return reverse("finance:meeting", args=[meeting.pk])


def _demand_the_writer(request) -> None:
    """kube.js says who typed a draft: nobody else who signs in on that phone sends it."""
    writer = request.headers.get("X-User", str(request.user.pk))
    if writer != str(request.user.pk):
        raise PermissionDenied


def _for_the_script(request, done):
    """kube.js sends the sheet itself: it is told the address, and drops its draft on arrival."""
    if done.status_code == 302 and request.headers.get("X-Sent-By") == "kube.js":
        return JsonResponse({"receipt": done.url})
    return done


def meeting(request, pk):
    row = get_permitted(request, WITH_PEOPLE, "groups.view_meeting", pk=pk)
    return render(request, "finance/meeting.html", {"receipt": receipt(row), "meeting": row})


def cancel_meeting(request, pk):
    row = get_permitted(request, WITH_PEOPLE, "finance.cancel_meeting", pk=pk)
    form = CancelForm(request.POST if request.method == "POST" else None)
    act = partial(_cancel, request, meeting=row)
    if form.is_bound and (done := submit_once(request, form, act)):
        return done
    about = {"meeting": row, "form": form, "receipt": receipt(row)}
    return render(
        request, "finance/cancel_meeting.html", about, status=422 if form.is_bound else 200
    )


def _cancel(request, meeting, **why) -> str:
    meetings.cancel_meeting(meeting=meeting, today=timezone.localdate(), by=request.user, **why)
    messages.success(request, _("The meeting is cancelled. Its day is free again."))
    return reverse("finance:meeting", args=[meeting.pk])
