"""The receipt of a meeting, and the page that cancels it."""

import datetime
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from finance import ledger
from finance.actions.meetings import Agreed, cancel_meeting
from finance.actions.sheets import Expense, Help, Withdrawal
from finance.reports.receipts import receipt
from foundation.formatting import day
from groups.models import Attendance
from tests.conftest import TODAY
from tests.factories import GroupFactory, OfficeFactory, UserFactory
from tests.finance.conftest import meet, usual
from tests.finance.posting import pay_in, pay_out

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture
def client(as_user, group):
    return as_user(group.facilitations.get().facilitator)


def open_receipt(client, meeting):
    response = client.get(reverse("finance:meeting", args=[meeting.pk]))
    return response, response.context["receipt"]


def test_each_member_with_what_was_handed_over_and_the_new_balance(client, group):
    meeting = meet(group, lines=usual(group, savings=25_000))

    _response, shown = open_receipt(client, meeting)

    line = shown.lines[0]
    assert (line.mandatory, line.voluntary, line.dues) == (10_000, 15_000, 5_000)
    assert (line.handed_over, line.savings_after) == (30_000, 25_000)


def test_cash_before_and_after(client, group):
    yesterday = TODAY - datetime.timedelta(days=1)
    meet(group, date=yesterday)
    meeting = meet(group, expenses=[Expense("feed", 5_000)], counted=38_000, reason="Hilang")

    _response, shown = open_receipt(client, meeting)

    assert (shown.cash_before, shown.taken_in, shown.paid_out) == (45_000, 45_000, 5_000)
    assert shown.cash_after == 83_000
    assert shown.count.reason == "Hilang"


def test_what_is_recorded_later_for_earlier_days_changes_no_figure(client, group):
    """Read aloud, printed and counted is what was recorded; what was added is said."""
    meeting = meet(group)
    member = group.memberships.get(number=1)
    pay_in(member, 75_000, date=TODAY - 2 * DAY)
    pay_out(member, 70_000, date=TODAY - DAY)
    pay_in(member, 1_000)  # that day, after the meeting

    response, shown = open_receipt(client, meeting)

    assert (shown.cash_before, shown.cash_after, shown.lines[0].savings_after) == (
        0,
        45_000,
        10_000,
    )
    days = f"{day(TODAY - 2 * DAY)} to {day(TODAY - DAY)}"
    assert shown.recorded_later == f"Recorded only after these minutes, dated {days}: Rp5.000."
    assert "Baru dicatat setelah notulen ini" in response.text
    assert shown.recorded_later in shown.words


def test_a_meeting_without_money_keeps_its_figures(client, group):
    member = group.memberships.get(number=1)
    pay_in(member, 20_000, date=TODAY - 2 * DAY)
    meeting = meet(group, lines=usual(group, savings=0, dues=0))
    pay_in(member, 30_000, date=TODAY - DAY)

    _response, shown = open_receipt(client, meeting)

    assert (shown.cash_before, shown.cash_after, shown.lines[0].savings_after) == (20_000,) * 3
    later = f"Recorded only after these minutes, dated {day(TODAY - DAY)}: Rp30.000."
    assert shown.recorded_later == later


def test_the_minutes(client, group):
    ill = usual(group, attendance=Attendance.Kind.ILL)[0]
    lines = [ill, *usual(group)[1:]]
    meeting = meet(group, lines=lines, decisions=[Agreed("Beli pakan", "Pak Slamet")])

    response, shown = open_receipt(client, meeting)

    assert (len(shown.present), len(shown.away)) == (2, 1)
    assert "Beli pakan" in response.text


def test_the_text_to_share_holds_no_number_of_a_card(client, group):
    person = group.memberships.first().person
    person.seal_nik("3507076505850001")
    person.save()

    response, shown = open_receipt(client, meet(group))

    assert person.name in shown.words
    assert "3507" not in response.text.split("<main")[1]


def test_a_corrected_line_is_seen_with_its_reason(client, group):
    meeting = meet(group)
    entry = meeting.entries.select_related("debit", "credit", "membership").first()
    today, by = timezone.localdate(), group.registered_by
    ledger.reverse([entry], date=today, reason="Salah orang", by=by)
    right = ledger.Posting(entry.debit, entry.credit, 7_000, entry.membership, corrects=entry)
    ledger.post_many([right], group=group, date=today, by=by)

    response, shown = open_receipt(client, meeting)

    assert shown.lines[0].dues == 7_000
    assert shown.lines[0].corrected == [entry]
    assert (shown.cash_after, shown.corrected) == (45_000, 2_000)
    assert "Salah orang" in response.text


def test_a_cancelled_meeting_says_so(client, group):
    meeting = meet(group)
    today = timezone.localdate()
    cancel_meeting(meeting=meeting, reason="Salah kelompok", today=today, by=group.registered_by)

    response, _receipt = open_receipt(client, meeting)

    assert "Salah kelompok" in response.text


@pytest.mark.parametrize("role", ["verifier", "auditor"])
def test_only_the_facilitator_is_offered_to_cancel(as_user, group, role):
    meeting = meet(group)

    response, _receipt = open_receipt(as_user(UserFactory(role=role)), meeting)

    assert reverse("finance:cancel_meeting", args=[meeting.pk]) not in response.text


