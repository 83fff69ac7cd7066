"""Forms of the page of the office: letterhead, words, officials."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Region, User
from foundation.inputs import DayInput, NameField, PersonNameField
from foundation.rules import RuleBroken
from papers.decrees import ORDINALS
from papers.emblems import Picture, read_emblem
from papers.models import Letterhead, Official, Wording
from papers.wording import ARTICLES, BLANKS, words_of

LETTERS = 20_000
POINTS = len(ORDINALS) - 1  # of a decree, after the first, which the site writes


class EmblemField(forms.FileField):
    """A picture of the emblem; only its pixels are kept."""

    widget = forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp"})

    def clean(self, data: Any, initial: Any = None) -> Picture | None:
        file = super().clean(data, initial)
        if not file:
            return None
        try:
            return read_emblem(file)
        except RuleBroken as rule:
            raise forms.ValidationError(str(rule)) from rule


class LetterheadForm(forms.ModelForm):
    """The letterhead as it is to be from now on; papers that are issued keep theirs."""

    emblem = EmblemField(
        label=gettext_lazy("Emblem"),
        required=False,
        help_text=gettext_lazy("PNG, JPEG or WebP. Leave it empty to keep the one there is."),
    )

    class Meta:
        model = Letterhead
        fields = [
            "government",
            "name",
            "address",
            "postcode",
            "telephone",
            "email",
            "place",
            "unit",
            "number_format",
        ]
        field_classes = {"name": NameField}
        help_texts = {
            "government": gettext_lazy("For example: Pemerintah Kabupaten Malang."),
            "place": gettext_lazy("Stands before the day: Kepanjen, 24 November 2026."),
            "number_format": gettext_lazy(
                "{seq} the number, {kind} the kind of paper, {unit}, {month}, {year}."
            ),
        }

    def clean_postcode(self) -> str:
        postcode = self.cleaned_data["postcode"].strip()
        if postcode and not re.fullmatch(r"\d{5}", postcode, re.ASCII):
            raise forms.ValidationError(_("A postcode has 5 digits."))
        return postcode

    def clean_number_format(self) -> str:
        """Refuse what the trigger does not fill in, and what would not fit on a paper."""
        format = self.cleaned_data["number_format"].strip()
        unknown = set(re.findall(r"\{[^}]*\}?", format)) - {
            "{seq}",
            "{kind}",
            "{unit}",
            "{month}",
            "{year}",
        }
        if unknown:
            raise forms.ValidationError(
                _("This cannot be filled in: %(what)s.") % {"what": ", ".join(sorted(unknown))}
            )
        if any(format.count(part) != 1 for part in ("{seq}", "{kind}", "{year}")):
            raise forms.ValidationError(_("The format needs {seq}, {kind} and {year}, each once."))
        if len(format) > 50:
            raise forms.ValidationError(_("The format is too long. At most 50 letters."))
        return format


class WordingForm(forms.Form):
    """The words of each part of a kind of paper; a line is a point of its own."""

    def __init__(self, office: Region, kind: str, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.blanks = BLANKS[kind]
        words = words_of(office)
        for part in self.blanks:
            self.fields[part.value] = forms.CharField(
                label=part.label,
                initial=words[part],
                max_length=LETTERS,
                widget=forms.Textarea(attrs={"rows": self._height(words[part])}),
                help_text=self._help(part),
            )

    @staticmethod
    def _height(text: str) -> int:
        """Rows for the text on a phone, and one more."""
        return min(14, 1 + sum(1 + len(line) // 40 for line in text.splitlines()))

    def _help(self, part: Wording.Part) -> str:
        blanks = ", ".join(f"{{{name}}}" for name in sorted(self.blanks[part]))
        lines = _("A line is a point of its own.")
        if part in ARTICLES:
            lines = _("A line with # begins an article, each line below is a point of it.")
        return (
            _("%(lines)s Filled in: %(blanks)s.") % {"lines": lines, "blanks": blanks}
            if blanks
            else lines
        )

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        for part, blanks in self.blanks.items():
            found = set(re.findall(r"\{([^}]*)\}?", typed.get(part.value, "")))
            if unknown := sorted(found - blanks):
                self.add_error(
                    part.value,
                    _("This cannot be filled in: %(what)s.")
                    % {"what": ", ".join(f"{{{name}}}" for name in unknown)},
                )
        first = typed.get(Wording.Part.CLAUSES, "#").lstrip()
        if not first.startswith("#"):
            self.add_error(Wording.Part.CLAUSES, _("Begin the first line with # and its heading."))
        if len(typed.get(Wording.Part.DICTUM, "").strip().splitlines()) > POINTS:
            self.add_error(Wording.Part.DICTUM, _("At most %(count)s lines.") % {"count": POINTS})
        return typed


class OfficialForm(forms.ModelForm):
    """Who signs from a day on; an entry made again for the same post and day puts it right."""

    class Meta:
        model = Official
        fields = ["duty", "name", "nip", "rank", "post", "user", "since", "until"]
        field_classes = {"name": PersonNameField}
        widgets = {"since": DayInput, "until": DayInput}
        help_texts = {
            "name": gettext_lazy("For example: Dra. Endang Lestari, M.Si."),
            "rank": gettext_lazy("For example: Pembina Tingkat I (IV/b)."),
            "post": gettext_lazy("As it stands above the signature: Kepala Dinas Sosial."),
            "user": gettext_lazy("If this person signs in here: whose papers bear this number."),
        }

    def __init__(self, office: Region, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = (  # type: ignore[attr-defined]
            User.objects.filter(is_active=True, assignments__region=office)
            .distinct()
            .order_by("name")
        )

    def clean_nip(self) -> str:
        nip = "".join(self.cleaned_data["nip"].split())
        if nip and not re.fullmatch(r"\d{18}", nip, re.ASCII):
            raise forms.ValidationError(_("A NIP has 18 digits."))
        return f"{nip[:8]} {nip[8:14]} {nip[14]} {nip[15:]}" if nip else ""
