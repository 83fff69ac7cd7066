"""The member's own page."""

import datetime
import re

import pytest
from django.urls import reverse

from finance import ledger
from finance.models import Book
from finance.reports.my import as_banknotes, memberships_of, my_book
from tests.conftest import TODAY, in_indonesian, month
from tests.factories import GroupFactory, MeetingFactory, MembershipFactory, UserFactory
from tests.finance.posting import DAY, pay_in, pay_out, post

pytestmark = pytest.mark.django_db
Kind = Book.Kind
ADDRESS = "/my/"


@pytest.fixture
def member():
    return MembershipFactory(person__user=UserFactory(role="member"), person__name="Siti Aminah")


@pytest.fixture
def read(as_user, member):
    """The text of the page in one line."""

    def text() -> str:
        content = as_user(member.person.user).get(ADDRESS).content.decode()
        return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", content))

    return text


@pytest.mark.parametrize(
    ("amount", "notes", "rest"),
    [
        (0, [], 0),
        (4_999, [], 4_999),
        (485_000, [(100_000, 4), (50_000, 1), (20_000, 1), (10_000, 1), (5_000, 1)], 0),
        (473_390, [(100_000, 4), (50_000, 1), (20_000, 1)], 3_390),
        (40_000, [(20_000, 2)], 0),
    ],
)
def test_an_amount_is_drawn_as_the_fewest_banknotes(amount, notes, rest):
    drawn, left = as_banknotes(amount)

    assert [(note.worth, note.count) for note in drawn] == notes
    assert left == rest


def test_the_balance_stands_in_figures_words_and_money(member, read):
    pay_in(member, 50_000, kind=Kind.POKOK)
    pay_in(member, 35_390)

    page = read()

    assert "Tabungan Ibu Rp 85.390" in page
    assert "delapan puluh lima ribu tiga ratus sembilan puluh rupiah" in page
    assert "50.000 Rp50.000: 1 lembar" in page
    assert "dan Rp390" in page


def test_a_milliard_has_dots_in_its_notes_and_smaller_figures(member, read):
    pay_in(member, 1_234_500_000)

    page = read()

    assert "12.345 lembar" in page
    assert "Rp 1.234.500.000" in page


def test_a_man_is_called_so(as_user):
    man = MembershipFactory(person__user=UserFactory(role="member"), person__sex="M")

    page = as_user(man.person.user).get(ADDRESS).content.decode()

    assert "Tabungan Bapak" in page
    assert "Ibu" not in page


def test_what_was_handed_over_at_once_is_one_line(member):
    pay_in(member, 10_000, TODAY - DAY, kind=Kind.WAJIB)
    pay_in(member, 15_000, TODAY - DAY)
    pay_out(member, 5_000)

    moves = my_book(member, TODAY).moves

    assert [(move.what, move.amount) for move in moves] == [("Took out", -5_000), ("Saved", 25_000)]


def test_what_was_put_right_is_not_called_saving(member):
    wrong = pay_in(member, 100_000, TODAY - DAY)
    ledger.reverse([wrong], date=TODAY, reason="salah ketik", by=member.group.registered_by)

    assert [move.what for move in my_book(member, TODAY).moves] == ["Corrected", "Saved"]


def test_what_came_from_the_old_book_is_called_so(member):
    post(member.group, Kind.OPENING, (Kind.WAJIB, member), 60_000, membership=member)

    assert [move.what for move in my_book(member, TODAY).moves] == ["From the old book"]


def test_dues_paid_and_owed(member, read):
    for ago in (2, 1, 0):
        MeetingFactory(group=member.group, date=month(-ago))
    pay_in(member, 8_000, kind=Kind.IKS)

    page = read()

    assert "Rp7.000 belum dibayar" in page
    assert f"{in_indonesian(month(-1), 'F Y')}, {in_indonesian(month(), 'F Y')}" in page
    assert "Dibayar sejak awal: Rp8.000" in page


def test_the_next_meeting(member):
    MeetingFactory(
        group=member.group,
        date=TODAY - 5 * DAY,
        next_on=TODAY + 9 * DAY,
        next_at=datetime.time(16),
        next_place="Rumah Bu Sri",
    )

    book = my_book(member, TODAY)

    assert book.next_meeting(TODAY) == TODAY + 9 * DAY
    assert book.group.next_place == "Rumah Bu Sri"


def test_of_others_only_the_sum_is_there(member, read):
    neighbour = MembershipFactory(group=member.group, person__name="Tumini Tetangga")
    pay_in(member, 25_000)
    pay_in(neighbour, 71_000)

    page = read()

    assert "Rp96.000" in page
    assert "Tumini" not in page
    assert "71.000" not in page


def test_who_left_still_reads_the_old_book(as_user, member):
    pay_in(member, 25_000, TODAY - DAY)
    member.until, member.reason = TODAY, "moved"
    member.save()
    client = as_user(member.person.user)

    page = client.get(ADDRESS).content.decode()

    assert "Ini buku yang lama" in page
    assert reverse("finance:make_dispute") not in page
    assert client.get(reverse("finance:savings_book", args=[member.pk])).status_code == 200


def test_who_joined_another_group_sees_the_new_book_and_a_way_to_the_old(as_user, member):
    member.until, member.reason = TODAY - DAY, "moved"
    member.save()
    new = MembershipFactory(person=member.person, since=TODAY - DAY)

    page = as_user(member.person.user).get(ADDRESS)

    assert memberships_of(member.person.user) == [new, member]
    assert page.context["membership"] == new
    assert reverse("finance:savings_book", args=[member.pk]) in page.content.decode()


def test_who_is_in_no_group_is_told_so(as_user):
    page = as_user(UserFactory(role="member")).get(ADDRESS)

    assert page.status_code == 200
    assert "Minta pendamping menghubungkannya" in page.content.decode()


def test_who_is_no_member_is_refused(as_user):
    assert as_user(UserFactory(role="facilitator")).get(ADDRESS).status_code == 403


def test_it_is_light(as_user, member):
    page = as_user(member.person.user).get(ADDRESS).content.decode()

    assert "htmx" not in page


def test_a_longer_history_takes_no_more_queries(as_user, django_assert_max_num_queries):
    counts = []

    for times in (1, 8):
        group = GroupFactory(members=times)
        member = MembershipFactory(group=group, person__user=UserFactory(role="member"))
        for ago in range(times):
            MeetingFactory(group=group, date=TODAY - ago * DAY)
            pay_in(member, 10_000, TODAY - ago * DAY)
            pay_in(member, 5_000, TODAY - ago * DAY, kind=Kind.IKS)
        client = as_user(member.person.user)
        with django_assert_max_num_queries(40) as queries:
            client.get(ADDRESS)
        counts.append(len(queries))

    assert counts[0] == counts[1]
