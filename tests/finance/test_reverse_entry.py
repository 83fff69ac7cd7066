"""Correcting an entry: it is reversed and replaced, never edited."""

import datetime

import pytest
from django.urls import reverse

from finance import ledger
from finance.actions.corrections import reverse_entry
from finance.actions.counts import count_cash
from finance.actions.members import release_member
from finance.actions.money import move_to_bank
from finance.actions.periods import close_period
from finance.ledger import Posting
from finance.models import Book, Entry
from foundation.rules import RuleBroken
from tests.at_once import at_once
from tests.conftest import TODAY, month
from tests.factories import MembershipFactory, UserFactory
from tests.finance.conftest import balance
from tests.finance.stock import facilitator_of, post, save, stock, typed

pytestmark = pytest.mark.django_db
Kind = Book.Kind
DAY = datetime.timedelta(days=1)
EARLIER = TODAY - 14 * DAY
LAST_OF_MONTH = month(1) - DAY


@pytest.fixture
def wrong():
    """100.000 of mandatory savings where 10.000 were meant (E10)."""
    member = MembershipFactory(person__name="Tumini")
    save(member, date=EARLIER, wajib=100_000)
    return Entry.objects.get()


def reverse_now(entry, reason="salah ketik", today=TODAY):
    return reverse_entry(entry=entry, reason=reason, today=today, by=entry.posted_by)


def correct(entry, *right, reason="salah ketik"):
    return reverse_entry(entry=entry, right=right, reason=reason, today=TODAY, by=entry.posted_by)


def test_a_reversal_swaps_the_books_on_the_day_it_is_made(wrong):
    reversal = reverse_now(wrong)

    assert (reversal.debit, reversal.credit) == (wrong.credit, wrong.debit)
    assert (reversal.date, reversal.note, reversal.reverses) == (TODAY, "salah ketik", wrong)
    assert balance(wrong.group, Kind.CASH) == 0


def test_the_right_entry_points_to_the_wrong_one(wrong):
    reversal = correct(wrong, Posting(wrong.debit, wrong.credit, 10_000))

    right = wrong.corrections.get()
    assert (right.date, right.amount, right.membership) == (TODAY, 10_000, wrong.membership)
    assert reversal.sequence < right.sequence
    assert balance(wrong.group, Kind.WAJIB, wrong.membership) == 10_000


def test_one_deposit_may_have_been_two_kinds_of_savings(wrong):
    voluntary = ledger.book(wrong.group, Kind.SUKARELA, wrong.membership)

    correct(
        wrong,
        Posting(wrong.debit, wrong.credit, 10_000),
        Posting(wrong.debit, voluntary, 90_000),
    )

    assert balance(wrong.group, Kind.WAJIB, wrong.membership) == 10_000
    assert balance(wrong.group, Kind.SUKARELA, wrong.membership) == 90_000


def test_it_may_have_been_another_member(wrong):
    other = MembershipFactory(group=wrong.group)

    correct(wrong, Posting(wrong.debit, ledger.book(wrong.group, Kind.WAJIB, other), 5_000, other))

    assert balance(wrong.group, Kind.WAJIB, other) == 5_000
    assert wrong.corrections.get().membership == other


def test_only_the_balance_after_both_counts(wrong):
    """The cash box has less than the wrong amount, but enough for the difference."""
    group = wrong.group
    move_to_bank(group=group, amount=5_000, date=TODAY, today=TODAY, by=wrong.posted_by)

    correct(wrong, Posting(wrong.debit, wrong.credit, 10_000))

    assert balance(group, Kind.CASH) == 5_000


def test_below_zero_is_refused_and_says_what_is_missing(wrong):
    group = wrong.group
    move_to_bank(group=group, amount=30_000, date=TODAY, today=TODAY, by=wrong.posted_by)

    words = r"Cash box holds Rp70.000, and this takes Rp100.000 out of it"
    with pytest.raises(RuleBroken, match=words):
        reverse_now(wrong)


def test_not_a_second_time(wrong):
    reverse_now(wrong)

    with pytest.raises(RuleBroken, match="reversed before"):
        reverse_now(wrong)


def test_not_a_reversal(wrong):
    reversal = reverse_now(wrong)

    with pytest.raises(RuleBroken, match="is a reversal already"):
        reverse_now(reversal)


def test_not_of_the_own_money(wrong):
    person = wrong.membership.person
    person.user = UserFactory(role="verifier")
    person.save()

    with pytest.raises(RuleBroken, match="your own money"):
        reverse_entry(entry=wrong, reason="Salah tulis", today=TODAY, by=person.user)


def test_with_a_reason(wrong):
    with pytest.raises(RuleBroken, match="what was wrong") as refusal:
        reverse_now(wrong, reason=" ")

    assert refusal.value.field == "reason"


def test_with_something_else_than_what_stands(wrong):
    with pytest.raises(RuleBroken, match="stands there already"):
        correct(wrong, Posting(wrong.debit, wrong.credit, 100_000))


