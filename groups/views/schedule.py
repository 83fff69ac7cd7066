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
from groups.forms.schedule import LateDayForm, MissedForm, MoveForm, RefusalForm
from groups.models import AskedDay, Group
from groups.rules.schedule import open_days


def mark_missed(request, pk):
    """Of the unrecorded meetings; those up to `?date=` are ticked."""
    group = get_permitted(request, Group.objects.with_schedule(), "groups.mark_missed", pk=pk)
    today = timezone.localdate()
    chosen = day_of_address(request.GET.get("date"), today=today)
    return act_page(
        request,
        form=MissedForm(open_days(group, today), posted(request), chosen=chosen),
        act=partial(actions.mark_missed, group=group, today=today, by=request.user),
        done=_("It is written down that there was no meeting."),
        title=_("The meeting did not take place"),
        lead=_("Nobody counts as absent, and nothing is owed for it."),
        button=_("Save"),
        crumbs=group_crumbs(group),
        back=reverse("groups:meetings", args=[pk]),
        template="groups/mark_missed.html",
        context={"group": group, "days": open_days(group, today)},
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
    group = get_permitted(request, Group.objects.with_schedule(), "groups.ask_late_day", pk=pk)
    today = timezone.localdate()
    day = day_of_address(request.GET.get("date"), today=today)
    return act_page(
        request,
        form=LateDayForm(group, posted(request), initial={"date": day}),
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
    group = get_permitted(request, Group.objects.with_schedule(), "groups.allow_late_day", pk=pk)
    today = timezone.localdate()
    day = day_of_address(request.GET.get("date"), today=today)
    return act_page(
        request,
        form=LateDayForm(
            group, posted(request), initial={"date": day, "reason": reason_asked(group, day)}
        ),
        act=partial(actions.allow_late_day, group=group, today=today, by=request.user),
        done=_("The facilitator can record this day now."),
        title=_("Allow a day to be recorded late"),
        lead=_("The meeting and the money of that day. The office sees that it came late."),
        button=_("Allow it"),
        crumbs=group_crumbs(group),
        back=reverse("groups:meetings", args=[pk]),
        template="groups/allow_late_day.html",
        context={"group": group, "asked": asked_for(group, day)},
    )


def refuse_late_day(request, pk):
    """The day of `?date=`, if it is given."""
    group = get_permitted(request, Group, "groups.refuse_late_day", pk=pk)
    day = day_of_address(request.GET.get("date"), today=timezone.localdate())
    return act_page(
        request,
        form=RefusalForm(posted(request), initial={"date": day}),
        act=partial(actions.refuse_late_day, group=group, by=request.user),
        done=_("The facilitator reads your reason."),
        title=_("Refuse a day to be recorded late"),
        lead=reason_asked(group, day) or group,
        button=_("Refuse it"),
        crumbs=group_crumbs(group),
        back=reverse("groups:meetings", args=[pk]),
    )


def reason_asked(group: Group, day: datetime.date | None) -> str:
    """Why the facilitator asked for this day."""
    asked = asked_for(group, day)
    return asked.reason if asked else ""


def asked_for(group: Group, day: datetime.date | None) -> AskedDay | None:
    return group.asked_days.filter(date=day).first() if day else None
