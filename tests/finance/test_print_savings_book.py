"""The printed savings book."""

import pytest
from django.utils import timezone, translation

from finance import ledger
from finance.models import Book, Chain
from finance.papers.savings_book import paper
from tests.conftest import TODAY, in_indonesian
from tests.factories import GroupFactory, MembershipFactory
from tests.finance.posting import DAY, pay_in, pay_out

pytestmark = pytest.mark.django_db


def test_it_says_every_entry_and_the_balance_in_words():
    member = MembershipFactory()
    pay_in(member, 10_000, TODAY - DAY, kind=Book.Kind.WAJIB)
    pay_in(member, 25_000)
    pay_out(member, 5_000)

    (book,) = paper(member.group, [member], timezone.now())["books"]

    assert [row["balance"] for row in book["rows"]] == ["10.000", "35.000", "30.000"]
    assert [row["changes"] for row in book["rows"]][-1] == ["", "−5.000"]
    assert book["held"] == ["10.000", "20.000"]
    assert book["balance_rupiah"] == "Rp30.000"


def test_of_a_former_member_it_says_until_when():
    gone = MembershipFactory(since=TODAY - 40 * DAY, until=TODAY - DAY, reason="moved")
    member = MembershipFactory(group=gone.group)

    with translation.override("id"):
        books = paper(gone.group, [gone, member], timezone.now())["books"]

    assert f"sampai {in_indonesian(TODAY - DAY)}" in books[0]["since"]
    assert "sampai" not in books[1]["since"]


def test_it_bears_the_head_of_the_groups_chain():
    member = MembershipFactory()
    pay_in(member, 25_000)
    before = paper(member.group, [member], timezone.now())["digest"]

    pay_in(MembershipFactory(group=member.group), 1_000)
    after = paper(member.group, [member], timezone.now())

    head = Chain.objects.get(group=member.group)
    assert after["digest"].replace(" ", "") == bytes(head.digest).hex()
    assert after["digest"] != before
    assert "no. 2" in after["chain"]


def test_what_was_taken_back_is_struck_and_said():
    member = MembershipFactory()
    wrong = pay_in(member, 100_000, TODAY - DAY)
    ledger.reverse([wrong], date=TODAY, reason="salah ketik", by=member.group.registered_by)

    (book,) = paper(member.group, [member], timezone.now())["books"]

    assert [row["struck"] for row in book["rows"]] == [True, False]
    assert all("salah ketik" in row["remarks"][0] for row in book["rows"])


def test_all_books_of_a_group_take_as_many_queries_as_one(django_assert_num_queries):
    group = GroupFactory(members=4)
    members = list(group.memberships.in_book_order())
    assert group.village.name
    for member in members:
        pay_in(member, 25_000)

    for memberships in (members[:1], members):
        with django_assert_num_queries(3):
            paper(group, memberships, timezone.now())
