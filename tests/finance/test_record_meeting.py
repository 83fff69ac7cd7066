"""Recording a meeting: its rules, and its guarantees under concurrency."""

import datetime

import pytest

from finance import ledger
from finance.actions.corrections import reverse_entry
from finance.actions.meetings import Agreed, Raised, cancel_meeting
from finance.actions.sheets import Help
from finance.models import Book, CashCount, Entry, Opening, Period
from foundation.rules import RuleBroken
from groups.models import Attendance, Decision, Group, Meeting, Office, Problem
from tests.conftest import TODAY, month
from tests.factories import (
    GroupFactory,
    MembershipFactory,
    OfficeFactory,
    UserFactory,
)
from tests.finance.conftest import balance, meet, usual
from tests.finance.one_sheet import YESTERDAY, line, one_saves

pytestmark = pytest.mark.django_db


def test_savings_and_dues_reach_their_books(group):
    meeting = meet(group)

    assert balance(group, "cash") == 45_000
    assert balance(group, "iks") == 15_000
    assert all(balance(group, "wajib", member) == 10_000 for member in group.memberships.all())
    assert meeting.entries.count() == 6


def test_savings_fill_the_wajib_and_the_rest_is_sukarela(group):
    member = group.memberships.get(number=1)

    meet(group, lines=one_saves(group, savings=25_000))

    assert balance(group, "wajib", member) == 10_000
    assert balance(group, "sukarela", member) == 15_000


def test_arrears_are_filled_first(group):
    member = group.memberships.get(number=1)
    meet(group, date=YESTERDAY, lines=usual(group, savings=0))

    meet(group, lines=one_saves(group, savings=25_000))

    assert balance(group, "wajib", member) == 20_000
    assert balance(group, "sukarela", member) == 5_000


def test_unless_the_group_says_otherwise(group):
    member = group.memberships.get(number=1)

    meet(group, lines=one_saves(group, savings=25_000, mandatory=0))

    assert balance(group, "wajib", member) == 0
    assert balance(group, "sukarela", member) == 25_000


def test_more_mandatory_than_was_handed_over_is_refused(group):
    with pytest.raises(RuleBroken, match="cannot be mandatory"):
        meet(group, lines=one_saves(group, savings=5_000, mandatory=6_000))


def test_the_minutes_say_who_came_and_what_was_agreed(group):
    chair = OfficeFactory(group=group, membership=group.memberships.get(number=1))
    by_when = TODAY + datetime.timedelta(days=7)

    meeting = meet(
        group,
        place="Rumah Bu Siti",
        decisions=[Agreed("Beli pakan", "Pak Slamet", by_when)],
        problems=[Raised(Problem.Kind.ANIMAL, "Sapi sakit", "Bu Siti")],
    )

    assert meeting.leader == chair.membership
    assert meeting.attendances.filter(kind="present").count() == 3
    assert Decision.objects.get(meeting=meeting).due_on == by_when
    assert Problem.objects.get(meeting=meeting).raised_on == TODAY


def test_an_absent_chair_leads_no_meeting(group):
    OfficeFactory(group=group, membership=group.memberships.get(number=1))

    meeting = meet(group, lines=usual(group, attendance=Attendance.Kind.ILL))

    assert meeting.leader is None


def test_numbers_go_on_after_a_cancelled_one(group):
    first = meet(group, date=YESTERDAY)
    cancel_meeting(meeting=first, reason="Salah", today=TODAY, by=group.registered_by)

    assert meet(group, date=YESTERDAY).number == 2


def test_a_member_of_this_day_is_on_the_sheet(group):
    MembershipFactory(group=group, since=TODAY)

    assert meet(group).attendances.count() == 4


def test_every_member_has_one_line(group):
    with pytest.raises(RuleBroken, match="Write one line for"):
        meet(group, lines=usual(group)[1:])
    with pytest.raises(RuleBroken, match="Write one line for"):
        meet(group, lines=[*usual(group), usual(group)[0]])


def test_a_member_of_another_group_has_none(group):
    stranger = GroupFactory(members=1).memberships.get()

    with pytest.raises(RuleBroken, match="not a member"):
        meet(group, lines=[*usual(group), line(stranger)])
    with pytest.raises(RuleBroken, match="not a member"):
        meet(group, help=[Help(stranger, 5_000)], counted=40_000)


def test_a_group_without_members_cannot_meet():
    with pytest.raises(RuleBroken, match="no members"):
        meet(GroupFactory())


@pytest.mark.parametrize(
    ("days", "words"),
    [(1, "has not come"), (-31, "ask the verifier"), (-10_000, "ask the verifier")],
)
def test_neither_tomorrow_nor_long_ago(group, days, words):
    date = TODAY + datetime.timedelta(days=days)

    with pytest.raises(RuleBroken, match=words) as refusal:
        meet(group, date=date, today=TODAY, days_late=30)

    assert refusal.value.field == "date"


def test_thirty_days_late_is_in_time(group):
    date = TODAY - datetime.timedelta(days=30)

    assert meet(group, date=date, days_late=30).date == date


def test_one_meeting_a_day(group):
    ratna = UserFactory(name="Ratna Dewi")
    meet(group, by=ratna)

    with pytest.raises(RuleBroken, match="Ratna has recorded"):
        meet(group)


