"""Errors that Django itself words: in plain Indonesian, with what to do."""

import re
from collections import defaultdict

import pytest
from django import forms
from django.contrib.auth import password_validation

from accounts.forms.users import InviteForm
from foundation.fields import errors_of
from foundation.numbers import CountField, YearField
from tests.foundation.test_forms import form_classes

FRAMEWORK = re.compile(
    r"\b(pastikan|valid|nilai|bidang|null|karakter|bilangan|slug|komplet|pengaksaraan)\b",
    re.IGNORECASE,
)
FIGURES = defaultdict(lambda: 9)


def texts_of(field: forms.Field):
    yield from field.error_messages.values()
    for check in field.validators:
        own = getattr(check, "messages", None) or [getattr(check, "message", "")]
        yield from own.values() if isinstance(own, dict) else own


@pytest.mark.parametrize("form", form_classes(), ids=lambda form: form.__qualname__)
def test_no_field_answers_in_the_words_of_a_framework(form):
    fields = getattr(form, "base_fields", {}).values()

    said = {str(text % FIGURES) for field in fields for text in texts_of(field)}

    assert [text for text in said if FRAMEWORK.search(text)] == []


def test_neither_does_a_password():
    for password in ("pendek", "12345678", "password"):
        with pytest.raises(forms.ValidationError) as refused:
            password_validation.validate_password(password)
        assert not FRAMEWORK.search(" ".join(refused.value.messages))


@pytest.mark.parametrize(
    ("name", "typed", "said"),
    [
        ("name", "A" * 101, "Terlalu panjang: 101 huruf. Tulis paling banyak 100."),
        ("name", "A\0", "Ada tanda yang tidak terbaca. Hapus, lalu ketik ulang."),
        ("sex", "zzz", "“zzz” tidak ada dalam daftar. Pilih dari daftar."),
    ],
)
def test_what_a_field_says(name, typed, said):
    assert errors_of(InviteForm({name: typed})[name]) == [said]


def test_the_hint_of_a_user_name_allows_what_its_error_allows():
    form = InviteForm({"username": "a b"})

    assert errors_of(form["username"]) == [
        "Tulis hanya huruf, angka, dan tanda @ . + - _ tanpa spasi."
    ]
    assert "@ . + - _" in form["username"].help_text


class LimitsForm(forms.Form):
    days = CountField(least=0, most=9_999)
    year = YearField(least=2000, most=2100)


def test_a_number_beyond_its_limits_is_told_both():
    form = LimitsForm({"days": "99999", "year": "99999"})

    assert errors_of(form["days"]) == ["Tulis 0 sampai 9.999."]
    assert errors_of(form["year"]) == ["Tulis 2000 sampai 2100."]
