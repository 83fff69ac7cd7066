"""Read-only pages of the books: permissions, and invalid query strings."""

import pytest
from django.urls import reverse

from accounts.models import Assignment
from finance import ledger
from finance.models import Book
from tests.excel import rows_of
from tests.factories import AssignmentFactory, GroupFactory, MembershipFactory, UserFactory
from tests.finance.posting import pay_in

pytestmark = pytest.mark.django_db
Role = Assignment.Role
OF_A_GROUP = ["savings", "print_savings_books", "dues", "cash", "books"]
OF_A_MEMBER = ["savings_book", "print_savings_book"]


@pytest.fixture
def member():
    """A member with a user and savings."""
    user = UserFactory(role=Role.MEMBER)
    membership = MembershipFactory(person__user=user)
    pay_in(membership, 25_000)
    return membership


def addresses(member):
    cash = ledger.book(member.group, Book.Kind.CASH)
    yield from (reverse(f"finance:{page}", args=[member.group.pk]) for page in OF_A_GROUP)
    yield from (reverse(f"finance:{page}", args=[member.pk]) for page in OF_A_MEMBER)
    yield reverse("finance:book", args=[cash.pk])


@pytest.mark.parametrize("role", [Role.VERIFIER, Role.HEAD, Role.AUDITOR, Role.PROVINCE])
def test_those_who_look_after_the_district_read_all(as_user, member, role):
    client = as_user(UserFactory(role=role))

    assert {client.get(url).status_code for url in addresses(member)} == {200}


def test_the_facilitator_reads_all(as_user, member):
    facilitator = member.group.facilitations.get().facilitator

    assert {as_user(facilitator).get(url).status_code for url in addresses(member)} == {200}


@pytest.mark.parametrize("role", [Role.OPERATOR, Role.APPROVER])
def test_who_sees_the_group_but_not_its_books_is_refused(as_user, member, role):
    client = as_user(UserFactory(role=role))
    book = ledger.book(member.group, Book.Kind.CASH)

    for page in OF_A_GROUP:
        assert client.get(reverse(f"finance:{page}", args=[member.group.pk])).status_code == 403
    for page in OF_A_MEMBER:
        assert client.get(reverse(f"finance:{page}", args=[member.pk])).status_code == 403
    assert client.get(reverse("finance:book", args=[book.pk])).status_code == 403


@pytest.mark.parametrize(
    "stranger",
    [{"role": Role.VERIFIER, "at": "35.79"}, {"role": Role.FACILITATOR}, {"role": Role.MEMBER}],
)
def test_nothing_is_there_for_another_district(as_user, member, stranger):
    client = as_user(UserFactory(**stranger))

    assert {client.get(url).status_code for url in addresses(member)} == {404}


def test_a_member_reads_the_own_book_and_no_other(as_user, member):
    neighbour = MembershipFactory(group=member.group)
    pay_in(neighbour, 70_000)
    client = as_user(member.person.user)

    for page in OF_A_MEMBER:
        assert client.get(reverse(f"finance:{page}", args=[member.pk])).status_code == 200
        assert client.get(reverse(f"finance:{page}", args=[neighbour.pk])).status_code == 404
    for page in OF_A_GROUP:
        assert client.get(reverse(f"finance:{page}", args=[member.group.pk])).status_code == 404


def test_a_member_who_is_an_operator_too_still_reads_no_neighbours_book(as_user, member):
    AssignmentFactory(user=member.person.user, role=Role.OPERATOR)
    neighbour = MembershipFactory(group=member.group)
    client = as_user(member.person.user)

    url = reverse("finance:savings_book", args=[neighbour.pk])

    assert client.get(url).status_code == 403


@pytest.mark.parametrize("page", ["savings", "dues", "cash", "books"])
def test_a_group_without_any_entry_has_its_pages(as_user, page):
    group = GroupFactory()
    client = as_user(UserFactory(role=Role.VERIFIER))

    response = client.get(reverse(f"finance:{page}", args=[group.pk]), {"since": "2026-01-01"})

    assert response.status_code == 200


@pytest.mark.parametrize("page", ["savings", "dues", "books"])
def test_a_group_without_any_entry_has_its_tables(as_user, page):
    group = GroupFactory()
    client = as_user(UserFactory(role=Role.VERIFIER))

    table = client.get(reverse(f"finance:{page}", args=[group.pk]), {"table": "xlsx"})

    assert rows_of(table)


@pytest.mark.parametrize(
    "query",
    ["since=x", "since=2026-02-30", "since=2026-02-02&until=2026-01-01", "until=2026-13-01"],
)
def test_a_filter_that_makes_no_sense_says_so(as_user, member, query):
    client = as_user(UserFactory(role=Role.VERIFIER))

    for url in addresses(member):
        if "print" not in url:
            response = client.get(f"{url}?{query}")
            assert response.status_code == 400
            assert b"notice-bad" in response.content


@pytest.mark.parametrize("query", ["before=x", "after=99999999-1", "before=20261124-1&after=-"])
def test_a_place_that_is_none_shows_the_newest_page(as_user, member, query):
    client = as_user(UserFactory(role=Role.VERIFIER))

    for url in addresses(member):
        assert client.get(f"{url}?{query}").status_code == 200
