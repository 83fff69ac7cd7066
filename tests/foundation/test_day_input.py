"""A day is typed and shown as day/month/year, whatever the browser's language."""

import datetime

import pytest
from django import forms
from django.utils import translation

from foundation.fields import errors_of
from foundation.inputs import DayInput

DAY = datetime.date(2026, 3, 4)


class Form(forms.Form):
    date = forms.DateField(widget=DayInput)
    other = forms.CharField()


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize(
    "typed", ["04/03/2026", "4/3/2026", "4-3-2026", "4.3.2026", "4 3 2026", "04032026"]
)
def test_the_day_comes_first_and_is_kept(typed, language):
    with translation.override(language):
        form = Form({"date": typed})

        assert not form.is_valid()  # for something else
        assert form.cleaned_data["date"] == DAY
        assert 'value="04/03/2026"' in str(form["date"])


def test_what_a_page_sends_as_iso_is_that_day():
    form = Form({"date": "2026-03-04", "other": "x"})

    assert form.is_valid()
    assert form.cleaned_data["date"] == DAY


@pytest.mark.parametrize("typed", ["03/31/2026", "31/02/2026", "4/3/26", "kemarin", "432026"])
def test_what_is_no_day_is_refused_and_stands_there(typed):
    form = Form({"date": typed, "other": "x"})

    assert "date" in form.errors
    assert f'value="{typed}"' in str(form["date"]) or "2026" in str(form["date"])


@pytest.mark.parametrize(
    ("typed", "said"),
    [("31/02/2026", "no such day"), ("31042026", "no such day"), ("13/31/2026", "as 24/11/2026")],
)
def test_a_day_that_does_not_exist_is_said_so(typed, said):
    with translation.override("en"):
        (words,) = errors_of(Form({"date": typed})["date"])

    assert said in words


def test_a_day_known_before_is_shown_likewise():
    assert 'value="04/03/2026"' in str(Form(initial={"date": DAY})["date"])
