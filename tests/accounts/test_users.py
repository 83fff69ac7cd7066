"""The list of users and the page of one: who may do what, until when, and what was changed."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone
from zeal import zeal_context

from tests.excel import rows_of
from tests.factories import AssignmentFactory, UserFactory

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture
def page(as_user):
    return as_user(UserFactory(role="administrator", name="Dewi Lestari"))


def text(response) -> str:
    return " ".join(response.content.decode().split())


def test_the_list_says_who_holds_which_role_where(page):
    user = UserFactory(name="Budi Santoso", role="cashier")
    AssignmentFactory(user=user, role="facilitator", until=datetime.date(2099, 1, 1))

    shown = text(page.get(reverse("users")))

    assert "Budi Santoso" in shown
    assert "Kabupaten Malang" in shown
    assert "31 Des 2098" in shown


def test_an_ended_role_is_not_shown(page):
    user = UserFactory(name="Budi Santoso")
    AssignmentFactory(user=user, role="cashier", until=timezone.localdate())

    assert "Kabupaten Malang" not in text(page.get(reverse("users")))


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({"q": "bud"}, {"Budi"}),
        ({"q": "siti88"}, {"Siti"}),
        ({"role": "cashier"}, {"Budi"}),
        ({"q": "siti", "role": "cashier"}, set()),
        ({"role": "king"}, {"Budi", "Siti", "Dewi Lestari"}),
        ({"q": "%"}, set()),
        ({"page": "no"}, {"Budi", "Siti", "Dewi Lestari"}),
        ({"page": "99"}, {"Budi", "Siti", "Dewi Lestari"}),
    ],
)
def test_the_list_is_filtered(page, query, names):
    UserFactory(name="Budi", role="cashier")
    UserFactory(name="Siti", username="siti88")

    shown = page.get(reverse("users"), query).context["page"]

    assert {user.name for user in shown} == names


def test_no_match_says_so_and_shows_the_way_back(page):
    assert "Hapus saringan" in text(page.get(reverse("users"), {"q": "zzz"}))


def test_the_list_asks_the_database_as_often_for_many_users(page, django_assert_num_queries):
    for _ in range(20):
        UserFactory(role="verifier")
    page.get(reverse("users"))

    with zeal_context(), django_assert_num_queries(9):
        page.get(reverse("users"))


def test_a_page_holds_25_users(page):
    UserFactory.create_batch(30)

    assert len(page.get(reverse("users")).context["page"]) == 25
    assert len(page.get(reverse("users"), {"page": 2}).context["page"]) == 6


def test_the_table_is_an_excel_file_without_formulas(page):
    UserFactory(name="=1+1", role="verifier")

    _head, row = rows_of(page.get(reverse("users"), {"q": "=1", "table": "xlsx"}))

    assert row[0] == "=1+1"
    assert "Kabupaten Malang" in row


def test_a_user_has_a_page_with_roles_now_and_before(page, django_assert_num_queries):
    user = UserFactory(name="Budi Santoso", role="cashier")
    giver = UserFactory(name="Pak Kepala")
    AssignmentFactory(user=user, role="facilitator", until=timezone.localdate(), given_by=giver)

    with zeal_context(), django_assert_num_queries(10):
        shown = text(page.get(reverse("user", args=[user.pk])))

    assert shown.index("Kabupaten Malang") < shown.index("Pak Kepala")


def test_changes_are_shown_with_who_made_them(page):
    user = UserFactory(name="Budi Santoso")
    recent(page).post(reverse("deactivate_user", args=[user.pk]))

    changes = page.get(reverse("user", args=[user.pk])).context["changes"]

    assert [change.by and change.by.name for change in changes][-1] is None
    assert "Dewi Lestari" in {change.by.name for change in changes if change.by}


def recent(client):
    """As if signed in anew a moment ago."""
    session = client.session
    session["account_authentication_methods"][0]["reauthenticated"] = True
    session.save()
    return client
