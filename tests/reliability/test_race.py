"""Bar, rows 4 and 6: sheets and withdrawals at once, real threads on real connections."""

import datetime

import pytest
from django.urls import reverse

from finance import ledger
from finance.actions.meetings import cancel_meeting
from finance.actions.money import withdraw_savings
from finance.actions.sheets import Withdrawal
from finance.models import Book, Entry
from foundation.rules import RuleBroken
from groups.models import Meeting
from tests.at_once import at_once
from tests.conftest import TODAY
from tests.factories import GroupFactory
from tests.finance.conftest import balance, meet, sheet, usual

pytestmark = pytest.mark.django_db(transaction=True)


def test_eight_sheets_of_one_day_make_one_meeting():
    group = GroupFactory(members=3)
    lines = usual(group)

    done = at_once([lambda: meet(group, lines=lines)] * 8)

    assert sum(isinstance(each, Meeting) for each in done) == 1
    assert Meeting.objects.count() == 1
    assert balance(group, "cash") == 45_000


def test_eight_sheets_of_eight_days_are_numbered_in_a_row():
    group = GroupFactory(members=3)
    lines = usual(group)
    days = [TODAY - datetime.timedelta(days=back) for back in range(8)]

    at_once([lambda day=day: meet(group, date=day, lines=lines) for day in days])

    assert sorted(Meeting.objects.values_list("number", flat=True)) == list(range(1, 9))
    assert balance(group, "cash") == 8 * 45_000


def test_sheets_never_overdraw_savings_or_cash():
    group = GroupFactory(members=3)
    member = group.memberships.get(number=1)
    nothing = usual(group, savings=0, dues=0)
    first = TODAY - datetime.timedelta(days=20)
    meet(group, date=first, lines=usual(group, savings=30_000))  # 20.000 of each are voluntary

    def draw(back):
        return meet(
            group,
            date=TODAY - datetime.timedelta(days=back),
            lines=nothing,
            withdrawals=[Withdrawal(member, 15_000)],
            counted=90_000,
        )

    done = at_once([lambda back=back: draw(back) for back in range(8)])

    assert sum(isinstance(each, Meeting) for each in done) == 1
    assert balance(group, "sukarela", member) == 5_000
    assert not Book.objects.filter(balance__lt=0).exclude(kind__in=["opening"]).exists()


def test_one_form_sent_eight_times_makes_one_meeting(as_user):
    group = GroupFactory(members=3)
    clients = [as_user(group.facilitations.get().facilitator) for _phone in range(8)]
    url, data = reverse("finance:record_meeting", args=[group.pk]), sheet(group)

    answers = at_once([lambda client=client: client.post(url, data) for client in clients])

    assert {answer.url for answer in answers} == {
        reverse("finance:meeting", args=[Meeting.objects.get().pk])
    }
    assert balance(group, "cash") == 45_000


def test_eight_forms_of_one_day_make_one_meeting(as_user):
    group = GroupFactory(members=3)
    clients = [as_user(group.facilitations.get().facilitator) for _phone in range(8)]
    url = reverse("finance:record_meeting", args=[group.pk])
    sheets = [sheet(group) for _phone in clients]

    answers = at_once(
        [
            lambda client=client, data=data: client.post(url, data)
            for client, data in zip(clients, sheets, strict=True)
        ]
    )

    assert sorted(answer.status_code for answer in answers) == [302] + [422] * 7
    assert Meeting.objects.count() == 1


def test_a_sheet_is_cancelled_once():
    group = GroupFactory(members=3)
    meeting = meet(group)

    def cancel():
        row = Meeting.objects.get(pk=meeting.pk)
        cancel_meeting(meeting=row, reason="Salah", today=TODAY, by=group.registered_by)

    done = at_once([cancel] * 8)

    assert done.count(None) == 1
    assert Entry.objects.exclude(reverses=None).count() == 6
    assert balance(group, "cash") == 0


def test_of_eight_withdrawals_the_book_pays_five():
    group = GroupFactory(members=1)
    member = group.memberships.get()
    cash = ledger.book(group, Book.Kind.CASH)
    savings = ledger.book(group, Book.Kind.SUKARELA, member)
    on = {"date": TODAY, "membership": member, "by": group.registered_by}
    ledger.post(debit=cash, credit=savings, amount=50_000, **on)

    def draw():
        by = group.registered_by
        return withdraw_savings(membership=member, amount=10_000, date=TODAY, today=TODAY, by=by)

    done = at_once([draw] * 8)

    assert sum(isinstance(each, RuleBroken) for each in done) == 3
    assert balance(group, "sukarela", member) == balance(group, "cash") == 0
