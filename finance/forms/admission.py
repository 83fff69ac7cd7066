"""The form to admit a member, for today or for an earlier day."""

from functools import cached_property

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from finance.models import SavingsRule
from finance.reports.owed import owed_since
from foundation.doubts import is_answered
from foundation.formatting import day, rupiah
from foundation.submissions import SubmitOnceForm
from groups.forms.members import NewcomerForm
from groups.models import Attendance, Group, Meeting


class AdmissionForm(SubmitOnceForm, NewcomerForm):
    """A new member, with what a day in the past brings with it.

    Meetings held since that day are asked about once: their dues become owed, and whether the
    member came.
    """

    pays_principal = forms.BooleanField(label="", required=False)
    sure = forms.BooleanField(
        label=_("Yes, this is right"), required=False, widget=forms.HiddenInput
    )

    def __init__(self, group: Group, data=None, *, takes_money: bool, **kwargs):
        super().__init__(group, data, **kwargs)
        rule = SavingsRule.objects.filter(group=group).in_force(timezone.localdate())
        if takes_money and rule and rule.principal:
            label = _("%(amount)s principal savings are paid now")
            self.fields["pays_principal"].label = label % {"amount": rupiah(rule.principal)}
        else:
            del self.fields["pays_principal"]
        for meeting in self.meetings:
            self.fields[f"came-{meeting.pk}"] = forms.ChoiceField(
                label=_("Meeting of %(day)s") % {"day": day(meeting.date)},
                choices=[("", _("Not written yet")), *Attendance.Kind.choices],
                required=False,
            )
        came = [f"came-{meeting.pk}" for meeting in self.meetings]
        self.order_fields([*self.field_order, "since", *came, "sure", "pays_principal"])

    @cached_property
    def meetings(self) -> list[Meeting]:
        """The meetings held since the day that was typed or proposed."""
        try:
            since = self.fields["since"].clean(self["since"].value())
        except forms.ValidationError:
            return []
        return list(self.group.meetings.held_since(since))

    def clean(self):
        """Return the arguments of `admit_member`."""
        data = super().clean()
        if self.errors:
            return data
        typed = self.cleaned_data
        if self.meetings and not is_answered(self, "sure", question := self._becomes_owed()):
            self.add_error("since", question)
        came = {row.pk: typed.get(f"came-{row.pk}") for row in self.meetings}
        return data | {
            "submission": typed["submission"],
            "attendance": {pk: kind for pk, kind in came.items() if kind},
            "pays_principal": typed.get("pays_principal", False),
        }

    def _becomes_owed(self) -> str:
        count = len(self.meetings)
        dues, savings = owed_since(self.group, [meeting.date for meeting in self.meetings])
        if not dues + savings:
            words = ngettext(
                "%(count)s meeting since then; nothing becomes owed for it. Is it right? Then say "
                "below who came, and tick.",
                "%(count)s meetings since then; nothing becomes owed for them. Is it right? Then "
                "say below who came, and tick.",
                count,
            )
            return words % {"count": count}
        words = ngettext(
            "%(count)s meeting since then: dues of %(dues)s and mandatory savings of %(savings)s "
            "become owed. Is it right? Then say below who came, and tick.",
            "%(count)s meetings since then: dues of %(dues)s and mandatory savings of %(savings)s "
            "become owed. Is it right? Then say below who came, and tick.",
            count,
        )
        return words % {"count": count, "dues": rupiah(dues), "savings": rupiah(savings)}
