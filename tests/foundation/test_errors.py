"""Errors of fields in plain words, not in those of Django."""

import pytest
from django import forms

from foundation.fields import errors_of


class PeopleForm(forms.Form):
    people = forms.IntegerField(label="How many came?", min_value=1, max_value=20)
    own = forms.IntegerField(
        min_value=1, required=False, error_messages={"min_value": "Nobody came?"}
    )


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Isi: How many came."),
        ("two", "Tulis angka bulat."),
        ("1,5", "Tulis angka bulat."),
        ("0", "Paling sedikit 1."),
        ("21", "Paling banyak 20."),
    ],
)
def test_what_is_wrong_is_said_plainly(typed, said):
    assert errors_of(PeopleForm({"people": typed})["people"]) == [said]


def test_a_fields_own_words_stay():
    assert errors_of(PeopleForm({"people": "2", "own": "0"})["own"]) == ["Nobody came?"]
