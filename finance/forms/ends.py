"""Forms by which the end of a group is asked for."""

import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from foundation.formatting import day
from foundation.inputs import NameField
from foundation.numbers import CountField
from foundation.submissions import SubmitOnceForm
from groups.forming.models import EndAsk
from groups.models import Group, Meeting

RECENT = datetime.timedelta(days=180)


class AskEndForm(SubmitOnceForm):
    at_times = ("receiver", "name", "leaving")

    kind = forms.ChoiceField(
        label=_("What was decided"), choices=EndAsk.Kind, widget=forms.RadioSelect
    )
    meeting = forms.ModelChoiceField(Meeting.objects.none(), label=_("At which meeting?"))
    votes = CountField(label=_("Members for it"), least=1, most=999)
    reason = forms.CharField(label=_("Why"), max_length=EndAsk._meta.get_field("reason").max_length)
    receiver = forms.ModelChoiceField(
        Group.objects.none(),
        required=False,
        label=_("Receiving group"),
        empty_label=_("None"),
        help_text=_(
            "Of a group that is dissolved it gets the fund and the goods; into it one is merged."
        ),
    )
    name = NameField(
        label=_("Name of the new group"),
        required=False,
        max_length=EndAsk._meta.get_field("name").max_length,
        help_text=_("Only where members leave to found one."),
    )
    leaving = forms.TypedMultipleChoiceField(
        label=_("Who leaves"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Only where members leave to found one."),
    )

    def __init__(self, group: Group, today: datetime.date, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        meetings = Meeting.objects.held().filter(group=group, date__gte=today - RECENT)
        fields["meeting"].queryset = meetings.order_by("-date")
        fields["meeting"].label_from_instance = lambda meeting: day(meeting.date)
        near = Group.objects.formed().filter(village__parent=group.village.parent_id)
        fields["receiver"].queryset = near.exclude(pk=group.pk).order_by("name", "pk")
        members = group.memberships.in_book_order().filter(until=None)
        fields["leaving"].choices = [(row.pk, f"{row.code} {row}") for row in members]


class WithdrawEndForm(forms.Form):
    reason = forms.CharField(label=_("Why does it not come?"), max_length=200)