def test_an_entry_of_a_closed_month_is_put_right_today(wrong):
    group = wrong.group
    post(group, [Posting(wrong.debit, wrong.credit, 1_000)], date=month(-1))
    close_period(group=group, month=month(-1), today=TODAY, by=wrong.posted_by)

    reversal = reverse_now(Entry.objects.get(amount=1_000))

    assert reversal.date == TODAY


def test_not_when_todays_month_is_closed(wrong):
    close_period(group=wrong.group, month=TODAY, today=LAST_OF_MONTH, by=wrong.posted_by)

    with pytest.raises(RuleBroken, match=f"Record it in {month(1):%B}"):
        reverse_now(wrong, today=LAST_OF_MONTH)


def test_what_a_count_found_is_counted_again():
    member = MembershipFactory()
    stock(member.group, cash=10_000)
    count = count_cash(
        group=member.group,
        date=TODAY,
        counted=9_000,
        reason="hilang",
        counted_by=member,
        today=TODAY,
        by=member.group.registered_by,
    )

    with pytest.raises(RuleBroken, match="Count the box again"):
        reverse_now(count.entry)


def test_the_savings_book_of_who_left_is_finished(wrong):
    release_member(
        membership=wrong.membership, reason="moved", date=TODAY, today=TODAY, by=wrong.posted_by
    )

    with pytest.raises(RuleBroken, match="Ms Tumini has left"):
        reverse_now(wrong)


def url_of(entry):
    return reverse("finance:reverse_entry", args=[entry.pk])


def test_the_page_puts_savings_right_as_two_kinds(as_user, wrong):
    client = as_user(facilitator_of(wrong.group))
    right = {"membership": wrong.membership_id, "wajib": "10.000", "sukarela": "20.000"}

    response = client.post(url_of(wrong), typed(reason="salah ketik", **right))

    assert response.url == reverse("finance:entry", args=[wrong.pk])
    assert [row.amount for row in wrong.corrections.all()] == [10_000, 20_000]


def test_the_page_takes_an_entry_back(as_user, wrong):
    client = as_user(facilitator_of(wrong.group))

    client.post(url_of(wrong), typed(reason="dobel", membership=wrong.membership_id))

    assert not wrong.corrections.exists()
    assert balance(wrong.group, Kind.CASH) == 0


def test_a_verifier_puts_right_too(as_user, wrong):
    response = as_user(UserFactory(role="verifier")).get(url_of(wrong))

    assert response.status_code == 200


def test_a_withdrawal_is_put_right_with_one_amount(as_user, wrong):
    member = wrong.membership
    save(member, sukarela=50_000)
    (pk,) = post(
        wrong.group,
        [Posting(ledger.book(wrong.group, Kind.SUKARELA, member), wrong.debit, 30_000, member)],
    )
    client = as_user(facilitator_of(wrong.group))
    sent = typed(reason="salah", membership=member.pk, amount="20.000")

    client.post(url_of(Entry.objects.get(pk=pk)), sent)

    assert balance(wrong.group, Kind.SUKARELA, member) == 30_000


def test_both_entries_tell_of_each_other(as_user, wrong):
    reversal = correct(wrong, Posting(wrong.debit, wrong.credit, 10_000))
    client = as_user(UserFactory(role="auditor"))

    pages = {
        entry: client.get(reverse("finance:entry", args=[entry.pk])).content.decode()
        for entry in (wrong, reversal, wrong.corrections.get())
    }

    assert "salah ketik" in pages[wrong]
    for entry, other in ((wrong, reversal), (reversal, wrong), (wrong.corrections.get(), wrong)):
        assert reverse("finance:entry", args=[other.pk]) in pages[entry]


def test_the_page_of_what_cannot_be_reversed_says_why(as_user, wrong):
    reverse_again = correct(wrong)
    client = as_user(facilitator_of(wrong.group))

    response = client.post(url_of(reverse_again), typed(reason="lagi"))

    assert response.status_code == 422


def test_the_page_of_what_was_reversed_has_no_form(as_user, wrong):
    correct(wrong)

    response = as_user(facilitator_of(wrong.group)).get(url_of(wrong))

    assert response.context["why_not"]
    assert 'name="reason"' not in response.content.decode()


@pytest.mark.parametrize("amounts", [[10_000], [10_000, 20_000]])
def test_a_correction_takes_the_same_statements(wrong, amounts, django_assert_max_num_queries):
    right = [Posting(wrong.debit, wrong.credit, amount) for amount in amounts]

    with django_assert_max_num_queries(13):
        correct(wrong, *right)


@pytest.mark.django_db(transaction=True)
def test_two_at_once_reverse_once():
    member = MembershipFactory()
    save(member, date=EARLIER, wajib=100_000)
    entry = Entry.objects.get()

    done = at_once([lambda: reverse_now(entry)] * 4)

    assert sum(isinstance(each, RuleBroken) for each in done) == 3
    assert balance(member.group, Kind.CASH) == 0
