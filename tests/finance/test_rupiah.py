"""RupiahField: accepted and refused input."""

import pytest
from django import forms
from django.core.exceptions import ValidationError

from finance.forms.fields import RupiahField
from tests.amounts import READ, REFUSED


@pytest.mark.parametrize(("typed", "amount"), READ.items())
def test_the_same_amount_however_it_is_typed(typed, amount):
    assert RupiahField().clean(typed) == amount


@pytest.mark.parametrize("typed", REFUSED)
def test_anything_else_is_asked_again(typed):
    with pytest.raises(ValidationError):
        RupiahField().clean(typed)


def test_less_than_a_coin_is_asked_again_with_a_guess():
    with pytest.raises(ValidationError) as refusal:
        RupiahField().clean("25")

    assert "25.000" in refusal.value.messages[0]


def test_what_may_be_left_out_is_none():
    assert RupiahField(required=False).clean("") is None


@pytest.mark.parametrize("typed", ["9" * 13, "9" * 5000])
def test_more_than_there_is_money_is_asked_again(typed):
    with pytest.raises(ValidationError):
        RupiahField().clean(typed)


def test_an_amount_is_shown_with_its_dots():
    class Draw(forms.Form):
        amount = RupiahField(initial=1_250_000)

    assert 'value="1.250.000"' in str(Draw()["amount"])
