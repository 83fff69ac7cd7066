"""Bar, row 36: each form is sent with every column that any table has, beyond its own fields.

A form is sent as its page gives it. What reaches the database is read from its statements: none may
bear the value of a field that the page does not show, but for a choice that was looked up among
the rows that the form allows (a choice of one is not shown).
"""

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.page_forms import form_of
from tests.pages import PAGES
from tests.shared import shared
from tests.test_bad_input import asker, fields
from tests.world import World

pytestmark = pytest.mark.django_db
FOREIGN = "918273645"  # a number that nothing in the world has
COLUMNS = {
    name
    for model in apps.get_models()
    for column in model._meta.concrete_fields
    for name in (column.name, column.attname)
}

world = shared(World)  # each request is rolled back


def is_choice(statement: str) -> bool:
    """Whether the value was only compared with the rows that the form allows."""
    return statement.startswith('SELECT "') and " AND " in statement


@pytest.mark.parametrize("name", [name for name, page in PAGES.items() if page.posts])
def test_a_field_that_the_form_lacks_is_never_written(world, name):
    url, client = reverse(name, args=PAGES[name].args(world)), asker(world, PAGES[name])
    page = client.get(url).content.decode()
    more = dict.fromkeys(COLUMNS - set(fields(page)), FOREIGN)

    with transaction.atomic():
        with CaptureQueriesContext(connection) as queries:
            answer = client.post(url, more | form_of(page).values)
        transaction.set_rollback(True)

    sent = [query["sql"] for query in queries if FOREIGN in query["sql"]]
    assert answer.status_code < 500
    assert [statement for statement in sent if not is_choice(statement)] == []
