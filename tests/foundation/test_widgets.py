"""The form renderer writes what Django's widget templates write."""

import datetime

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy

from accounts.models import User
from foundation.widgets import WRITERS, FormRenderer

CHOICES = [
    ("", gettext_lazy("Choose")),
    ("a&b", "<i>&'\""),
    (2026, 2026),
    (gettext_lazy("Groups"), [("x", "X"), (None, mark_safe("<b>bold</b>"))]),
]
ATTRS = {"id": "id_it", "class": "a", "required": True, "disabled": False, "data-x": "<'\"&"}
VALUES = [None, "", "plain", "<a href='x'>\"&", 25_000, mark_safe("<b>")]
INPUTS = [
    forms.TextInput,
    forms.NumberInput,
    forms.EmailInput,
    forms.URLInput,
    forms.HiddenInput,
    forms.PasswordInput,
    forms.CheckboxInput,
    forms.Textarea,
    forms.FileInput,
    forms.SearchInput,
    forms.TelInput,
    forms.ColorInput,
]
DATES = [forms.DateInput, forms.TimeInput, forms.DateTimeInput]


def written(widget: forms.Widget, value) -> list[list[str]]:
    """The lines of our functions and of Django's templates, white space between tags aside."""
    assert widget.template_name in WRITERS
    html = [
        widget.render("it[0]", value, ATTRS, each()) for each in (FormRenderer, DjangoTemplates)
    ]
    return [[line.strip() for line in each.splitlines() if line.strip()] for each in html]


@pytest.mark.parametrize("value", VALUES, ids=repr)
@pytest.mark.parametrize("widget", INPUTS)
def test_an_input(widget, value):
    ours, theirs = written(widget(), value)

    assert ours == theirs


@pytest.mark.parametrize("widget", DATES)
def test_a_moment(widget):
    ours, theirs = written(widget(), datetime.datetime(2028, 2, 29, 23, 30))

    assert ours == theirs


@pytest.mark.parametrize("value", [*VALUES, 2026, "a&b"], ids=repr)
def test_a_list_of_choices(value):
    ours, theirs = written(forms.Select(choices=CHOICES), value)

    assert ours == theirs


def test_the_empty_choice_is_a_prompt():
    field = User._meta.get_field("sex").formfield()

    html = field.widget.render("it", "", {}, FormRenderer())

    assert '<option value="" selected>Pilih</option>' in html
    assert "---" not in html


def test_text_begins_below_its_tag():
    """A browser drops the first line break, so one that was typed needs another before it."""
    html = forms.Textarea().render("it", "\nbelow", {}, FormRenderer())

    assert html.endswith(">\n\nbelow</textarea>")


def test_other_widgets_keep_their_templates():
    html = forms.RadioSelect(choices=[("a", "A")]).render("it", "a", {}, FormRenderer())

    assert 'type="radio"' in html
