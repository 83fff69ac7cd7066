"""The form of a visit, filled on a phone; and of its correction."""

import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from foundation.inputs import DayInput
from foundation.submissions import SubmitOnceForm
from groups.coaching.models import CoachingVisit
from groups.coaching.models.visits import MOST_PHOTOS
from groups.forms.photos import PhotosField
from groups.forms.problems import MembersField, PastDay
from groups.models import Group, Membership


def text(label: Any, field: str, *, rows: int = 1, **kwargs: Any) -> forms.CharField:
    about: Any = CoachingVisit._meta.get_field(field)
    widget = forms.Textarea({"rows": rows}) if rows > 1 else forms.TextInput()
    return forms.CharField(label=label, max_length=about.max_length, widget=widget, **kwargs)


class CoachingForm(SubmitOnceForm):
    at_times = ("next_step",)

    date = PastDay(label=_("day of the visit"))
    place = text(_("place"), "place")
    aim = text(_("aim"), "aim", help_text=_("Why you came: for example to see the cash book."))
    present = MembersField(
        label=_("Members who were there"), queryset=Membership.objects.none(), required=False
    )
    others = text(
        _("others who were there"),
        "others",
        required=False,
        help_text=_("Names and what they are, for example the head of the hamlet."),
    )
    seen = text(_("what was seen"), "seen", rows=4)
    agreed = text(_("what was agreed"), "agreed", rows=3, required=False)
    next_step = text(_("next step"), "next_step", required=False)
    next_on = forms.DateField(label=_("by when"), widget=DayInput, required=False)
    photos = PhotosField(
        label=_("photos"),
        help_text=_("Up to five, 5 MB each at most."),
        most=MOST_PHOTOS,
        required=False,
    )

    def __init__(self, *args: Any, group: Group, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["present"].queryset = members_lately(group)
        self.fields["place"].initial = group.usual_place


class CorrectedCoachingForm(CoachingForm):
    reason = text(_("why it is corrected"), "reason")

    def __init__(self, *args: Any, visit: CoachingVisit):
        super().__init__(*args, group=visit.group, initial=as_typed(visit))
        self.fields["place"].initial = visit.place
        self.fields["photos"].help_text = _("Those of before stay; these are added, up to five.")


def members_lately(group: Group) -> Any:
    """Who is a member, and who left not long ago and may have been there."""
    since = timezone.localdate() - datetime.timedelta(days=60)
    return group.memberships.not_ended(since).without_mistakes().in_book_order()


def as_typed(visit: CoachingVisit) -> dict[str, Any]:
    same = ("date", "place", "aim", "others", "seen", "agreed", "next_step", "next_on")
    present = visit.members.values_list("pk", flat=True)
    return {name: getattr(visit, name) for name in same} | {"present": list(present)}
