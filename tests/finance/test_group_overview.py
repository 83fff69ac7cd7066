"""The overview page of a group: figures, savings by month, attendance."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from zeal import zeal_context

from finance import ledger
from finance.models import Book, CashCount, Entry
from finance.reports.charts import bar_chart, round_up
from finance.reports.overview import attended, figures, last_months, saved_by_month
from tests.conftest import TODAY, month
from tests.factories import (
    LONG_AGO,
    AttendanceFactory,
    DecisionFactory,
    MeetingFactory,
    MembershipFactory,
    OfficeFactory,
    ProblemFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def membership():
    return MembershipFactory()


def post(membership, debit, credit, amount, date=TODAY) -> Entry:
    group = membership.group
    books = [
        ledger.book(group, kind, membership if kind in Book.OF_A_MEMBER else None)
        for kind in (debit, credit)
    ]
    pk = ledger.post(
        debit=books[0], credit=books[1], amount=amount, date=date, by=group.registered_by
    )
    return Entry.objects.get(pk=pk)


def test_figures_are_those_of_the_books(membership):
    post(membership, Book.Kind.CASH, Book.Kind.WAJIB, 10_000)
    post(membership, Book.Kind.CASH, Book.Kind.SUKARELA, 15_000)
    post(membership, Book.Kind.CASH, Book.Kind.IKS, 5_000)
    post(membership, Book.Kind.BANK, Book.Kind.CASH, 20_000)
    post(membership, Book.Kind.IKS, Book.Kind.CASH, 1_000)

    found = figures(membership.group, TODAY, 25_000)

    assert (found.savings, found.cash_and_bank, found.dues_fund) == (25_000, 29_000, 4_000)
    assert found.helped_this_year == 1


def test_savings_by_month_leave_out_what_was_reversed(membership):
    post(membership, Book.Kind.CASH, Book.Kind.WAJIB, 10_000, month(-1))
    wrong = post(membership, Book.Kind.CASH, Book.Kind.WAJIB, 900_000, month(-1))
    ledger.reverse([wrong], date=TODAY, reason="Salah ketik", by=membership.group.registered_by)

    rows = saved_by_month(membership.group, TODAY).rows

    assert [amount for _month, amount in rows] == [0] * 10 + [10_000, 0]


def test_months_go_back_over_the_year():
    months = last_months(datetime.date(2026, 2, 10))

    assert months[0] == datetime.date(2025, 3, 1)
    assert months[-1] == datetime.date(2026, 2, 1)


def test_represented_members_came_too(membership):
    meeting = MeetingFactory(group=membership.group)
    AttendanceFactory(meeting=meeting, membership=membership, kind="represented")
    AttendanceFactory(meeting=meeting, kind="ill")

    found = attended(membership.group)

    assert (found.came, found.of, found.percent) == (1, 2, 50)


@pytest.mark.parametrize(("most", "top"), [(0, 1), (1, 1), (5, 6), (9, 10), (105, 200)])
def test_the_axis_ends_at_a_figure_that_reads_easily(most, top):
    assert round_up(most, 1) == top
    assert round_up(most * 1_000, 1_000) == top * 1_000


def test_bars_stand_on_zero():
    low, high = bar_chart([("Okt", 0), ("Nov", 200)]).bars

    assert (low.height, high.height) == (0, 100)
    assert low.y == high.y + high.height


def test_an_empty_office_is_said_to_be_so(as_user, membership):
    OfficeFactory(membership=membership, post="treasurer")
    client = as_user(membership.group.facilitations.get().facilitator)

    context = client.get(reverse("finance:group_overview", args=[membership.group_id])).context

    assert context["vacant"] == ["Ketua", "Sekretaris"]


def test_who_sees_no_books_sees_no_figures(as_user, membership):
    url = reverse("finance:group_overview", args=[membership.group_id])

    operator = as_user(UserFactory(role="operator", at="35.07.07.2001")).get(url)
    verifier = as_user(UserFactory(role="verifier")).get(url)

    assert "figures" not in operator.context
    assert "figures" in verifier.context


def test_savings_older_than_the_chart_draw_no_empty_frame(as_user, membership):
    post(membership, Book.Kind.CASH, Book.Kind.WAJIB, 10_000, month(-13))
    facilitator = membership.group.facilitations.get().facilitator

    page = as_user(facilitator).get(reverse("finance:group_overview", args=[membership.group_id]))

    text = page.content.decode()
    assert "Tidak ada simpanan masuk dalam dua belas bulan terakhir." in text
    assert "saved-chart" not in text


def test_the_queries_do_not_grow(as_user, membership):
    client = as_user(membership.group.facilitations.get().facilitator)
    url = reverse("finance:group_overview", args=[membership.group_id])
    fill(membership, 1)
    client.get(url)

    with zeal_context(), CaptureQueriesContext(connection) as few:
        client.get(url)
    fill(membership, 3)
    with zeal_context(), CaptureQueriesContext(connection) as many:
        client.get(url)

    assert len(few) == len(many) < 50


def fill(membership, count):
    for number in range(count):
        date = LONG_AGO + datetime.timedelta(days=count * 31 + number)
        meeting = MeetingFactory(group=membership.group, date=date)
        AttendanceFactory(meeting=meeting, membership=membership)
        DecisionFactory(meeting=meeting)
        ProblemFactory(group=membership.group)


def test_a_correction_makes_the_count_stale(membership):
    group = membership.group
    entry = post(membership, Book.Kind.CASH, Book.Kind.IKS, 10_000)
    CashCount.objects.create(
        group=group,
        date=TODAY,
        whole_box=True,
        booked=10_000,
        counted=10_000,
        counted_by=membership,
        recorded_by=group.registered_by,
    )
    before = figures(group, TODAY, 0).last_count.is_stale
    post(membership, Book.Kind.CASH, Book.Kind.IKS, 5_000)
    paid_later = figures(group, TODAY, 0).last_count.is_stale

    ledger.reverse([entry], date=TODAY, reason="Salah", by=group.registered_by)

    assert (before, paid_later) == (False, False)
    assert figures(group, TODAY, 0).last_count.is_stale
