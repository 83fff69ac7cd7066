"""Counting the cash box."""

import datetime

import pytest
from django.contrib.messages import get_messages
from django.db import IntegrityError, transaction
from django.urls import reverse

from finance.actions.counts import count_cash
from finance.models import Book, CashCount
from foundation.rules import RuleBroken
from groups.models import Office
from tests.conftest import TODAY
from tests.factories import MembershipFactory, OfficeFactory
from tests.finance.conftest import balance
from tests.finance.stock import facilitator_of, stock, typed

pytestmark = pytest.mark.django_db
YESTERDAY = TODAY - datetime.timedelta(days=1)


@pytest.fixture
def member():
    """A member who counts a box that should hold 597.000."""
    member = MembershipFactory()
    stock(member.group, date=YESTERDAY, cash=597_000)
    return member


def count(member, counted, reason="", date=TODAY):
    return count_cash(
        group=member.group,
        date=date,
        counted=counted,
        reason=reason,
        counted_by=member,
        today=TODAY,
        by=member.group.registered_by,
    )


def test_what_matches_leaves_no_entry(member):
    paper = count(member, 597_000, reason="nothing to say")

    assert (paper.booked, paper.difference, paper.entry, paper.reason) == (597_000, 0, None, "")
    assert paper.whole_box


def test_what_is_short_is_an_expense(member):
    paper = count(member, 595_000, reason="hilang di jalan")

    assert balance(member.group, Book.Kind.CASH) == 595_000
    assert balance(member.group, Book.Kind.EXPENSE, name="cash_short") == 2_000
    assert (paper.difference, paper.entry.note) == (-2_000, "hilang di jalan")


def test_what_is_over_is_income(member):
    count(member, 602_000, reason="belum tahu")

    assert balance(member.group, Book.Kind.CASH) == 602_000
    assert balance(member.group, Book.Kind.INCOME, name="cash_over") == 5_000


def test_a_difference_needs_its_reason(member):
    with pytest.raises(RuleBroken, match=r"Rp2.000 short. Count again, or write why") as refusal:
        count(member, 595_000)

    assert refusal.value.field == "reason"


def test_who_holds_the_box_does_not_count_it(member):
    OfficeFactory(membership=member, post=Office.Post.TREASURER)

    with pytest.raises(RuleBroken, match="Another member counts it"):
        count(member, 597_000)


def test_a_count_of_yesterday_leaves_out_what_came_today(member):
    stock(member.group, cash=50_000)

    paper = count(member, 597_000, date=YESTERDAY)

    assert paper.booked == 597_000


def test_the_database_lets_no_treasurer_count_the_box(member):
    treasurer = MembershipFactory(group=member.group)
    OfficeFactory(membership=treasurer, post=Office.Post.TREASURER)

    with pytest.raises(IntegrityError, match="Another member"), transaction.atomic():
        counted_behind_the_back(treasurer)


def test_the_database_lets_nobody_become_treasurer_for_a_day_they_counted(member):
    count(member, 597_000)

    with pytest.raises(IntegrityError, match="not its treasurer"), transaction.atomic():
        OfficeFactory(membership=member, post=Office.Post.TREASURER, since=YESTERDAY)


def test_who_counted_becomes_treasurer_later(member):
    count(member, 597_000, date=YESTERDAY)

    OfficeFactory(membership=member, post=Office.Post.TREASURER, since=TODAY)

    assert member.group.offices.get().membership == member


def test_who_was_treasurer_before_may_count(member):
    OfficeFactory(membership=member, post=Office.Post.TREASURER, until=TODAY)

    assert count(member, 597_000).counted_by == member


def test_the_database_wants_a_counter_of_the_group(member):
    with pytest.raises(IntegrityError, match="Another member"), transaction.atomic():
        counted_behind_the_back(MembershipFactory(), group=member.group)


def counted_behind_the_back(membership, **more):
    return CashCount.objects.create(
        **{
            "group": membership.group,
            "date": TODAY,
            "whole_box": True,
            "booked": 0,
            "counted": 0,
            "counted_by": membership,
            "recorded_by": membership.group.registered_by,
        }
        | more
    )


def url_of(group):
    return reverse("finance:count_cash", args=[group.pk])


def test_the_page_never_fills_in_the_count(as_user, member):
    response = as_user(facilitator_of(member.group)).get(url_of(member.group))

    assert response.context["form"]["counted"].value() is None


def test_the_page_does_not_offer_the_treasurer(as_user, member):
    treasurer = MembershipFactory(group=member.group)
    OfficeFactory(membership=treasurer, post=Office.Post.TREASURER)

    response = as_user(facilitator_of(member.group)).get(url_of(member.group))

    assert list(response.context["form"].fields["counted_by"].queryset) == [member]


def test_the_page_tells_what_was_found(as_user, member):
    sent = typed(counted="595.000", counted_by=member.pk, reason="hilang")

    response = as_user(facilitator_of(member.group)).post(url_of(member.group), sent)

    (message,) = get_messages(response.wsgi_request)
    assert "Rp2.000" in str(message)


def test_the_page_asks_for_the_reason(as_user, member):
    sent = typed(counted="595.000", counted_by=member.pk)

    response = as_user(facilitator_of(member.group)).post(url_of(member.group), sent)

    assert response.status_code == 422
    assert "reason" in response.context["form"].errors
