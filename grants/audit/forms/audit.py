"""Forms of the audit pages."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Access
from foundation.filters import Filter
from foundation.inputs import DayInput
from foundation.searches import SearchField
from grants.audit.reports.audit import rounds_for
from grants.audit.reports.audit_history import tracked_models
from grants.selection.models import Round
from groups.models import Group

MOST_BYTES = 300 * 1024 * 1024


class AuditFilter(Filter):
    q = SearchField(
        label=_("Round, group, number or reference"),
        help_text=_("For example Melati, BLPS 2026, a number of a paper, SP2D, STS, a reference."),
    )


class HistoryFilter(Filter):
    """Filters of the edit history: model, group, days."""

    kind = forms.ChoiceField(
        label=_("Changes of"),
        required=False,
        choices=lambda: [(name, model.label) for name, model in tracked_models().items()],
    )
    q = SearchField(label=_("Group"))
    since = forms.DateField(label=_("From day"), required=False, widget=DayInput)
    until = forms.DateField(label=_("To day"), required=False, widget=DayInput)


class AccessFilter(Filter):
    """Filters of the book of accesses: kind, user, days."""

    kind = forms.ChoiceField(
        label=_("What"), required=False, choices=[("", _("All")), *Access.Kind.choices]
    )
    q = SearchField(label=_("Name"))
    since = forms.DateField(label=_("From day"), required=False, widget=DayInput)
    until = forms.DateField(label=_("To day"), required=False, widget=DayInput)


class CheckForm(forms.Form):
    """The scope of a verification; empty means the auditor's whole territory."""

    round = forms.ModelChoiceField(
        label=_("Round"), required=False, queryset=Round.objects.none(), empty_label=_("All")
    )
    group = forms.ModelChoiceField(
        required=False, queryset=Group.objects.none(), widget=forms.HiddenInput
    )

    def __init__(self, user, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["round"].queryset = rounds_for(user)
        self.fields["group"].queryset = Group.objects.visible_to(user, "grants.audit")


class AuditFileForm(forms.Form):
    """An audit file, and the digest that the office wrote down when it was taken."""

    file = forms.FileField(
        label=_("Audit file"),
        help_text=_("The zip as it was taken from here, at most 300 MB."),
        error_messages={"required": _("Choose the zip.")},
        widget=forms.FileInput(attrs={"accept": ".zip,application/zip"}),
    )
    digest = forms.CharField(
        label=_("Digest of its index"),
        required=False,
        max_length=80,
        help_text=_(
            "As the office wrote it down. Without it a file made anew as a whole looks whole."
        ),
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("The file is too big. At most 300 MB."))
        return file
