"""The pages of all books and of one book."""

import datetime

import pytest
from django.urls import reverse

from finance import ledger
from finance.models import Book
from finance.reports.balance_sheet import result_of_year
from finance.reports.books import shelf
from finance.reports.statements import PAGE, Span
from tests.conftest import TODAY
from tests.excel import rows_of
from tests.factories import GroupFactory, MembershipFactory, UserFactory
from tests.finance.posting import DAY, pay_in, pay_in_often, pay_out, post

pytestmark = pytest.mark.django_db
Kind = Book.Kind


@pytest.fixture
def member():
    member = MembershipFactory()
    pay_in(member, 20_000, TODAY - 10 * DAY)
    pay_in(member, 5_000, kind=Kind.IKS)
    post(member.group, Kind.BANK, Kind.CASH, 8_000)
    post(member.group, (Kind.EXPENSE, None, "feed"), Kind.CASH, 2_000)
    return member


def balances(side):
    return {kind.kind: kind.balance for kind in side.kinds}


def test_both_sides_are_equal(member):
    shown = shelf(member.group)

    assert balances(shown.debit) == {Kind.CASH: 15_000, Kind.BANK: 8_000, Kind.EXPENSE: 2_000}
    assert balances(shown.credit) == {Kind.SUKARELA: 20_000, Kind.IKS: 5_000}
    assert shown.is_balanced


def test_they_are_equal_on_any_day(member):
    shown = shelf(member.group, Span(until=TODAY - DAY))

    assert balances(shown.debit)[Kind.CASH] == 20_000
    assert shown.is_balanced


def test_a_range_shows_what_changed(member):
    shown = shelf(member.group, Span(since=TODAY))

    (cash, *_others) = shown.debit.kinds
    assert cash.change == -5_000


def test_the_page_says_that_they_are_equal(as_user, member):
    client = as_user(UserFactory(role="auditor"))

    page = client.get(reverse("finance:books", args=[member.group.pk])).content.decode()

    assert "Kedua sisi sama" in page
    assert page.count("Rp23.000") == 3  # cash and bank, all it has, all it owes and owns


def test_the_table_has_a_row_a_book(as_user, member):
    client = as_user(UserFactory(role="auditor"))

    url = reverse("finance:books", args=[member.group.pk])
    rows = rows_of(client.get(url, {"table": "xlsx"}))

    assert len(rows) == 1 + member.group.books.count()
    assert ["Kredit", "Simpanan sukarela", member.person.name, 20_000] in rows


def test_a_book_has_debit_credit_and_the_balance_after(as_user, member):
    iks = ledger.book(member.group, Kind.IKS)
    pay_out(member, 1_000, kind=Kind.IKS)
    client = as_user(UserFactory(role="auditor"))

    url = reverse("finance:book", args=[iks.pk])
    _head, _opening, *rows = rows_of(client.get(url, {"table": "xlsx"}))

    assert [line.balance for line in client.get(url).context["statement"].lines] == [5_000, 4_000]
    assert [row[-2:] for row in rows] == [[5_000, 5_000], [1_000, 4_000]]


def test_who_may_correct_is_led_there_from_an_entry_in_force(as_user, member):
    wrong = pay_in(member, 7_000)
    ledger.reverse([wrong], date=TODAY, reason="salah", by=member.group.registered_by)
    cash = ledger.book(member.group, Kind.CASH)
    url = reverse("finance:book", args=[cash.pk])

    seen = {
        role: as_user(UserFactory(role=role)).get(url).content.decode().count("/reverse/")
        for role in ("verifier", "auditor")
    }

    assert seen == {"verifier": 4, "auditor": 0}


def test_more_books_and_entries_take_no_more_queries(as_user, django_assert_max_num_queries):
    client, counts = as_user(UserFactory(role="verifier")), []

    for size, entries in ((2, 1), (6, PAGE + 5)):
        group = GroupFactory(members=size)
        for member in group.memberships.all():
            pay_in(member, 5_000)
        pay_in_often(member, entries)
        cash = ledger.book(group, Kind.CASH)
        with django_assert_max_num_queries(60) as queries:
            client.get(reverse("finance:books", args=[group.pk]))
            client.get(reverse("finance:book", args=[cash.pk]))
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_the_result_is_of_this_year_alone(member):
    last_year = datetime.date(TODAY.year - 1, 6, 1)
    pay_in(member, 50_000, last_year)
    post(member.group, (Kind.EXPENSE, None, "feed"), Kind.CASH, 40_000, last_year)
    post(member.group, Kind.CASH, (Kind.INCOME, None, "sale"), 90_000)

    assert result_of_year(member.group, TODAY) == (88_000, -40_000)
