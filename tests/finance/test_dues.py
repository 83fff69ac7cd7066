"""The dues book: paid by month, arrears, help."""

import datetime

import pytest
from django.urls import reverse

from finance import ledger
from finance.models import Book, DuesWaiver
from finance.reports.dues import dues_book, months_of
from finance.reports.statements import Span
from foundation.months import last_of
from tests.conftest import TODAY, in_indonesian, month
from tests.excel import rows_of
from tests.factories import GroupFactory, MeetingFactory, MembershipFactory, UserFactory
from tests.finance.posting import pay_in, pay_out

pytestmark = pytest.mark.django_db
IKS = Book.Kind.IKS
BEFORE_LAST, LAST, THIS = (month(later) for later in (-2, -1, 0))


@pytest.fixture
def group():
    """Three meetings of 5.000 each."""
    group = GroupFactory()
    for day in (BEFORE_LAST, LAST, THIS):
        MeetingFactory(group=group, date=day)
    return group


def test_what_is_paid_fills_the_oldest_month_first(group):
    member = MembershipFactory(group=group)
    pay_in(member, 8_000, THIS, kind=IKS)

    book = dues_book(group, TODAY)

    assert [(cell.due, cell.paid) for cell in book.rows[0].cells[-3:]] == [
        (5_000, 5_000),
        (5_000, 3_000),
        (5_000, 0),
    ]
    assert (book.arrears, book.fund) == (7_000, 8_000)


def test_a_month_without_a_meeting_owes_nothing(group):
    MembershipFactory(group=group)

    book = dues_book(group, TODAY)

    assert [cell.due for cell in book.rows[0].cells][:9] == [0] * 9
    assert [cell.due for cell in book.totals][-3:] == [5_000] * 3


def test_help_is_listed_newest_first_unless_taken_back(group):
    member = MembershipFactory(group=group)
    pay_in(member, 50_000, BEFORE_LAST, kind=IKS)
    first = pay_out(member, 1_000, LAST, kind=IKS)
    wrong = pay_out(member, 2_000, LAST, kind=IKS)
    last = pay_out(member, 3_000, THIS, kind=IKS)
    ledger.reverse([wrong], date=THIS, reason="salah orang", by=group.registered_by)

    assert list(dues_book(group, TODAY).help) == [last, first]


@pytest.mark.parametrize(
    ("span", "first", "count"),
    [
        (Span(), datetime.date(2025, 12, 1), 12),
        (Span(since=datetime.date(2026, 9, 10)), datetime.date(2026, 9, 1), 3),
        (Span(until=datetime.date(2026, 10, 10)), datetime.date(2025, 11, 1), 12),
        (Span(since=datetime.date(2020, 1, 1)), datetime.date(2025, 12, 1), 12),
    ],
)
def test_at_most_twelve_months_are_shown(span, first, count):
    months = months_of(span, datetime.date(2026, 11, 24))

    assert (months[0], len(months)) == (first, count)


def test_the_table_holds_what_the_page_holds(as_user, group):
    member = MembershipFactory(group=group)
    pay_in(member, 5_000, THIS, kind=IKS)
    client = as_user(UserFactory(role="verifier"))

    names = [in_indonesian(day, "F Y") for day in (BEFORE_LAST, LAST, THIS)]
    url = reverse("finance:dues", args=[group.pk])
    head, row, total = rows_of(
        client.get(url, {"table": "xlsx", "since": BEFORE_LAST, "until": TODAY})
    )

    assert head[2:] == [*names, "Belum dibayar", "Dibayar di muka", "Dibebaskan"]
    assert row[1:] == [member.person.name, 5_000, 0, 0, 10_000, 0, 0]
    assert total[1:] == [5_000, 0, 0, 10_000, 0, 0]


def test_the_table_says_who_paid_ahead_and_whose_dues_were_waived(as_user, group):
    ahead = MembershipFactory(group=group)
    gone = MembershipFactory(group=group, until=THIS, reason="moved")
    pay_in(ahead, 17_000, THIS, kind=IKS)
    DuesWaiver.objects.create(membership=gone, amount=10_000, reason="Sakit", by=UserFactory())
    url = reverse("finance:dues", args=[group.pk])

    rows = rows_of(as_user(UserFactory(role="verifier")).get(url, {"table": "xlsx"}))

    assert [row[-2:] for row in rows[1:]] == [[2_000, 0], [0, 10_000], [2_000, 10_000]]


def test_the_page_shows_the_latest_month_first(as_user, group):
    MembershipFactory(group=group)
    names = [in_indonesian(day, "M Y") for day in (THIS, LAST, BEFORE_LAST)]

    page = as_user(UserFactory(role="verifier")).get(reverse("finance:dues", args=[group.pk])).text

    assert sorted(names, key=page.index) == names


def test_more_members_take_no_more_queries(as_user, django_assert_max_num_queries):
    client, counts = as_user(UserFactory(role="verifier")), []

    for size in (2, 8):
        group = GroupFactory(members=size)
        for member in group.memberships.all():
            pay_in(member, 5_000, kind=IKS)
            pay_out(member, 1_000, kind=IKS)
        with django_assert_max_num_queries(40) as queries:
            client.get(reverse("finance:dues", args=[group.pk]))
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_the_months_end_where_the_calendar_does():
    assert months_of(Span(until=datetime.date(1, 2, 3)), TODAY) == [
        datetime.date(1, 1, 1),
        datetime.date(1, 2, 1),
    ]


def test_of_chosen_months_only_their_own_arrears_are_shown(group):
    member = MembershipFactory(group=group)
    pay_in(member, 5_000, THIS, kind=IKS)

    months = dues_book(group, TODAY, Span(LAST, last_of(LAST)))

    assert (months.rows[0].arrears, months.arrears) == (5_000, 5_000)
    assert dues_book(group, TODAY).arrears == 10_000
