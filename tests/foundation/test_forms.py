"""What holds for every form of the site."""

import importlib
import inspect

import pytest
from django import forms

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


@pytest.mark.parametrize("form", form_classes(), ids=lambda form: form.__qualname__)
def test_each_number_has_a_limit(form):
    """Else a number too large for the column is an error of the server."""
    unlimited = [
        name
        for name, field in getattr(form, "base_fields", {}).items()
        if isinstance(field, forms.IntegerField) and field.max_value is None
    ]

    assert unlimited == []
