"""Forms of the steps by which a group moves to another stage."""

import datetime

from django import forms
from django.utils.translation import gettext_lazy as _

from foundation.formatting import day
from foundation.submissions import SubmitOnceForm
from groups.forming.models import StageCheck
from groups.forming.rules.stages import MOVES
from groups.models import Decision, Group
from groups.models.programmes import Stage

RECENT = datetime.timedelta(days=365)


class DecisionField(forms.ModelChoiceField):
    def label_from_instance(self, obj: Decision) -> str:
        about = {"day": day(obj.meeting.date), "number": obj.meeting.number, "what": obj.what}
        return _("%(day)s, meeting no. %(number)s: %(what)s") % about


class AskStageForm(SubmitOnceForm):
    at_times = ("decision",)

    stage = forms.ChoiceField(label=_("Stage"), widget=forms.RadioSelect)
    decision = DecisionField(
        Decision.objects.none(),
        required=False,
        label=_("Which meeting decided it?"),
        empty_label=_("None"),
        help_text=_(
            "First write on the sheet of the meeting that it decided on this stage."
            " Not needed for a group that fell silent, or meets again."
        ),
    )

    def __init__(self, group: Group, today: datetime.date, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["stage"].choices = [(to, Stage(to).label) for to in MOVES[group.stage]]
        rows = Decision.objects.agreed().filter(group=group, meeting__date__gte=today - RECENT)
        self.fields["decision"].queryset = rows.select_related("meeting").order_by(
            "-meeting__date", "pk"
        )


class CheckStageForm(SubmitOnceForm):
    at_times = ("reason",)

    agrees = forms.TypedChoiceField(
        label=_("Does the group move to that stage?"),
        choices=[
            ("yes", _("Yes: the head may sign its decree")),
            ("no", _("No, for the reason below")),
        ],
        coerce=lambda chosen: chosen == "yes",
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=StageCheck._meta.get_field("reason").max_length,
        help_text=_("Needed where it does not move, or not every fact is met."),
    )
