"""Forms to propose a group, add its documents and withdraw it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from foundation.submissions import SubmitOnceForm
from grants.selection.models import Document
from groups.forms.photos import PhotoField


class ProposalForm(SubmitOnceForm):
    note = forms.CharField(
        label=_("Why this group"),
        max_length=300,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )


class DocumentForm(SubmitOnceForm):
    kind = forms.ChoiceField(
        label=_("Kind of paper"), choices=[("", _("Choose")), *Document.Kind.choices]
    )
    picture = PhotoField(
        label=_("Photo or scan"), help_text=_("One PDF, or a photo of each page: at most 20 pages.")
    )


class WithdrawalForm(SubmitOnceForm):
    reason = forms.CharField(
        label=_("Why the group leaves"), max_length=300, widget=forms.Textarea({"rows": 3})
    )
