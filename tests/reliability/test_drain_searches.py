"""Bar, row 51: what a search costs does not grow with what is typed."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django_filters import FilterSet

from foundation.searches import SearchField, SearchFilter
from tests.foundation.test_forms import form_classes
from tests.pages import PAGES
from tests.shared import shared
from tests.test_bad_input import LISTS, asker
from tests.world import World

pytestmark = pytest.mark.django_db
SEARCHED = [name for name, parameters in LISTS.items() if "q" in parameters.split()]

world = shared(World)


@pytest.fixture
def search(world):
    """The status of a list, and the letters of its queries."""

    def get(name, words):
        page = PAGES[name]
        with CaptureQueriesContext(connection) as queries:
            answer = asker(world, page).get(reverse(name, args=page.args(world)), {"q": words})
        return answer.status_code, sum(len(query["sql"]) for query in queries)

    return get


@pytest.mark.parametrize("name", SEARCHED)
def test_a_search_costs_no_more_than_its_words(search, name):
    _status, of_one = search(name, "a")
    status, of_six = search(name, "a e i o u n")

    assert status == 200
    assert of_six < 2 * of_one
    assert search(name, "a " * 200) == (400, pytest.approx(of_one, rel=1))
    assert search(name, "x" * 10_000) == (400, pytest.approx(of_one, rel=1))


def test_every_search_is_bounded():
    fields = {
        form: form.base_fields.get("q") for form in form_classes() if "base_fields" in dir(form)
    }
    filters = {each: each.base_filters.get("q") for each in form_classes(FilterSet)}

    unbounded = [
        each.__qualname__
        for each, q in (fields | filters).items()
        if q and not isinstance(q, SearchField | SearchFilter)
    ]

    assert unbounded == []
    assert len({*fields, *filters}) > 50


def test_a_member_is_searched_with_few_words(world):
    client = asker(world, PAGES["groups:groups"])

    answer = client.post(reverse("groups:find_member"), {"q": "a " * 200})

    assert answer.status_code == 422


def test_a_place_is_searched_with_few_words(world):
    client = asker(world, PAGES["groups:groups"])
    typed = {"field": "village", "village": "a," * 75, "within": "35.07 " * 300}

    with CaptureQueriesContext(connection) as queries:
        answer = client.get(reverse("regions"), typed)

    assert answer.status_code == 200
    assert sum(len(query["sql"]) for query in queries) < 100_000
