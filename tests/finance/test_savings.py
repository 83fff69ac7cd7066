"""The page of a group's savings."""

import pytest
from django.db.models import Sum
from django.urls import reverse

from finance.models import Book
from finance.reports.savings import savings_of
from finance.reports.statements import Span
from tests.conftest import TODAY
from tests.excel import rows_of
from tests.factories import GroupFactory, MembershipFactory, UserFactory
from tests.finance.posting import DAY, pay_in, pay_out

pytestmark = pytest.mark.django_db
Kind = Book.Kind


def test_each_member_has_pokok_wajib_sukarela_and_the_sum():
    member = MembershipFactory()
    pay_in(member, 50_000, kind=Kind.POKOK)
    pay_in(member, 10_000, kind=Kind.WAJIB)
    pay_in(member, 15_000)
    pay_in(member, 5_000, kind=Kind.IKS)

    (row,) = savings_of(member.group, TODAY).members

    assert (*row.amounts.values(), row.total) == (50_000, 10_000, 15_000, 75_000)


def test_all_members_together_are_the_groups_savings():
    group = GroupFactory()
    for place, member in enumerate(MembershipFactory.create_batch(4, group=group), start=1):
        pay_in(member, 1_000 * place)
        pay_in(member, 500 * place, kind=Kind.WAJIB)

    total = savings_of(group, TODAY).total

    assert total == group.books.savings().aggregate(sum=Sum("balance"))["sum"] == 15_000


def test_of_those_who_left_only_who_has_money_there_is_listed():
    group = GroupFactory()
    paid_out, not_yet = MembershipFactory.create_batch(
        2, group=group, until=TODAY - DAY, reason="moved"
    )
    pay_in(paid_out, 1_000)
    pay_out(paid_out, 1_000)
    pay_in(not_yet, 2_000)

    assert [row.membership for row in savings_of(group, TODAY).members] == [not_yet]


def test_a_day_in_the_past_shows_what_was_saved_then():
    member = MembershipFactory()
    pay_in(member, 1_000, TODAY - 10 * DAY)
    pay_in(member, 2_000, TODAY - 5 * DAY)
    pay_in(member, 4_000)

    saved = savings_of(member.group, TODAY, Span(TODAY - 7 * DAY, TODAY - 3 * DAY))

    assert (saved.total, saved.change) == (3_000, 2_000)


def test_the_table_ends_with_the_sum(as_user):
    group = GroupFactory(members=2)
    for member in group.memberships.all():
        pay_in(member, 10_000)
    client = as_user(UserFactory(role="verifier"))

    url = reverse("finance:savings", args=[group.pk])
    head, *_rows, last = rows_of(client.get(url, {"table": "xlsx"}))
    since = {"table": "xlsx", "since": TODAY}
    head_of_span, *_rows, last_of_span = rows_of(client.get(url, since))

    assert (head[-1], head_of_span[-2:]) == ("Jumlah", ["Jumlah", "Perubahan"])
    assert last == ["Semua anggota", 0, 0, 20_000, 20_000]
    assert last_of_span == ["Semua anggota", 0, 0, 20_000, 20_000, 20_000]


def test_more_members_take_no_more_queries(as_user, django_assert_max_num_queries):
    client, counts = as_user(UserFactory(role="verifier")), []

    for size in (2, 8):
        group = GroupFactory(members=size)
        for member in group.memberships.all():
            pay_in(member, 10_000)
        with django_assert_max_num_queries(30) as queries:
            client.get(reverse("finance:savings", args=[group.pk]))
        counts.append(len(queries))

    assert counts[0] == counts[1]
