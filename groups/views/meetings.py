"""Meetings of a group: the list, and edits of attendance, notes and decisions."""

from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.access import get_permitted
from foundation.acts import act_page, posted
from foundation.exports import table_file
from foundation.formatting import day
from foundation.lists import OfficeList
from foundation.pagination import paginate
from groups.crumbs import group_crumbs
from groups.forms.meetings import DecisionForm, MeetingEdit, MeetingFilter
from groups.models import Decision, Group, Meeting
from groups.reports.history import changes
from groups.reports.meeting_list import meeting_columns, meeting_lines
from groups.reports.meetings import unrecorded_meetings


def meetings(request, pk):
    group = get_permitted(request, Group.objects.with_schedule(), "groups.view_meeting", pk=pk)
    chosen = MeetingFilter(request)
    listed = OfficeList(request, meeting_columns())
    lines = listed.sorted(chosen.of(meeting_lines(group)))
    if chosen.wants_table:
        return table_file(f"{_('Meetings')} {group}", *listed.table(lines))
    context = {
        "group": group,
        "filter": chosen,
        "listed": listed,
        "page": paginate(lines, request.GET.get("page")),
        "unrecorded": unrecorded_meetings(group, timezone.localdate()),
    }
    return render(request, "groups/meetings.html", context, status=chosen.status)


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
