"""Forms of the steps by which a group is formed."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Region
from foundation.submissions import SubmitOnceForm
from groups.forming.models import CheckedRule, FormingCheck, Proposal
from groups.forms.groups import DECREE, NewGroupForm
from groups.forms.registration import Registration
from groups.models import Group
from groups.rules.requirements import NAMES, Found


class BegunGroupForm(NewGroupForm):
    """A new group: it has neither a decree nor a book of before."""

    class Meta(NewGroupForm.Meta):
        fields = [
            name for name in NewGroupForm.Meta.fields if name not in (*DECREE, "meetings_before")
        ]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["formed_on"].label = _("Day of the founding meeting")


class BegunGroup(Registration):
    """The form of a new group and its families; where they live is found by the check."""

    of_group = BegunGroupForm

    def require_home(self, home: Region) -> None:
        pass


class ProposeFormingForm(SubmitOnceForm):
    place = forms.CharField(
        label=_("Place of the meeting"), max_length=Proposal._meta.get_field("place").max_length
    )
    led_by = forms.CharField(
        label=_("Who led the meeting"),
        max_length=Proposal._meta.get_field("led_by").max_length,
        help_text=_("Name and post, for example: Suwarno, head of the hamlet."),
    )
    present = forms.TypedMultipleChoiceField(
        label=_("Who came"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("All are ticked: take the tick from who did not come."),
    )
    decisions = forms.CharField(
        label=_("What was decided"),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("A line each: the name, the officers, the business, savings and dues."),
    )

    def __init__(self, group: Group, before: Proposal | None, *args, **kwargs):
        super().__init__(*args, **kwargs)
        members = list(group.memberships.in_book_order().filter(until=None))
        self.fields["present"].choices = [(row.pk, f"{row.code} {row}") for row in members]
        self.fields["present"].initial = [row.pk for row in members]
        self.fields["place"].initial = before.place if before else group.usual_place
        if before:
            self.fields["led_by"].initial = before.led_by
            self.fields["decisions"].initial = before.decisions


class CheckFormingForm(SubmitOnceForm):
    """Fit or not; for each rule that is not met a line for the reason of an exception."""

    at_times = ("reason",)

    is_fit = forms.TypedChoiceField(
        label=_("Is this group fit to be formed?"),
        choices=[
            ("yes", _("Yes: the head may sign its decree")),
            ("no", _("No: it goes back, for the reason below")),
        ],
        coerce=lambda chosen: chosen == "yes",
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("What is to be mended"),
        required=False,
        max_length=FormingCheck._meta.get_field("reason").max_length,
        help_text=_("Needed where it goes back. The facilitator reads it."),
    )

    def __init__(self, found: dict[str, Found], *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.unmet = [name for name, each in found.items() if not each.met]
        for name in self.unmet:
            is_unknown = found[name].met is None
            self.fields[name] = forms.CharField(
                label=NAMES[name],
                required=False,
                max_length=CheckedRule._meta.get_field("reason").max_length,
                help_text=_("%(why)s. What did you see, and on which paper?")
                % {"why": found[name].named}
                if is_unknown
                else _("%(why)s. For an exception, write its reason.") % {"why": found[name].named},
            )

    def clean(self) -> dict[str, Any]:
        """Return the arguments of `check_forming`."""
        typed = super().clean() or {}
        reasons = {name: typed.pop(name, "") for name in self.unmet}
        return {**typed, "reasons": reasons}
