"""Bar, row 43: what a user typed is shown as text, also in a hint, a label and an error."""

import re
from pathlib import Path

import pytest
from crispy_forms.utils import render_crispy_form
from django import forms

from finance.forms.fields import RupiahField
from tests.project import ROOT

TYPED = '<b id="kx"><plaintext>'
UNESCAPED = re.compile(r"\|\s*safe\b|\bmark_safe\b|autoescape off|safeseq")
KINDS = {
    "text": forms.CharField,
    "long": lambda **words: forms.CharField(widget=forms.Textarea, **words),
    "choice": lambda **words: forms.ChoiceField(choices=[("a", TYPED)], **words),
    "radio": lambda **words: forms.ChoiceField(
        choices=[("a", TYPED)], widget=forms.RadioSelect, **words
    ),
    "yes": forms.BooleanField,
    "file": forms.FileField,
    "amount": RupiahField,
}


def sources() -> list[Path]:
    folders = [path.parent for path in ROOT.glob("*/__init__.py") if path.parent.name != "tests"]
    found = [file for folder in folders for file in folder.rglob("*.py")]
    return [*found, *(ROOT / "templates").rglob("*.html")]


def test_nothing_is_marked_as_safe():
    assert [file for file in sources() if UNESCAPED.search(file.read_text())] == []


def test_html_is_put_together_by_few():
    """Elsewhere `format_html`, which escapes; these write thousands of cells and escape by hand."""
    by_hand = [
        file.relative_to(ROOT).as_posix()
        for file in sources()
        if "SafeString(" in file.read_text() and "templatetags" not in file.parts
    ]

    assert sorted(by_hand) == ["foundation/fields.py", "foundation/lists.py"]


@pytest.mark.parametrize("kind", KINDS)
def test_what_was_typed_is_text(kind):
    class Typed(forms.Form):
        field = KINDS[kind](label=TYPED, help_text=TYPED)

    form = Typed({"field": TYPED})
    form.add_error("field", TYPED)
    html = render_crispy_form(form)

    assert "<b" not in html
    assert html.count("&lt;b id=") >= 3
