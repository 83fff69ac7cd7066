"""Meetings without a sheet: not held, moved, allowed to be recorded late."""

import datetime
from functools import partial

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.access import get_permitted
from foundation.acts import act_page, posted
from foundation.days import day_of_address
from foundation.formatting import weekday
from groups.actions import schedule as actions
from groups.crumbs import group_crumbs
from groups.forms.schedule import LateDayForm, MissedForm, MoveForm
from groups.models import Group
from groups.rules.schedule import unrecorded


def mark_missed(request, pk):
    """Of the unrecorded meetings; those up to `?date=` are ticked."""
    group = get_permitted(request, Group.objects.with_schedule(), "groups.mark_missed", pk=pk)
    today = timezone.localdate()
    chosen = day_of_address(request.GET.get("date"), today=today)
    return act_page(
        request,
        form=MissedForm(unrecorded(group, today), posted(request), chosen=chosen),
        act=partial(actions.mark_missed, group=group, today=today, by=request.user),
        done=_("It is written down that there was no meeting."),
        title=_("The meeting did not take place"),
        lead=_("Nobody counts as absent, and nothing is owed for it."),
        button=_("Save"),
        crumbs=group_crumbs(group),
        back=reverse("groups:meetings", args=[pk]),
        template="groups/mark_missed.html",
        context={"group": group, "days": unrecorded(group, today, most=1)},
    )


def move_meeting(request, pk):
    group = get_permitted(request, Group.objects.with_schedule(), "groups.move_meeting", pk=pk)
    return act_page(
        request,
        form=MoveForm(group, posted(request)),
        act=partial(actions.move_meeting, group=group, today=timezone.localdate(), by=request.user),
        done=lambda moved: (
            _("The next meeting is on %(day)s. Tell the members.") % {"day": weekday(moved.next_on)}
        ),
        title=_("Move the next meeting"),
        lead=f"{group}, {weekday(group.expected_on)}",
        button=_("Save"),
        crumbs=group_crumbs(group),
        back=reverse("finance:group_overview", args=[pk]),
    )


def ask_late_day(request, pk):
    """For the day of `?date=`, if it is given."""
    group = get_permitted(request, Group, "groups.ask_late_day", pk=pk)
    today = timezone.localdate()
    day = day_of_address(request.GET.get("date"), today=today)
    return act_page(
        request,
        form=LateDayForm(posted(request), initial={"date": day}),
        act=partial(actions.ask_late_day, group=group, today=today, by=request.user),
        done=_("Asked. The verifier of the district answers."),
        title=_("Ask to record a day late"),
        lead=group,
        button=_("Ask the verifier"),
        crumbs=group_crumbs(group),
        back=reverse("groups:meetings", args=[pk]),
    )


def allow_late_day(request, pk):
    """For the day of `?date=`, if it is given; with the reason of who asked for it."""
    group = get_permitted(request, Group, "groups.allow_late_day", pk=pk)
    today = timezone.localdate()
    day = day_of_address(request.GET.get("date"), today=today)
    return act_page(
        request,
        form=LateDayForm(
            posted(request), initial={"date": day, "reason": reason_asked(group, day)}
        ),
        act=partial(actions.allow_late_day, group=group, today=today, by=request.user),
        done=_("The facilitator can record this day now."),
        title=_("Allow a day to be recorded late"),
        lead=_("The meeting and the money of that day. The office sees that it came late."),
        button=_("Allow it"),
        crumbs=group_crumbs(group),
        back=reverse("groups:meetings", args=[pk]),
    )


def reason_asked(group: Group, day: datetime.date | None) -> str:
    """Why the facilitator asked for this day."""
    asked = group.asked_days.filter(date=day).first() if day else None
    return asked.reason if asked else ""
