"""Forms about meetings without a sheet."""

import datetime
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from foundation.doubts import AskOnceForm
from foundation.formatting import day, weekday
from foundation.inputs import DayInput, HourInput
from groups.models import Group, LateDay, MissedMeeting, MovedMeeting, RefusedDay
from groups.rules.schedule import A_YEAR, fall_out, known_of

NAMED = 4  # meetings that fall out


def reason_of(model: type) -> forms.CharField:
    """The reason as the model limits and names it."""
    return model._meta.get_field("reason").formfield()  # type: ignore[attr-defined]


class MissedForm(forms.Form):
    """Which of the unrecorded meetings did not take place; the oldest is ticked."""

    dates = forms.TypedMultipleChoiceField(
        label=_("Which meetings did not take place"),
        coerce=datetime.date.fromisoformat,
        widget=forms.CheckboxSelectMultiple,
    )
    reason = reason_of(MissedMeeting)
    fields: dict[str, Any]  # each of its own class of field

    def __init__(self, days: Iterable[datetime.date], data=None, *, chosen=None):
        days = list(days)
        chosen = chosen if chosen in days else next(iter(days), None)
        first = [date.isoformat() for date in days if chosen and date <= chosen]
        super().__init__(data, initial={"dates": first})
        self.fields["dates"].choices = [(date.isoformat(), weekday(date)) for date in days]


class MoveForm(AskOnceForm):
    """The day, hour and place of the next meeting, filled in with what is expected now.

    Meetings of the rhythm that fall out by it are named, and asked about.
    """

    next_on = forms.DateField(label=_("Day"), widget=DayInput)
    next_at = forms.TimeField(label=_("Hour"), widget=HourInput, required=False)
    next_place = forms.CharField(label=_("Place"), max_length=100, required=False)
    reason = reason_of(MovedMeeting)

    def __init__(self, group: Group, data=None):
        now = {
            "next_on": group.expected_on,
            "next_at": group.expected_at,
            "next_place": group.expected_place,
        }
        super().__init__(data, initial=now)
        self.group = group

    def doubt(self, data):
        if data["next_on"] > timezone.localdate() + A_YEAR:  # refused by the action
            return None
        if not (days := fall_out(self.group, data["next_on"])):
            return None
        words = _("%(count)s meetings fall out by this: %(days)s.")
        if len(days) == 1:
            words = _("The meeting of %(days)s falls out by this.")
        named = ", ".join(map(day, days[:NAMED])) + (" …" if len(days) > NAMED else "")
        return "next_on", words % {"count": len(days), "days": named}


class LateDayForm(AskOnceForm):
    """A day to be recorded late; one that no sheet waits for is asked about."""

    date = forms.DateField(label=_("Which day"), widget=DayInput)
    reason = reason_of(LateDay)
    field_order = ["date", "sure", "reason"]

    def __init__(self, group: Group, data=None, *, initial=None):
        super().__init__(data, initial=initial)
        self.group = group

    def doubt(self, data):
        if data["date"] > timezone.localdate():  # refused by the action
            return None
        if not (known := known_of(self.group, data["date"])):
            return None
        other = gettext("Is it about other money of this day?")
        return "date", f"{known} {other}"


class RefusalForm(forms.Form):
    date = forms.DateField(label=_("Which day"), widget=DayInput)
    reason = reason_of(RefusedDay)
