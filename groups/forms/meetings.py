"""Forms to edit attendance, notes and decisions of a meeting."""

from collections.abc import Iterable
from functools import partial
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from foundation.days import validate_past_day
from foundation.filters import Filter
from foundation.inputs import DayInput, HourInput
from foundation.numbers import YearField
from foundation.rules import refuse_in_form
from groups.models import Attendance, Decision, Meeting
from groups.reports.meeting_list import MeetingLine
from groups.rules.due_days import require_due_later
from groups.rules.schedule import require_next_day

MOST = 100  # attendances of a meeting, far more than a group has members
STATES = [
    ("held", _("Recorded")),
    ("cancelled", _("Cancelled")),
    ("missed", _("Did not take place")),
]
NEXT = ("next_on", "next_at", "next_place")


class MinutesForm(forms.ModelForm):
    class Meta:
        model = Meeting
        fields = ["place", "leader", "notes", *NEXT]
        widgets = {
            "notes": forms.Textarea({"rows": 4}),
            "next_on": DayInput,
            "next_at": HourInput,
        }
        labels = {
            "next_on": _("Next meeting: day"),
            "next_at": _("Next meeting: hour"),
            "next_place": _("Next meeting: place"),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        group, day = self.instance.group, self.instance.date
        self.fields["leader"].queryset = group.memberships.in_book_order().running(day)
        if group.moved_meetings.filter(after=day).exists():  # what was moved since counts
            for name in NEXT:
                del self.fields[name]

    def clean_next_on(self):
        day, today = self.cleaned_data["next_on"], timezone.localdate()
        if day:
            refuse_in_form(partial(require_next_day, day, met_on=self.instance.date, today=today))
        return day


class AttendanceForm(forms.ModelForm):
    class Meta:
        model = Attendance
        fields = ["kind"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["kind"].label = self.instance.membership.person.name


class UnwrittenForm(forms.Form):
    """The attendance of members who were admitted after the meeting, for an earlier day."""

    def __init__(self, data=None, *, meeting: Meeting):
        super().__init__(data, prefix="unwritten")
        self.meeting = meeting
        choices = [("", _("Not written yet")), *Attendance.Kind.choices]
        for membership in meeting.unwritten().in_book_order():
            self.fields[str(membership.pk)] = forms.ChoiceField(
                label=membership.person.name, choices=choices, required=False
            )

    def save(self) -> None:
        Attendance.objects.bulk_create(
            Attendance(meeting=self.meeting, membership_id=int(pk), kind=kind)
            for pk, kind in self.cleaned_data.items()
            if kind
        )


class MeetingEdit:
    """The meeting form, the formset of attendances and those still to write, as one form."""

    def __init__(self, meeting: Meeting, data=None):
        rows = forms.modelformset_factory(
            Attendance, AttendanceForm, extra=0, edit_only=True, max_num=MOST, absolute_max=MOST
        )
        came = meeting.attendances.select_related("membership__person")
        self.meeting = MinutesForm(data, instance=meeting)
        self.attendances = rows(data, queryset=came.order_by("membership__number"))
        self.unwritten = UnwrittenForm(data, meeting=meeting)
        self.parts: list[Any] = [self.meeting, self.attendances, self.unwritten]
        self.is_bound = self.meeting.is_bound

    def is_valid(self) -> bool:
        valid = [part.is_valid() for part in self.parts]  # validate all, so that all show errors
        return all(valid)

    @property
    def fields(self) -> dict:
        return self.meeting.fields

    @property
    def cleaned_data(self) -> dict:
        return self.meeting.cleaned_data

    def add_error(self, field: str | None, error: str) -> None:
        self.meeting.add_error(field, error)

    def save(self) -> Meeting:
        """Update only the form's fields, so that a concurrent cancellation is not overwritten."""
        self.attendances.save()
        self.unwritten.save()
        self.meeting.instance.save(update_fields=MinutesForm.Meta.fields)
        return self.meeting.instance


class DecisionForm(forms.ModelForm):
    class Meta:
        model = Decision
        fields = ["what", "who", "due_on", "done_on"]
        widgets = {"due_on": DayInput, "done_on": DayInput}
        help_texts = {"done_on": _("Leave it empty while it is not done.")}

    def clean_due_on(self):
        return self._not_before_the_meeting("due_on")

    def clean_done_on(self):
        if day := self._not_before_the_meeting("done_on"):
            validate_past_day(day)
        return day

    def _not_before_the_meeting(self, field):
        day, since = self.cleaned_data[field], self.instance.meeting.date
        refuse_in_form(partial(require_due_later, day, since=since, field=field))
        return day


class MeetingFilter(Filter):
    """By year, and by what became of the meeting."""

    year = YearField(label=_("Year"), required=False, least=1990, most=2100)
    state = forms.ChoiceField(label=_("State"), required=False, choices=[("", _("All")), *STATES])

    def of(self, lines: Iterable[MeetingLine]) -> list[MeetingLine]:
        asked = self.cleaned_data if self.is_bound and self.is_valid() else {}
        year, state = asked.get("year"), asked.get("state")
        return [
            line
            for line in lines
            if (not year or line.date.year == year) and state in (None, "", line.kind)
        ]