def test_each_line_in_force_can_be_corrected(client, group):
    meeting = meet(group)

    response, shown = open_receipt(client, meeting)

    links = [reverse("finance:reverse_entry", args=[entry.pk]) for entry in shown.in_force]
    assert len(links) == 6
    assert all(link in response.text for link in links)


def test_the_page_cancels_with_a_reason(client, group):
    meeting = meet(group)
    url = reverse("finance:cancel_meeting", args=[meeting.pk])

    without = client.post(url, {"submission": str(uuid.uuid4())})
    done = client.post(url, {"submission": str(uuid.uuid4()), "reason": "Salah kelompok"})

    assert without.status_code == 422
    assert done.url == reverse("finance:meeting", args=[meeting.pk])
    meeting.refresh_from_db()
    assert meeting.is_cancelled


def test_cancelled_twice_is_answered_in_words(client, group):
    url = reverse("finance:cancel_meeting", args=[meet(group).pk])
    client.post(url, {"submission": str(uuid.uuid4()), "reason": "Salah"})

    again = client.post(url, {"submission": str(uuid.uuid4()), "reason": "Salah"})

    assert again.status_code == 422


@pytest.mark.parametrize("members", [5, 20])
def test_a_fixed_number_of_queries(as_user, django_assert_max_num_queries, members):
    group = GroupFactory(members=members)
    meeting = meet(group)
    client = as_user(group.facilitations.get().facilitator)

    with django_assert_max_num_queries(24):
        open_receipt(client, meeting)


def test_a_difference_is_said_with_its_amount(client, group):
    meeting = meet(group, counted=43_000, reason="Kembalian kurang")

    response, shown = open_receipt(client, meeting)

    assert shown.distance == 2_000
    assert "Kurang Rp2.000" in response.text


def test_the_balance_is_that_of_the_day(group):
    earlier = meet(group, date=TODAY - 9 * DAY)
    member = group.memberships.first()
    drawn = {"withdrawals": [Withdrawal(member, 5_000)], "counted": 100_000}
    later = meet(group, lines=usual(group, savings=30_000), **drawn)
    meet(group, date=TODAY - 20 * DAY)  # recorded last: no figure that was read aloud changes

    saved = [receipt(meeting).lines[0].savings_after for meeting in (earlier, later)]

    assert saved == [10_000, 35_000]


def test_the_text_says_who_drew_who_was_helped_and_what_was_missing(group):
    first, second = group.memberships.in_book_order()[:2]
    meeting = meet(
        group,
        lines=usual(group, savings=25_000),
        withdrawals=[Withdrawal(first, 5_000)],
        help=[Help(second, 8_000, "sakit")],
        expenses=[Expense("feed", 7_000, "jagung")],
        counted=68_000,
        reason="Uang jatuh",
    )

    words = receipt(meeting).words

    assert "Drew Rp5.000. Savings after it Rp20.000." in words
    assert "Was helped with Rp8.000." in words
    assert "Expense: feed: Rp7.000, jagung." in words
    assert "Rp2.000 too little: Uang jatuh." in words
    assert "Taken in Rp90.000, paid out Rp20.000, in the box Rp68.000." in words


def test_the_text_agrees_with_itself_after_a_correction(group):
    meeting = meet(group)
    entry = meeting.entries.select_related("debit", "credit", "membership").first()
    by = group.registered_by
    ledger.reverse([entry], date=TODAY, reason="Salah orang", by=by)
    right = ledger.Posting(entry.debit, entry.credit, 7_000, entry.membership, corrects=entry)
    ledger.post_many([right], group=group, date=TODAY, by=by)

    words = receipt(meeting).words

    assert "dues Rp7.000" in words
    assert "Taken in Rp47.000, paid out Rp0, in the box Rp47.000." in words
    assert "corrected later: Rp2.000" in words


def test_who_is_represented_counts_as_in_the_list(client, group):
    lines = [usual(group, attendance=Attendance.Kind.REPRESENTED)[0], *usual(group)[1:]]

    response, shown = open_receipt(client, meet(group, lines=lines))

    assert (len(shown.present), len(shown.away)) == (3, 0)
    assert "diwakili" in response.text


def test_the_printed_minutes_are_signed_by_the_officers_of_that_day(client, group):
    member = group.memberships.first()
    OfficeFactory(membership=member, post="chair", since=TODAY - DAY)
    meeting = meet(group)

    page, _shown = open_receipt(client, meeting)

    signed = page.text.split('class="signatures"')[1].split("Bagikan")[0]
    assert member.person.name in signed
    assert str(group.village) in signed


def test_a_number_that_was_skipped_is_said_so(client, group):
    """The sheet of that day was cancelled and recorded anew."""
    first = meet(group)
    cancel_meeting(meeting=first, reason="Salah", today=TODAY, by=first.recorded_by)

    again = meet(group)
    answer, _shown = open_receipt(client, again)

    assert f"no. {first.number} dibatalkan" in answer.text
    assert "dipakai lagi" in open_receipt(client, first)[0].text
