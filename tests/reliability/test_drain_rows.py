"""Bar, row 51: no form reads more rows than a group can have, whatever the page claims."""

import json
import re

import pytest
from django import forms
from django.urls import reverse

from foundation.formsets import SPARE, rows_of
from grants.payment.forms.statements import unpacked
from grants.payment.statements.days import read_day
from tests.factories import UserFactory
from tests.project import PACKAGES, ROOT

MADE_BY_HAND = re.compile(r"formset_factory\((?:[^()]|\([^()]*\))*\)")
CLAIMS = {"members-INITIAL_FORMS": "0", "members-TOTAL_FORMS": "9999999999"}


class Row(forms.Form):
    name = forms.CharField(required=False)


def test_rows_are_counted_before_they_are_made():
    rows = rows_of(Row, most=3)

    many = rows({"form-TOTAL_FORMS": "9999999999", "form-INITIAL_FORMS": "0"})

    assert len(many.forms) == 3 + SPARE
    assert not many.is_valid()
    assert rows({"form-TOTAL_FORMS": "3", "form-INITIAL_FORMS": "0"}).is_valid()


def test_no_formset_is_made_without_a_limit():
    made = [
        text
        for name in PACKAGES
        for file in (ROOT / name).rglob("*.py")
        for text in MADE_BY_HAND.findall(file.read_text())
    ]

    assert made
    assert [text for text in made if "absolute_max=" not in text] == []


def test_a_page_of_many_families_is_refused(as_user):
    client = as_user(UserFactory(role="facilitator"))

    answer = client.post(reverse("groups:register_group"), CLAIMS)

    assert answer.status_code == 422
    assert "Terlalu banyak baris." in answer.text
    assert len(re.findall(r'name="members-\d+-name"', answer.text)) <= 40


@pytest.mark.parametrize("text", ["[" * 2_000, '{"rows": [], "first": 1e999}', "NaN", "{}", "7"])
def test_a_table_that_is_none_is_empty(text):
    assert unpacked(text) == ([], [], 0)


def test_a_table_is_read():
    table = {"rows": [["x", {"day": "2026-01-02"}]], "names": ["A"], "first": 1}

    rows, names, first = unpacked(json.dumps(table))

    assert (len(rows), names, first) == (1, ["A"], 1)


@pytest.mark.parametrize("text", ["1/11/99999999999999999999", "31/2/2026", 1e300, float("inf")])
def test_a_day_of_no_calendar_is_refused_in_words(text):
    with pytest.raises(ValueError, match="24/11/2026"):
        read_day(text)