def test_a_closed_month_takes_no_meeting(group):
    Period.objects.create(group=group, month=TODAY.replace(day=1), closed_by=group.registered_by)

    with pytest.raises(
        RuleBroken, match=rf"{TODAY:%B}( \d+)? is closed\. Record it in {month(1):%B}"
    ):
        meet(group)


def test_no_meeting_before_the_opening_balance(group):
    Opening.objects.create(
        group=group, date=TODAY, counted_by="Siti", recorded_by=group.registered_by
    )

    with pytest.raises(RuleBroken, match="books begin on"):
        meet(group, date=YESTERDAY)


def test_a_difference_needs_its_reason(group):
    with pytest.raises(RuleBroken, match=r"Rp2\.000 too little") as refusal:
        meet(group, counted=43_000)

    assert refusal.value.field == "counted"
    assert not Meeting.objects.exists()


def test_money_that_is_short_is_an_entry_of_its_own(group):
    meeting = meet(group, counted=43_000, reason="Hilang di jalan")

    count = meeting.cash_count
    assert (count.booked, count.counted, count.difference) == (45_000, 43_000, -2_000)
    assert count.entry.debit.name == "cash_short"
    assert balance(group, "cash") == 43_000


def test_money_that_is_over_too(group):
    meeting = meet(group, counted=47_000, reason="Tidak tahu")

    assert meeting.cash_count.entry.credit.name == "cash_over"
    assert balance(group, "cash") == 47_000


def test_the_treasurer_who_came_counted(group):
    treasurer = OfficeFactory(
        group=group, membership=group.memberships.get(number=2), post=Office.Post.TREASURER
    )

    assert meet(group).cash_count.counted_by == treasurer.membership


def test_a_refused_sheet_leaves_nothing(group):
    with pytest.raises(RuleBroken):
        meet(group, lines=usual(group, savings=-10_000, dues=20_000))

    assert not Meeting.objects.exists()
    assert not Entry.objects.exists()
    assert not CashCount.objects.exists()


def test_entries_stand_in_the_order_of_the_paper_book(group):
    meeting = meet(group, lines=list(reversed(usual(group, savings=15_000))))

    labels = [entry.credit.kind for entry in meeting.entries.order_by("sequence")[:3]]
    numbers = [entry.membership.number for entry in meeting.entries.order_by("sequence")]
    assert labels == ["iks", "wajib", "sukarela"]
    assert numbers == sorted(numbers)


def test_the_second_row_of_the_worked_example():
    """E1 and E2 of domain.md."""
    group = GroupFactory(members=10)
    members = list(group.memberships.in_book_order())
    opened(group, members)
    more = {members[0]: 30_000, members[2]: 25_000}
    lines = [line(member, savings=more.get(member, 10_000), dues=5_000) for member in members]

    meet(group, lines=lines)

    assert balance(group, "cash") == 685_000
    assert balance(group, "iks") == 300_000
    assert sum(group.books.savings().values_list("balance", flat=True)) == 1_385_000


def test_the_eighth_row_of_the_worked_example():
    """E8 for members only: M09 and M10 pay nothing and owe it."""
    group = GroupFactory(members=10)
    members = list(group.memberships.in_book_order())
    paying = [line(member, savings=10_000, dues=5_000) for member in members[:8]]
    absent = [line(member, attendance=Attendance.Kind.ABSENT) for member in members[8:]]

    meeting = meet(group, lines=[*paying, *absent])

    assert meeting.entries.count() == 16
    assert balance(group, "iks") == 40_000
    assert sum(group.books.savings().values_list("balance", flat=True)) == 80_000


def test_the_tenth_and_eleventh_rows_of_the_worked_example():
    """E10 and E11: all went to wajib, then was reversed and posted correctly."""
    group = GroupFactory(members=10)
    members = list(group.memberships.in_book_order())
    typed = {members[4]: {"savings": 100_000, "mandatory": 100_000}}
    meeting = meet(group, lines=[line(member, **typed.get(member, {})) for member in members])
    entry = meeting.entries.get()
    right = ledger.Posting(entry.debit, entry.credit, 10_000)

    reverse_entry(
        entry=entry, right=[right], reason="Nol lebih", today=TODAY, by=group.registered_by
    )

    assert balance(group, "wajib", members[4]) == 10_000
    assert balance(group, "cash") == 10_000


def opened(group, members):
    def book(kind, member=None):
        return ledger.book(group, Book.Kind(kind), member)

    opening, cash = book("opening"), book("cash")
    postings = [ledger.Posting(cash, opening, 500_000)]
    postings.append(ledger.Posting(opening, book("iks"), 250_000))
    for member in members:
        postings.append(ledger.Posting(opening, book("pokok", member), 50_000))
        postings.append(ledger.Posting(opening, book("wajib", member), 60_000))
    postings.append(ledger.Posting(opening, book("sukarela", members[0]), 100_000))
    postings.append(ledger.Posting(opening, book("sukarela", members[3]), 50_000))
    ledger.post_many(postings, group=group, date=YESTERDAY, by=group.registered_by)


@pytest.mark.parametrize(("members", "before"), [(5, 1), (20, 1), (5, 8)])
def test_a_fixed_number_of_statements(django_assert_num_queries, members, before):
    group = GroupFactory(members=members)
    for back in range(before):
        meet(group, date=YESTERDAY - datetime.timedelta(days=back))
    group = Group.objects.select_related("registered_by").get(pk=group.pk)
    lines = usual(group)

    with django_assert_num_queries(20):
        meet(group, lines=lines)
