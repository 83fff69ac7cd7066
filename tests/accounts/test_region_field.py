"""Choosing one of 91 thousand regions in a form, with and without JavaScript."""

import pytest
from django import forms
from django.urls import reverse

from accounts.forms.regions import RegionField, WithRegions
from accounts.models import Region
from tests.factories import UserFactory, region

pytestmark = pytest.mark.django_db


class Form(WithRegions, forms.Form):
    name = forms.CharField()
    village = RegionField(level=Region.Level.VILLAGE)


@pytest.fixture(autouse=True)
def villages():
    for code in ["35.07.07.2001", "35.07.07.2002", "35.79.01.2001"]:
        region(code)
    far = region("33.02.01.2001")
    far.name = "Dawuhan"
    far.save(update_fields=["name"])


def form(**data) -> Form:
    return Form({"name": "Mawar", **data})


@pytest.mark.parametrize(
    "typed", ["35.07.07.2001", "Dawuhan, Poncokusumo", "dawuhan, poncokusumo", "sumberejo"]
)
def test_one_place_is_taken_at_once(typed):
    filled = form(village=typed)

    assert filled.is_valid()
    assert filled.cleaned_data["village"].parent.name == "Poncokusumo"


def test_a_name_of_several_places_asks_which(in_english):
    filled = form(village="Dawuhan")

    assert filled.errors == {"village": ["Choose one of the places found."]}
    assert str(filled["village"]).count('type="radio"') == 2


def test_the_place_chosen_is_taken():
    chosen = {"village": "Dawuhan", "village-for": "Dawuhan", "village-chosen": "35.07.07.2001"}

    filled = form(**chosen)

    assert filled.is_valid()
    assert filled.cleaned_data["village"].code == "35.07.07.2001"


def test_what_was_chosen_for_another_name_is_forgotten():
    filled = form(
        **{"village": "Sumberejo", "village-for": "Dawuhan", "village-chosen": "35.07.07.2001"}
    )

    assert filled.is_valid()
    assert filled.cleaned_data["village"].name == "Sumberejo"


def test_part_of_a_name_is_never_taken_for_the_whole(in_english):
    assert form(village="Sumber").errors == {"village": ["Choose one of the places found."]}


def test_an_unknown_name_says_what_to_do(in_english):
    assert "Check the spelling" in form(village="Atlantis").errors["village"][0]


def test_another_level_is_not_found():
    assert "village" in form(village="35.07").errors


def test_a_territory_is_kept():
    filled = form(village="35.79.01.2001")
    filled.fields["village"].within = ["35.07"]

    assert "village" in filled.errors


def test_the_search_button_answers_only_the_search():
    filled = form(**{"name": "", "village": "Sumberejo", "village-search": "1"})

    assert not filled.is_valid()
    assert list(filled.errors) == []
    assert "35.07.07.2002" in str(filled["village"])


def test_a_search_that_finds_nothing_says_what_to_do():
    filled = form(**{"name": "", "village": "Atlantis", "village-search": "1"})

    assert list(filled.errors) == ["village"]


@pytest.mark.parametrize(
    ("near", "first"), [([], "33.02"), (["35.07"], "35.07"), (["36.01", "35"], "35.07")]
)
def test_places_of_the_own_territory_come_first(near, first):
    filled = form(village="Dawuhan")
    filled.fields["village"].near = near

    filled.full_clean()

    found = [region.code for region in filled.fields["village"].widget.found]
    assert (found[0][:5], len(found)) == (first, 2)


def test_htmx_shows_them_first_too(as_user):
    filled = form(village="x")
    filled.fields["village"].near = ["35.07"]
    assert "near=35.07" in str(filled["village"])

    query = {"field": "village", "level": 4, "village": "daw", "near": "35.07"}
    text = as_user(UserFactory()).get(reverse("regions"), query).text

    assert text.index("35.07.07.2001") < text.index("33.02.01.2001")


def test_enter_in_another_field_is_no_search():
    filled = form(**{"name": "", "village": "", "village-search": "1"})

    assert list(filled.errors) == ["name", "village"]


def test_what_was_typed_is_shown_and_safe():
    assert "&lt;b&gt;" in str(form(village="<b>")["village"])


def test_htmx_gets_the_places_while_one_types(as_user, django_assert_max_num_queries):
    client = as_user(UserFactory())

    with django_assert_max_num_queries(6):
        response = client.get(
            reverse("regions"), {"field": "village", "level": 4, "village": "daw"}
        )

    assert response.content.decode().count('name="village-chosen"') == 2


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"field": "a b"},
        {"field": "v", "level": "9"},
        {"field": "v", "v": "\x00"},
        {"field": "v", "v": "x" * 999},
        {"field": "v", "within": "'"},
        {"field": "v", "near": "'"},
    ],
)
def test_odd_questions_are_refused(as_user, query):
    assert as_user(UserFactory()).get(reverse("regions"), query).status_code == 422
