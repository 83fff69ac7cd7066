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
        ("", "Tulis: How many came."),
        ("two", "Tulis angka bulat."),
        ("1,5", "Tulis angka bulat."),
        ("0", "Paling sedikit 1."),
        ("21", "Paling banyak 20."),
    ],
)
def test_what_is_wrong_is_said_plainly(typed, said):
    assert errors_of(PeopleForm({"people": typed})["people"]) == [said]


def test_a_choice_is_to_be_chosen():
    class KindForm(forms.Form):
        kind = forms.ChoiceField(label="Jenis", choices=[("a", "A")])
        what = forms.ChoiceField(label="Apa", choices=[("a", "A")], widget=forms.RadioSelect)

    assert errors_of(KindForm({})["kind"]) == ["Pilih: Jenis."]
    assert errors_of(KindForm({})["what"]) == ["Pilih: Apa."]


def test_a_fields_own_words_stay():
    assert errors_of(PeopleForm({"people": "2", "own": "0"})["own"]) == ["Nobody came?"]
