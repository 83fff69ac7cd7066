"""Withdrawing voluntary savings."""

import datetime

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from finance.actions.money import move_to_bank, withdraw_savings
from finance.actions.periods import close_period
from finance.models import Book, Entry
from foundation.rules import RuleBroken
from tests.at_once import at_once
from tests.conftest import TODAY
from tests.factories import MembershipFactory
from tests.finance.conftest import balance
from tests.finance.stock import facilitator_of, save, typed

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
LAST_YEAR = TODAY.year - 1


def draw(member, amount, *, date=TODAY, today=TODAY):
    by = member.group.registered_by
    return withdraw_savings(membership=member, amount=amount, date=date, today=today, by=by)


def test_savings_go_back_to_the_member():
    member = MembershipFactory()
    save(member, sukarela=120_000)

    entry = Entry.objects.get(pk=draw(member, 50_000))

    assert balance(member.group, Book.Kind.SUKARELA, member) == 70_000
    assert balance(member.group, Book.Kind.CASH) == 70_000
    assert (entry.membership, entry.label) == (member, "Withdrawal")


def test_only_voluntary_savings_are_drawn_while_a_member():
    member = MembershipFactory(person__name="Tumini")
    save(member, pokok=50_000, wajib=60_000, sukarela=40_000)

    words = r"Voluntary savings of Ms Tumini: Rp40.000. Rp50.000 cannot be drawn."
    with pytest.raises(RuleBroken, match=words) as refusal:
        draw(member, 50_000)

    assert refusal.value.field == "amount"


def test_the_box_must_hold_it():
    member = MembershipFactory()
    save(member, sukarela=170_000)
    group = member.group
    move_to_bank(group=group, amount=50_000, date=TODAY, today=TODAY, by=group.registered_by)

    with pytest.raises(RuleBroken, match=r"The cash box holds Rp120.000. Lower the money out."):
        draw(member, 150_000)


@pytest.mark.parametrize(
    ("date", "words"),
    [(TODAY + DAY, "has not come yet"), (TODAY - 31 * DAY, "more than 30 days ago")],
)
def test_the_day_is_of_these_days(date, words):
    member = MembershipFactory()
    save(member, sukarela=120_000)

    with pytest.raises(RuleBroken, match=words) as refusal:
        draw(member, 50_000, date=date)

    assert refusal.value.field == "date"


def test_a_closed_month_is_refused_with_the_month_to_use():
    member = MembershipFactory()
    save(member, sukarela=120_000)
    last, first = datetime.date(LAST_YEAR, 10, 31), datetime.date(LAST_YEAR, 11, 1)
    by = member.group.registered_by
    close_period(group=member.group, month=last, today=first, by=by)

    words = r"The book of October is closed. Record it in November."
    with pytest.raises(RuleBroken, match=words):
        draw(member, 50_000, date=last, today=first)


def test_who_has_left_draws_nothing():
    member = MembershipFactory(until=TODAY, reason="moved")
    save(member, sukarela=120_000)

    with pytest.raises(RuleBroken, match=f"was not a member on {TODAY:%-d %B %Y}"):
        draw(member, 50_000)


def test_an_amount_is_more_than_nothing():
    with pytest.raises(RuleBroken, match="whole rupiah"):
        draw(MembershipFactory(), 0)


@pytest.fixture
def saver():
    member = MembershipFactory(person__name="Siti Aminah")
    save(member, sukarela=120_000)
    return member


def url_of(group):
    return reverse("finance:withdraw_savings", args=[group.pk])


def test_the_page_says_how_much_each_has_saved(as_user, saver):
    response = as_user(facilitator_of(saver.group)).get(url_of(saver.group))

    assert "Siti Aminah · Rp120.000" in response.content.decode()


def test_the_answer_says_what_is_left(as_user, saver):
    client = as_user(facilitator_of(saver.group))

    response = client.post(url_of(saver.group), typed(membership=saver.pk, amount="50.000"))

    assert response.url == reverse("finance:cash", args=[saver.group.pk])
    (message,) = get_messages(response.wsgi_request)
    assert "Rp50.000" in str(message)
    assert "Rp70.000" in str(message)


def test_too_much_keeps_what_was_typed(as_user, saver):
    client = as_user(facilitator_of(saver.group))

    response = client.post(url_of(saver.group), typed(membership=saver.pk, amount="500.000"))

    assert response.status_code == 422
    assert response.context["form"]["amount"].value() == "500.000"
    assert "amount" in response.context["form"].errors


def test_sent_twice_it_is_drawn_once(as_user, saver):
    client = as_user(facilitator_of(saver.group))
    sent = typed(membership=saver.pk, amount="50.000")

    first, second = (client.post(url_of(saver.group), sent) for _time in range(2))

    assert first.url == second.url
    assert balance(saver.group, Book.Kind.SUKARELA, saver) == 70_000


def test_ten_members_cost_no_more_queries_than_one(as_user, saver, django_assert_max_num_queries):
    for _number in range(9):
        save(MembershipFactory(group=saver.group), sukarela=10_000)
    client = as_user(facilitator_of(saver.group))

    with django_assert_max_num_queries(12):
        client.get(url_of(saver.group))


@pytest.mark.django_db(transaction=True)
def test_two_withdrawals_at_once_never_overdraw():
    member = MembershipFactory()
    save(member, sukarela=100_000)

    done = at_once([lambda: draw(member, 60_000)] * 2)

    assert sorted(type(each).__name__ for each in done) == ["RuleBroken", "int"]
    assert balance(member.group, Book.Kind.SUKARELA, member) == 40_000
