"""Cancelling a meeting sheet reverses all its entries, or none."""

import datetime

import pytest
from django.urls import reverse

from finance import ledger
from finance.actions.meetings import cancel_meeting
from finance.models import Book, Entry, Period
from finance.reports.owed import owed
from foundation.rules import RuleBroken
from tests.conftest import TODAY
from tests.factories import GroupFactory, UserFactory
from tests.finance.conftest import balance, meet, usual

pytestmark = pytest.mark.django_db
YESTERDAY = TODAY - datetime.timedelta(days=1)


def cancel(meeting, **more):
    given = {"reason": "Salah kelompok", "today": TODAY, "by": meeting.recorded_by} | more
    cancel_meeting(meeting=meeting, **given)


def test_all_lines_are_reversed_on_the_day_it_is_done(group):
    meeting = meet(group, date=YESTERDAY, counted=44_000, reason="Kurang")

    cancel(meeting)

    assert balance(group, "cash") == 0
    assert not meeting.entries.in_force().exists()
    assert set(Entry.objects.exclude(reverses=None).values_list("date", flat=True)) == {TODAY}


@pytest.mark.parametrize("short", [0, 1_000])
def test_the_page_counts_what_is_reversed(as_user, group, short):
    """The difference of the count too."""
    meeting = meet(group, counted=45_000 - short, reason="Kurang")
    url = reverse("finance:cancel_meeting", args=[meeting.pk])
    page = as_user(group.facilitations.get().facilitator).get(url)
    shown = page.context["receipt"]

    cancel(meeting)

    assert len(shown.to_cancel) == Entry.objects.exclude(reverses=None).count()
    assert shown.moved_back == (45_000, short)
    assert f" {len(shown.to_cancel)} " in page.text


def test_it_says_who_when_and_why(group):
    meeting, ratna = meet(group), UserFactory()

    cancel(meeting, by=ratna)

    meeting.refresh_from_db()
    assert meeting.is_cancelled
    assert (meeting.cancelled_by, meeting.cancel_reason) == (ratna, "Salah kelompok")


def test_its_day_is_free_again(group):
    cancel(meet(group))

    assert meet(group).number == 2


def test_it_is_owed_for_no_more(group):
    member = group.memberships.first()
    cancel(meet(group, date=YESTERDAY, lines=usual(group, savings=0)))

    assert owed(group, [member], TODAY)[member.pk].savings_arrears == 0


def test_a_reason_is_needed(group):
    with pytest.raises(RuleBroken) as refusal:
        cancel(meet(group), reason=" ")

    assert refusal.value.field == "reason"


def test_it_is_cancelled_once(group):
    meeting = meet(group)
    cancel(meeting)

    with pytest.raises(RuleBroken, match="cancelled already"):
        cancel(meeting)


def test_money_that_was_used_since_keeps_it(group):
    meeting = meet(group)
    cash, bank = ledger.book(group, Book.Kind.CASH), ledger.book(group, Book.Kind.BANK)
    ledger.post(debit=bank, credit=cash, amount=40_000, date=TODAY, by=group.registered_by)

    with pytest.raises(RuleBroken, match=r"has been used: .* has Rp5\.000 of Rp45\.000 left"):
        cancel(meeting)

    meeting.refresh_from_db()
    assert not meeting.is_cancelled
    assert meeting.entries.in_force().count() == 6


def test_lines_corrected_before_are_not_reversed_twice(group):
    meeting = meet(group)
    first = meeting.entries.select_related("debit", "credit").first()
    ledger.reverse([first], date=TODAY, reason="Salah", by=group.registered_by)

    cancel(meeting)

    assert balance(group, "cash") == 0
    assert Entry.objects.exclude(reverses=None).count() == 6


def test_a_line_recorded_anew_goes_with_its_sheet(group):
    meeting = meet(group)
    first = meeting.entries.select_related("debit", "credit").first()
    ledger.reverse([first], date=TODAY, reason="Salah", by=group.registered_by)
    anew = ledger.Posting(first.debit, first.credit, 7_000, first.membership, corrects=first)
    ledger.post_many([anew], group=group, date=TODAY, by=group.registered_by)

    cancel(meeting)

    assert balance(group, "cash") == 0


def test_a_meeting_in_a_closed_month_is_cancelled_today(group):
    last_month = TODAY.replace(day=1) - datetime.timedelta(days=1)
    meeting = meet(group, date=last_month)
    Period.objects.create(
        group=group, month=last_month.replace(day=1), closed_by=group.registered_by
    )

    cancel(meeting)

    assert balance(group, "cash") == 0


def test_a_meeting_without_money_is_cancelled_too(group):
    meeting = meet(group, lines=usual(group, savings=0, dues=0))

    cancel(meeting)

    assert meeting.is_cancelled


@pytest.mark.parametrize("members", [3, 20])
def test_a_fixed_number_of_statements(django_assert_num_queries, members):
    meeting = meet(GroupFactory(members=members))

    with django_assert_num_queries(8):
        cancel(meeting)
