"""What holds for every form of the site."""

import importlib
import inspect

import pytest
from django import forms

from foundation.inputs import DayInput
from foundation.numbers import CountField
from tests.amounts import READ, REFUSED
from tests.project import PACKAGES, ROOT


def form_classes(kind: type = forms.BaseForm) -> list[type]:
    files = [file for name in PACKAGES for file in sorted((ROOT / name).rglob("forms/*.py"))]
    names = [".".join(file.relative_to(ROOT).with_suffix("").parts) for file in files]
    modules = [importlib.import_module(name.removesuffix(".__init__")) for name in names]
    return [
        form
        for module in modules
        for _name, form in inspect.getmembers(module, inspect.isclass)
        if issubclass(form, kind) and form.__module__ == module.__name__
    ]


HIDDEN = {("LineForm", "number")}  # typed by nobody


@pytest.mark.parametrize("form", form_classes(), ids=lambda form: form.__qualname__)
def test_each_number_is_read_as_people_type_it(form):
    """Django's own field takes 2.000 as 2, and has no limit unless it is told one."""
    numbers = {
        (form.__name__, name)
        for name, field in getattr(form, "base_fields", {}).items()
        if isinstance(field, forms.IntegerField) and not isinstance(field, forms.DecimalField)
    }

    assert numbers <= HIDDEN


def test_no_form_adds_another_number_as_it_is_made():
    texts = [path.read_text() for name in PACKAGES for path in (ROOT / name).rglob("forms/*.py")]

    assert sum(text.count("forms.IntegerField(") for text in texts) == len(HIDDEN)


@pytest.mark.parametrize(("typed", "number"), [(typed, n) for typed, n in READ.items() if n])
def test_a_number_is_read_as_the_browser_reads_it(typed, number):
    assert CountField(most=10**9).clean(typed) == number


@pytest.mark.parametrize("typed", [*REFUSED, "1.5", "0", "1.001"])
def test_what_is_no_such_number_is_refused(typed):
    with pytest.raises(forms.ValidationError):
        CountField(most=1_000).clean(typed)


def test_a_year_is_shown_without_dots():
    form = type("Form", (forms.Form,), {"year": CountField(most=2100, initial=2026)})

    assert 'value="2026"' in str(form()["year"])


@pytest.mark.parametrize("form", form_classes(), ids=lambda form: form.__qualname__)
def test_each_day_is_typed_in_one_order(form):
    """The browser's own field shows the day as the browser's language orders it."""
    others = [
        name
        for name, field in getattr(form, "base_fields", {}).items()
        if isinstance(field, forms.DateField)
        and not isinstance(field.widget, (DayInput, forms.HiddenInput))
    ]

    assert others == []
