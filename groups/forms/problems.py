"""Forms to raise and follow up problems, and to name who may see a confidential one."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from foundation.days import validate_past_day
from foundation.filters import Filter
from foundation.inputs import DayInput
from groups.models import FollowUp, Group, Membership, Problem
from groups.rules.problems import may_be_named


class PastDay(forms.DateField):
    """A date that is not in the future; initially today."""

    widget = DayInput
    default_validators = [validate_past_day]

    def __init__(self, **kwargs):
        super().__init__(**{"initial": timezone.localdate} | kwargs)


class MembersField(forms.ModelMultipleChoiceField):
    """Members of a group, ticked by number and name."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: Membership) -> str:
        return f"{obj.number}. {obj.person.name}"


class ProblemForm(forms.ModelForm):
    kind = forms.ChoiceField(
        label=_("Kind of problem"), choices=[("", _("Choose")), *Problem.Kind.choices]
    )
    severity = forms.ChoiceField(
        label=_("how serious"), choices=[("", _("Choose")), *Problem.Severity.choices]
    )
    between = MembersField(
        label=_("Between which members or officers"),
        queryset=Membership.objects.none(),
        required=False,
        help_text=_("Leave it empty where it is between nobody."),
    )
    who = forms.CharField(
        label=_("or who else takes care"),
        max_length=100,
        required=False,
        help_text=_("A name, for example of the chair or the head of the hamlet."),
    )
    raised_on = PastDay(label=_("Since when"))
    confidential = forms.BooleanField(
        label=_("Confidential: only who is named here sees it"), required=False
    )
    readers = forms.ModelMultipleChoiceField(
        label=_("Who may see it, if it is confidential"),
        queryset=User.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("You and who takes care see it in any case."),
    )

    class Meta:
        model = Problem
        fields = ["kind", "severity", "what", "carer", "due_on", "raised_on", "confidential"]
        widgets = {"due_on": DayInput, "what": forms.Textarea({"rows": 3})}

    field_order = [
        *("kind", "severity", "what", "between", "raised_on"),
        *("carer", "who", "due_on", "confidential", "readers"),
    ]

    fields: dict[str, Any]  # each of its own class of field

    def __init__(self, *args, group: Group, by: User):
        super().__init__(*args)
        members = group.memberships.running().in_book_order()
        self.fields["between"].queryset = members
        named = may_be_named(group)
        self.fields["carer"].queryset = named
        self.fields["carer"].empty_label = _("Nobody of these")
        self.fields["readers"].queryset = named.exclude(pk=by.pk)

    def _post_clean(self):
        """The action writes the row: `between` and `readers` are rows of their own."""


class FollowUpForm(forms.ModelForm):
    at_times = ("ended",)

    date = PastDay(label=_("When"))
    closes = forms.BooleanField(label=_("The problem is solved by this"), required=False)
    ended = forms.CharField(
        label=_("how it ended"),
        max_length=300,
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("Only when the problem is solved."),
    )

    class Meta:
        model = FollowUp
        fields = ["what", "date"]
        widgets = {"what": forms.Textarea({"rows": 3})}


class ReaderForm(forms.Form):
    user = forms.ModelChoiceField(
        User.objects.none(), label=_("Who may see it"), empty_label=_("Choose")
    )

    fields: dict[str, Any]  # each of its own class of field

    def __init__(self, *args, problem: Problem):
        super().__init__(*args)
        seen = [
            problem.raised_by_id,
            problem.carer_id,
            *problem.named.values_list("user", flat=True),
        ]
        known = [pk for pk in seen if pk is not None]
        self.fields["user"].queryset = may_be_named(problem.group).exclude(pk__in=known)


class RecurringFilter(Filter):
    """Of what the list counts: each group by itself, or whole villages."""

    per = forms.ChoiceField(
        label=_("Counted by"),
        choices=[("", _("Village")), ("group", _("Group"))],
        required=False,
    )
    kind = forms.ChoiceField(
        label=_("Kind of problem"),
        choices=[("", _("All")), *Problem.Kind.choices],
        required=False,
    )

    def of(self, problems: QuerySet[Problem]) -> QuerySet[Problem]:
        kind = self.is_valid() and self.cleaned_data["kind"]
        return problems.filter(kind=kind) if kind else problems
