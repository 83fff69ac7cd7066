"""What still comes for a member who has left: late sheets, money that came after."""

import dataclasses

import pytest
from django.urls import reverse

from finance.actions.members import pay_rest
from finance.actions.money import pay_principal
from finance.forms.meeting import MeetingSheet
from finance.models import Book
from foundation.rules import RuleBroken
from tests.conftest import TODAY
from tests.factories import (
    MembershipFactory,
)
from tests.finance.conftest import balance, meet, usual
from tests.finance.leaving import YESTERDAY, Reason, member, release
from tests.finance.stock import facilitator_of, save, typed

pytestmark = pytest.mark.django_db
__all__ = ["member"]  # fixtures


@pytest.fixture
def former():
    """Bu Tumini, who has left today without savings, of a group with rules."""
    member = MembershipFactory(person__name="Tumini")
    MembershipFactory(group=member.group)
    release(member)
    return member


def test_a_late_sheet_takes_no_savings_of_who_was_paid_out(former):
    with pytest.raises(RuleBroken, match="and was paid out") as refusal:
        meet(former.group, date=YESTERDAY)

    assert refusal.value.field == f"lines-{former.pk}-savings"
    assert not former.entries.exists()


def test_a_late_sheet_takes_her_attendance_and_dues(former):
    first, second = usual(former.group)
    lines = [dataclasses.replace(first, savings=0), second]

    meeting = meet(former.group, date=YESTERDAY, lines=lines)

    assert meeting.attendances.filter(membership=former).exists()


def test_the_late_sheet_opens_with_no_savings_for_her(former):
    sheet = MeetingSheet(former.group, {"date": str(YESTERDAY)}, today=TODAY, more="expenses")

    assert [line.usual["savings"] for line in sheet.lines] == [0, 10_000]


def test_no_principal_of_who_was_paid_out(former):
    with pytest.raises(RuleBroken, match="was paid out"):
        pay_principal(membership=former, date=YESTERDAY, today=TODAY, by=former.group.registered_by)


def paid_rest(member, *, date=TODAY, **more):
    by = member.group.registered_by
    return pay_rest(membership=member, date=date, today=TODAY, by=by, **more)


def test_money_that_came_after_the_release_is_paid(former):
    save(former, wajib=10_000, sukarela=5_000)  # as sheets did before

    assert paid_rest(former) == 15_000
    assert not former.group.books.savings().exclude(balance=0).exists()
    assert balance(former.group, Book.Kind.CASH) == 0


def test_nothing_is_paid_twice_nor_to_who_is_still_a_member(former, member):
    with pytest.raises(RuleBroken, match="empty"):
        paid_rest(former)
    with pytest.raises(RuleBroken, match="has not left"):
        paid_rest(member)


def test_the_rest_is_paid_from_the_day_of_leaving_on(former):
    with pytest.raises(RuleBroken, match="left on") as refusal:
        paid_rest(former, date=YESTERDAY)

    assert refusal.value.field == "date"


def test_the_rest_of_a_member_who_died_goes_to_an_heir(member):
    release(member, reason=Reason.DIED, heir="Bu Siti")
    save(member, wajib=10_000)

    with pytest.raises(RuleBroken, match="heir"):
        paid_rest(member)
    paid_rest(member, heir="Bu Siti")

    assert member.entries.latest("sequence").note == "Bu Siti"


def test_the_savings_book_of_a_former_member_leads_to_the_rest(as_user, former):
    save(former, wajib=10_000)
    client, page = (
        as_user(facilitator_of(former.group)),
        reverse("finance:pay_rest", args=[former.pk]),
    )

    book = client.get(reverse("finance:savings_book", args=[former.pk]))
    done = client.post(page, typed())

    assert page in book.content.decode()
    assert done.url == reverse("finance:savings_book", args=[former.pk])
    assert balance(former.group, Book.Kind.WAJIB, former) == 0
