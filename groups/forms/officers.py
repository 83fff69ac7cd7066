"""Forms for the officers and the facilitator of a group."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from foundation.inputs import DayInput
from groups.forms.problems import PastDay
from groups.models import Group, Office
from groups.reports.facilitators import facilitators_in


class OfficersForm(forms.Form):
    """One field for each office, initially its holder."""

    def __init__(self, group: Group, *args, **kwargs):
        super().__init__(*args, **kwargs)
        members = group.memberships.filter(until=None).in_book_order()
        current = dict(group.offices.filter(until=None).values_list("post", "membership"))
        for post in Office.Post:
            self.fields[post.value] = forms.ModelChoiceField(
                members,
                label=post.label,
                required=False,
                empty_label=_("Vacant"),
                initial=current.get(post),
            )
        self.fields["date"] = PastDay(label=_("From which day"))

    def clean(self):
        """Return the arguments of `change_officers`."""
        typed = super().clean()
        holders = {post: typed.get(post) for post in Office.Post}
        return {"holders": holders, "date": typed.get("date")}


class HandOverForm(forms.Form):
    to = forms.ModelChoiceField(
        User.objects.none(), label=_("New facilitator"), empty_label=_("Choose")
    )
    date = forms.DateField(
        label=_("From which day"),
        initial=timezone.localdate,
        widget=DayInput,
        help_text=_("From that day on only the new facilitator sees and records the group."),
    )

    fields: dict[str, Any]  # each of its own class of field

    def __init__(self, group: Group, *args, **kwargs):
        super().__init__(*args, **kwargs)
        now = group.facilitations.running().values("facilitator")
        self.fields["to"].queryset = facilitators_in([group.village_id]).exclude(pk__in=now)
        if not now:
            self.fields["to"].label = _("Facilitator")
            self.fields["date"].help_text = _("From that day on the facilitator sees the group.")
