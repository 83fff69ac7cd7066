"""Forms to filter, register and edit groups."""

import datetime
from collections.abc import Sequence
from typing import Any

import django_filters
from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from accounts.forms.regions import RegionField, WithRegions
from accounts.models import Region, User
from foundation.days import validate_past_day
from foundation.doubts import AskOnceForm
from foundation.filters import QuerySetFilter
from foundation.formatting import day
from foundation.inputs import DayInput, HourInput, NameField, at_most
from foundation.rules import shown_on
from foundation.searches import SearchFilter
from groups.forms.places import Places, facilitators_of
from groups.models import Group, Programme
from groups.models.rhythm import IN_A_WEEK, Rhythm
from groups.reports.facilitators import facilitators_in
from groups.rules.programmes import require_running

MEETS = ("rhythm", "weekday", "month_day", "usual_hour", "usual_place")
DECREE = ("decree_number", "decree_on")
SILENT = datetime.timedelta(days=30)


class GroupFilter(QuerySetFilter):
    """Filters of the list of groups, as query parameters of its URL."""

    q = SearchFilter(label=_("Search"), method="named", widget=forms.HiddenInput)
    district = django_filters.ModelChoiceFilter(
        field_name="village__parent__parent",
        label=_("District"),
        empty_label=_("All"),
        queryset=lambda request: Places(request).districts(),
    )
    subdistrict = django_filters.ModelChoiceFilter(
        field_name="village__parent",
        label=_("Subdistrict"),
        empty_label=_("All"),
        queryset=lambda request: Places(request).subdistricts(),
    )
    village = django_filters.ModelChoiceFilter(
        label=_("Village"),
        empty_label=_("All"),
        queryset=lambda request: Places(request).villages(),
    )
    stage = django_filters.ChoiceFilter(label=_("Stage"), choices=Group.Stage, empty_label=_("All"))
    business = django_filters.ChoiceFilter(
        label=_("Business"), choices=Group.Business, empty_label=_("All")
    )
    facilitator = django_filters.ModelChoiceFilter(
        label=_("Facilitator"),
        empty_label=_("All"),
        queryset=lambda request: facilitators_of(
            Group.objects.visible_to(request.user, "groups.view_group")
        ),
        method="of_facilitator",
    )
    programme = django_filters.ModelChoiceFilter(
        label=_("Programme"), queryset=Programme.objects.all(), empty_label=_("All")
    )
    silent = django_filters.BooleanFilter(
        label=_("Silent for 30 days"), method="without_meeting", widget=forms.CheckboxInput
    )
    late = django_filters.BooleanFilter(
        label=_("Meeting not recorded"), method="with_late_meeting", widget=forms.CheckboxInput
    )
    alone = django_filters.BooleanFilter(
        label=_("Without a facilitator"), method="without_facilitator", widget=forms.CheckboxInput
    )

    ended = django_filters.BooleanFilter(
        label=_("Dissolved or merged"), method="only_ended", widget=forms.CheckboxInput
    )
    forming = django_filters.BooleanFilter(
        label=_("Being formed"), method="to_be_formed", widget=forms.CheckboxInput
    )

    class Meta:
        model = Group
        fields = ["q", "district", "subdistrict", "village", "stage", "business", "programme"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        sources = [import_string(path)() for path in settings.GROUP_FILTERS]
        self.sources = [each for each in sources if self.request.user.has_perm(each.verb)]
        ticks = [n for n, f in self.filters.items() if isinstance(f, django_filters.BooleanFilter)]
        last = {name: self.filters.pop(name) for name in ticks}
        for source in self.sources:
            self.filters |= source.filters()
        self.filters |= last
        self.places = Places(self.request)
        for name in self.places.unasked:
            del self.filters[name]

    def filter_queryset(self, queryset):
        """Also by what the apps above know of a group (`GROUP_FILTERS`)."""
        groups = super().filter_queryset(queryset)
        for source in self.sources:
            groups = source.narrow(groups, self.request.user, self.form.cleaned_data)
        return groups

    def of_facilitator(self, groups, name, facilitator):
        return groups.facilitated_by(facilitator)

    def named(self, groups, name, words):
        return groups.named(words, villages=self.places.seen(Region.Level.VILLAGE))

    def without_meeting(self, groups, name, wanted):
        today = timezone.localdate()
        return groups.silent(since=today - SILENT, today=today) if wanted else groups

    def with_late_meeting(self, groups, name, wanted):
        return groups.late(timezone.localdate()) if wanted else groups

    def only_ended(self, groups, name, wanted):
        return groups.exclude(end=None) if wanted else groups

    def to_be_formed(self, groups, name, wanted):
        return groups.being_formed() if wanted else groups

    def without_facilitator(self, groups, name, wanted):
        return groups.alone(timezone.localdate()) if wanted else groups


@at_most(meetings_before=9_999)
class GroupForm(forms.ModelForm):
    at_times = ("weekday",)

    class Meta:
        model = Group
        fields = ["name", "hamlet", "business", *MEETS, "meetings_before"]
        field_classes: dict[str, Any] = {"name": NameField}
        widgets: dict[str, Any] = {"usual_hour": HourInput}
        help_texts = {
            "name": _("Without the word KUBE, for example Mawar 3."),
            "weekday": _(
                "Needed for a week of each month. For a rhythm of some weeks it may stay empty: as"
                " at the last meeting."
            ),
            "month_day": _("For “each month”. Empty: as at the last meeting."),
            "meetings_before": _("How many the group's own book has. Numbers go on from there."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if before := self.fields.get("meetings_before"):
            before.required = False

    def clean_meetings_before(self):
        return self.cleaned_data["meetings_before"] or 0

    def clean(self):
        """A weekday goes with weeks, a day of the month with months; the other is left out."""
        data = super().clean()
        rhythm = data.get("rhythm")
        if rhythm == Rhythm.MONTHLY:
            data["weekday"] = None
        elif rhythm:
            data["month_day"] = None
        if rhythm in IN_A_WEEK and not data.get("weekday"):
            self.add_error("weekday", _("Choose the day of the week."))
        return data


class VillageForm(WithRegions, AskOnceForm):
    """The village of a group; one outside the districts where the user works is asked about."""

    village = RegionField(label=_("Village"), level=Region.Level.VILLAGE)

    fields: dict[str, Any]  # each of its own class of field

    def show_first(self, near: Sequence[str]) -> None:
        self.fields["village"].near = near

    def doubt(self, data):
        village, near = data["village"], self.fields["village"].near
        if not near or any(f"{village.code}.".startswith(f"{code}.") for code in near):
            return None
        words = _("%(place)s: you have no group in this district.") % {"place": village.path}
        return "village", words


@at_most(meetings_before=9_999)
class NewGroupForm(VillageForm, GroupForm):
    """A new group, with its village, programme and facilitator."""

    facilitator = forms.ModelChoiceField(
        User.objects.none(), required=False, label=_("Facilitator"), empty_label=_("Not yet known")
    )
    field_order = ["name", "village", "sure"]

    class Meta(GroupForm.Meta):
        fields = [
            "name",
            "hamlet",
            "programme",
            "formed_on",
            *DECREE,
            "business",
            *MEETS,
            "meetings_before",
        ]
        widgets = {**GroupForm.Meta.widgets, "formed_on": DayInput, "decree_on": DayInput}
        help_texts = {
            **GroupForm.Meta.help_texts,
            "decree_number": _("By which it was formed, as on the paper. Empty: there is none."),
        }

    def __init__(
        self, *args, within: list[str] | None, near: Sequence[str], facilitates: bool, **kwargs
    ):
        super().__init__(*args, **kwargs)
        self.fields["village"].within = within
        self.show_first(near)
        self.fields["programme"].label_from_instance = with_days
        if facilitates:
            del self.fields["facilitator"]
        else:
            self.fields["facilitator"].queryset = facilitators_in(within or [])

    def clean_formed_on(self):
        validate_past_day(self.cleaned_data["formed_on"])
        return self.cleaned_data["formed_on"]

    def clean_decree_on(self):
        if on := self.cleaned_data["decree_on"]:
            validate_past_day(on)
        return on

    def clean(self):
        data = super().clean()
        if bool(data.get("decree_number")) != bool(data.get("decree_on")) and not self.errors:
            self.add_error("decree_on", _("A decree has its number and its day."))
        if (programme := data.get("programme")) and (formed_on := data.get("formed_on")):
            with shown_on(self):
                require_running(programme, formed_on)
        return data


def with_days(programme: Programme) -> str:
    """KUBE 2024, from 1 January 2024"""
    words = {"name": programme, "since": day(programme.since), "until": day(programme.until)}
    if programme.until:
        return _("%(name)s, from %(since)s until %(until)s") % words
    return _("%(name)s, from %(since)s") % words
