"""Releasing a member and paying out the savings (E23)."""

import datetime

import pytest
from django.urls import reverse

from finance import ledger
from finance.actions.money import move_to_bank
from finance.ledger import Posting
from finance.models import Book
from foundation.rules import RuleBroken
from groups.models import Membership
from tests.conftest import TODAY
from tests.factories import (
    AttendanceFactory,
    GroupFactory,
    MeetingFactory,
    MembershipFactory,
    OfficeFactory,
)
from tests.finance.conftest import balance, meet
from tests.finance.leaving import YESTERDAY, Reason, member, release, url_of
from tests.finance.stock import facilitator_of, post, stock, typed

pytestmark = pytest.mark.django_db
__all__ = ["member"]  # fixtures


def lend(member, amount):
    loan = ledger.book(member.group, Book.Kind.LOAN, member)
    cash = ledger.book(member.group, Book.Kind.CASH)
    stock(member.group, cash=amount)
    post(member.group, [Posting(loan, cash, amount, member)])


def test_all_savings_are_paid_out(member):
    release(member)

    assert balance(member.group, Book.Kind.CASH) == 0
    assert not member.group.books.savings().exclude(balance=0).exists()
    assert [entry.amount for entry in member.entries.order_by("-sequence")[:3]] == [
        30_000,
        70_000,
        50_000,
    ]


def test_the_membership_and_the_office_end(member):
    office = OfficeFactory(membership=member)

    release(member)

    member.refresh_from_db()
    office.refresh_from_db()
    assert (member.until, member.reason) == (TODAY, Reason.MOVED)
    assert office.until == TODAY


def test_who_saved_nothing_just_leaves():
    member = MembershipFactory()

    release(member)

    assert not Membership.objects.running(TODAY).filter(pk=member.pk).exists()
    assert not member.entries.exists()


def test_debts_are_paid_first(member):
    lend(member, 60_000)

    release(member)

    assert balance(member.group, Book.Kind.LOAN, member) == 0
    assert balance(member.group, Book.Kind.CASH) == 60_000


def test_more_debts_than_savings_are_settled_before(member):
    lend(member, 400_000)

    words = r"Ms Tumini owes Rp400.000 and has saved Rp150.000. Have Rp250.000 paid back first."
    with pytest.raises(RuleBroken, match=words):
        release(member)


def test_too_little_in_the_box_says_what_to_do(member):
    group = member.group
    move_to_bank(group=group, amount=50_000, date=TODAY, today=TODAY, by=group.registered_by)

    words = r"holds Rp100.000, Ms Tumini gets Rp150.000. Fetch Rp50.000 from the bank."
    with pytest.raises(RuleBroken, match=words):
        release(member)

    assert Membership.objects.running(TODAY).filter(pk=member.pk).exists()


def test_an_heir_receives_what_is_left(member):
    release(member, reason=Reason.DIED, heir="Bu Siti, istri")

    assert member.entries.latest("sequence").note == "Bu Siti, istri"


def test_an_heir_has_a_name(member):
    with pytest.raises(RuleBroken, match="name of the heir") as refusal:
        release(member, reason=Reason.DIED)

    assert refusal.value.field == "heir"


def test_not_before_the_last_money(member):
    yesterday = TODAY - datetime.timedelta(days=1)

    with pytest.raises(RuleBroken, match=f"recorded on {TODAY:%-d %B %Y}"):
        release(member, date=yesterday)


def test_not_before_a_meeting_in_which_she_stands():
    meeting = MeetingFactory(date=TODAY)
    attendance = AttendanceFactory(meeting=meeting, kind="represented")

    with pytest.raises(RuleBroken, match="stands in the meeting") as refusal:
        release(attendance.membership, date=YESTERDAY)

    assert refusal.value.field == "date"
    release(attendance.membership, date=TODAY)


def test_once(member):
    release(member)

    with pytest.raises(RuleBroken, match="was not a member"):
        release(member)


def test_the_statements_are_as_many_with_debts_as_without(member, django_assert_max_num_queries):
    lend(member, 60_000)

    with django_assert_max_num_queries(17):
        release(member)


def test_the_page_lists_what_will_happen(as_user, member):
    OfficeFactory(membership=member)

    response = as_user(facilitator_of(member.group)).get(url_of(member))

    due = response.context["due"]
    assert [amount for _kind, amount in due.savings] == [50_000, 70_000, 30_000]
    assert (due.paid_out, due.box, due.box_after) == (150_000, 150_000, 0)
    assert due.office


def test_the_page_ends_the_membership(as_user, member):
    response = as_user(facilitator_of(member.group)).post(url_of(member), typed(reason="moved"))

    assert response.url == reverse("finance:savings_book", args=[member.pk])
    member.refresh_from_db()
    assert member.reason == Reason.MOVED


def test_who_has_saved_nothing_just_leaves(as_user):
    member = MembershipFactory(person__name="Tumini")
    client, url = as_user(facilitator_of(member.group)), url_of(member)

    page = client.get(url)
    done = client.post(url, typed(reason="mistake"), follow=True)

    (message,) = done.context["messages"]
    assert "Rp0" not in f"{page.context['button']} {message}"


def test_the_page_asks_for_the_heir(as_user, member):
    response = as_user(facilitator_of(member.group)).post(url_of(member), typed(reason="died"))

    assert response.status_code == 422
    assert "heir" in response.context["form"].errors


def test_the_page_of_who_has_left_says_so(as_user, member):
    release(member)

    response = as_user(facilitator_of(member.group)).get(url_of(member))

    assert response.context["membership"].until == TODAY
    assert '<form class="panel"' not in response.content.decode()
    assert "Yang akan terjadi" not in response.text


def test_no_page_offers_to_correct_a_finished_book(as_user):
    group = GroupFactory(members=3)
    meeting = meet(group)
    (entry,) = meeting.entries.filter(membership__number=1, credit__kind=Book.Kind.WAJIB)
    pages = {
        "finance:entry": entry.pk,
        "finance:savings_book": entry.membership_id,
        "finance:book": entry.credit_id,
        "finance:meeting": meeting.pk,
    }
    correct = f'href="{reverse("finance:reverse_entry", args=[entry.pk])}"'
    client = as_user(facilitator_of(group))

    def offer():
        return [correct in client.get(reverse(page, args=[pk])).text for page, pk in pages.items()]

    assert all(offer())
    release(entry.membership)
    assert not any(offer())


def test_who_has_left_does_not_leave_again(in_english):
    member = MembershipFactory(person__name="Tumini")
    release(member)

    with pytest.raises(RuleBroken, match="has left already"):
        release(member, reason=Reason.EXPELLED, date=TODAY - datetime.timedelta(days=5))

    member.refresh_from_db()
    assert (member.until, member.reason) == (TODAY, Reason.MOVED)


def test_an_office_that_began_after_that_day_ends_too():
    member = MembershipFactory()
    office = OfficeFactory(membership=member, since=TODAY - datetime.timedelta(days=2))

    release(member, date=TODAY - datetime.timedelta(days=5))

    office.refresh_from_db()
    assert office.until == office.since
