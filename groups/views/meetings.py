"""Meetings of a group: the list, and edits of attendance, notes and decisions."""

from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.access import get_permitted
from foundation.acts import act_page, posted
from foundation.exports import table_file
from foundation.filters import TABLE
from foundation.formatting import day
from foundation.pagination import paginate_by_key
from groups.crumbs import group_crumbs
from groups.forms.meetings import DecisionForm, MeetingEdit
from groups.models import Decision, Group, Meeting
from groups.reports.history import changes
from groups.reports.meetings import (
    meetings_listed,
    meetings_of,
    meetings_table,
    unrecorded_meetings,
    with_missed,
)


def meetings(request, pk):
    group = get_permitted(request, Group.objects.with_schedule(), "groups.view_meeting", pk=pk)
    rows = meetings_of(group)
    if request.GET.get("table") == TABLE:
        return table_file(f"{_('Meetings')} {group}", *meetings_table(meetings_listed(rows)))
    page = paginate_by_key(rows, meetings_listed, request.GET.get("page"))
    context = {
        "group": group,
        "page": page,
        "unrecorded": unrecorded_meetings(group, timezone.localdate()),
        "lines": with_missed(group, page),
    }
    return render(request, "groups/meetings.html", context)


def edit_meeting(request, pk):
    held = Meeting.objects.held().select_related("group")
    meeting = get_permitted(request, held, "groups.edit_meeting", pk=pk)
    attendances = meeting.attendances.select_related("membership__person")
    return act_page(
        request,
        form=MeetingEdit(meeting, posted(request)),
        done=_("Saved."),
        then=reverse("finance:meeting", args=[pk]),
        title=_("Change attendance and notes"),
        lead=f"{meeting}, {day(meeting.date)}",
        button=_("Save"),
        crumbs=group_crumbs(meeting.group),
        back=reverse("groups:meetings", args=[meeting.group_id]),
        template="groups/edit_meeting.html",
        context={"changes": changes(meeting, *attendances)},
    )


def edit_decision(request, pk):
    decision = get_permitted(request, Decision, "groups.edit_meeting", pk=pk)
    return act_page(
        request,
        form=DecisionForm(posted(request), instance=decision),
        done=_("Saved."),
        title=_("Agreed upon"),
        lead=f"{decision.group}, {day(decision.meeting.date)}",
        button=_("Save"),
        crumbs=group_crumbs(decision.group),
        back=reverse("groups:problems", args=[decision.group_id]),
        template="groups/edit_decision.html",
        context={"changes": changes(decision)},
    )
