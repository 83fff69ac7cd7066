"""The lists of the office: each sorts by each of its columns, and keeps what was chosen."""

import re
from urllib.parse import parse_qs

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import strip_tags

from foundation.pagination import ROWS
from tests.conftest import sign_in
from tests.excel import rows_of
from tests.factories import UserFactory
from tests.full import part_of
from tests.office_lists import LISTS, NAMED
from tests.project import ROOT
from tests.shared import shared

pytestmark = pytest.mark.django_db
FEW = 4
NONE = ["nonsense", "-", "password", "-name;", "\x00", "pk", "1"]
HEADING = re.compile(r'<th scope="col"[^>]*>(.*?)</th>')
LINK = re.compile(r'id="sort-(\w+)" href="\?([^"]*)"')
ROW = re.compile(r'<tr role="row">((?:<td|<th scope="row").*?)</tr>', re.DOTALL)
CELL = re.compile(r'(?:<th scope="row"|<td)[^>]*>(.*?)</t[hd]>', re.DOTALL)
EACH = pytest.mark.parametrize("opened", NAMED, indirect=True)
FILTERED = [name for name in NAMED if NAMED[name].query]
EACH_WITH_A_FILTER = pytest.mark.parametrize("opened", FILTERED, indirect=True)


class Open:
    """A list as a browser reads it, of that many rows that differ; `own` is its own order."""

    def __init__(self, name, count=FEW):
        self.of = NAMED[name]
        self.url = reverse(name, args=self.of.make(count))
        self.client = sign_in(Client(), UserFactory(role=self.of.role))
        self.own = self.get()
        with CaptureQueriesContext(connection) as queries:
            self.get()  # no longer the first request of its session
        self.queries = len(queries)

    def get(self, **query):
        return self.client.get(self.url, self.of.base | query)


opened = shared(Open)


def headings(response) -> list[str]:
    """The keys of the columns in their order; empty for one that does not sort."""
    links = map(LINK.search, HEADING.findall(response.text))
    return [link[1] if link else "" for link in links]


def column(response, key) -> list[str]:
    """What the rows show in the column of that key, in their order."""
    place = headings(response).index(key)
    rows = [CELL.findall(row) for row in ROW.findall(response.text)]
    return [strip_tags(cells[place]).strip() for cells in rows]


def rows(response) -> list[str]:
    return ROW.findall(response.text)


@EACH
def test_each_column_sorts_both_ways_at_no_query_more(opened):
    keys = list(filter(None, headings(opened.own)))
    assert len(keys) >= 3, keys

    for key in keys:
        with CaptureQueriesContext(connection) as queries:
            up = opened.get(sort=key)
        assert len(queries) == opened.queries, key
        down = opened.get(sort=f"-{key}")
        assert f'aria-sort="ascending"><a id="sort-{key}"' in up.text
        assert f'aria-sort="descending"><a id="sort-{key}"' in down.text
        assert key in opened.of.alike.split() or len(set(column(up, key))) > 1, f"alike in {key}"
        assert filled(up, down, key) == filled(down, up, key)[::-1], key


def filled(response, other, key) -> list[str]:
    """The values of a column without those that come last both ways, which are the empty ones."""
    values, last = column(response, key), column(response, key)[-1]
    if last != column(other, key)[-1]:
        return values
    while values and values[-1] == last:
        values.pop()
    return values


@EACH
def test_a_column_that_is_none_leaves_the_lists_own_order(opened):
    for asked in part_of(NONE, opened.url):
        response = opened.get(sort=asked)

        assert response.status_code == 200
        assert rows(response) == rows(opened.own)
        assert "aria-sort" not in response.text


@EACH_WITH_A_FILTER
def test_the_order_keeps_the_filter_and_the_filter_the_order(opened):
    query = opened.of.query
    response = opened.get(**query, page=1, sort="-name")

    assert 0 < len(rows(response)) < len(rows(opened.own))
    links = [parse_qs(query.replace("&amp;", "&")) for _key, query in LINK.findall(response.text)]
    kept = {name: [value] for name, value in query.items()}
    assert all(kept.items() <= link.items() and "page" not in link for link in links)
    assert '<input type="hidden" name="sort" value="-name">' in response.text


@EACH
def test_the_file_has_the_rows_in_the_order_asked(opened):
    key = headings(opened.own)[0]
    up, down = (rows_of(opened.get(table="xlsx", sort=sort)) for sort in (key, f"-{key}"))

    while up[-1] == down[-1]:  # without place or value, or the sum
        del up[-1], down[-1]
    assert len(up) > 2
    assert [row[0] for row in up[1:]] == [row[0] for row in down[:0:-1]]


def test_the_next_page_keeps_order_and_filter():
    opened = Open("groups:groups", 3 * ROWS + FEW)

    response = opened.get(**opened.of.query, sort="-name")

    [following] = re.findall(r'rel="next" href="\?([^"]*)"', response.text)
    assert parse_qs(following.replace("&amp;", "&")) == {
        **{name: [value] for name, value in opened.of.query.items()},
        "sort": ["-name"],
        "page": ["2"],
    }


def test_every_template_of_a_list_is_looked_at():
    """One of them is the component; what newer registers change has one for two lists."""
    included = 'include "components/list.html"'
    pages = [page.read_text() for page in (ROOT / "templates").glob("*/*.html")]

    assert sum(included in page or "list_rows" in page for page in pages) == len(LISTS) + 1 - 1
