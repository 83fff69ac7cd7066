"""Meetings of a group: the list, and plain edits of attendance, notes and decisions."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from foundation.access import find
from foundation.exports import table_file
from foundation.pagination import page_of
from groups.forms.meetings import DecisionForm, MeetingEdit
from groups.models import Decision, Group, Meeting
from groups.reports.history import changes
from groups.reports.meetings import meetings_listed, meetings_of, meetings_table


def meetings(request, pk):
    group = find(request, Group, "groups.view_meeting", pk=pk)
    page = page_of(meetings_of(group), meetings_listed, request.GET.get("page"))
    return render(request, "groups/meetings.html", {"group": group, "page": page})


def download_meetings(request, pk):
    group = find(request, Group, "groups.view_meeting", pk=pk)
    rows = meetings_listed(meetings_of(group))
    return table_file(f"{_('Meetings')} {group}", *meetings_table(rows))


def edit_meeting(request, pk):
    held = Meeting.objects.held().select_related("group")
    meeting = find(request, held, "groups.edit_meeting", pk=pk)
    form = MeetingEdit(meeting, request.POST or None)
    if form.is_bound and form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("finance:meeting", pk)
    context = {
        "meeting": meeting,
        "group": meeting.group,
        "form": form,
        "changes": changes(meeting, *meeting.attendances.select_related("membership__person")),
    }
    return render(
        request, "groups/edit_meeting.html", context, status=422 if form.is_bound else 200
    )


def edit_decision(request, pk):
    decision = find(request, Decision, "groups.edit_meeting", pk=pk)
    form = DecisionForm(request.POST or None, instance=decision)
    if form.is_bound and form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("groups:problems", decision.group_id)
    context = {
        "decision": decision,
        "group": decision.group,
        "form": form,
        "changes": changes(decision),
    }
    return render(
        request, "groups/edit_decision.html", context, status=422 if form.is_bound else 200
    )
