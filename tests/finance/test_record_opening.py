"""Recording the opening balances, once (E1)."""

import datetime

import pytest
from django.urls import reverse

from finance.actions.opening import Goods, record_opening
from finance.models import Book
from finance.reports.balance_sheet import balance_sheet
from foundation.rules import RuleBroken
from tests.conftest import TODAY
from tests.factories import LONG_AGO, GroupFactory
from tests.finance.conftest import balance
from tests.finance.stock import facilitator_of, stock, typed

pytestmark = pytest.mark.django_db
YESTERDAY = TODAY - datetime.timedelta(days=1)


def open_books(group, *, date=YESTERDAY, **more):
    """Two members of three with savings of 110.000 and 160.000; it balances."""
    first, second, third = group.memberships.all()
    members = {first: (50_000, 60_000, 100_000), second: (50_000, 10_000, 0), third: (0, 0, 0)}
    given = {"cash": 100_000, "bank": 300_000, "iks": 80_000, "capital": 50_000} | more
    return record_opening(
        group=group,
        date=date,
        members=members,
        counted_by="Bu Siti, Pak Wagiman",
        today=TODAY,
        by=group.registered_by,
        **given,
    )


def test_the_books_hold_what_was_counted():
    group = GroupFactory(members=3)
    first = group.memberships.get(number=1)

    opening = open_books(group)

    assert balance(group, Book.Kind.CASH) == 100_000
    assert balance(group, Book.Kind.SUKARELA, first) == 100_000
    assert balance(group, Book.Kind.OPENING) == 0
    assert opening.counted_by == "Bu Siti, Pak Wagiman"


def test_nothing_is_no_entry():
    group = GroupFactory(members=3)

    open_books(group)

    assert group.entries.count() == 9


def test_what_is_owned_is_what_is_owed():
    group = GroupFactory(members=3)

    with pytest.raises(RuleBroken, match=r"Rp390.000, Rp10.000 less than"):
        open_books(group, cash=90_000)

    assert not group.entries.exists()


def test_what_was_lost_before_is_capital_below_zero():
    group = GroupFactory(members=3)

    open_books(group, cash=30_000, capital=-20_000)

    assert balance(group, Book.Kind.CAPITAL) == -20_000
    assert balance(group, Book.Kind.OPENING) == 0


def test_the_number_of_statements_does_not_grow_with_the_members(django_assert_max_num_queries):
    group = GroupFactory(members=3)

    with django_assert_max_num_queries(16):
        open_books(group)


def test_once():
    group = GroupFactory(members=3)
    open_books(group)

    with pytest.raises(RuleBroken, match="entered once"):
        open_books(group)


def test_before_the_first_entry():
    group = GroupFactory(members=3)
    stock(group, date=YESTERDAY, cash=5_000)

    with pytest.raises(RuleBroken, match=f"first entry is of {YESTERDAY:%-d %B %Y}"):
        open_books(group, date=TODAY)


def test_a_day_long_ago_is_no_hindrance():
    group = GroupFactory(members=3)

    opening = open_books(group, date=LONG_AGO)

    assert opening.date == LONG_AGO


def test_not_a_day_to_come():
    with pytest.raises(RuleBroken, match="has not come yet"):
        open_books(GroupFactory(members=3), date=TODAY + datetime.timedelta(days=1))


def sheet(group, **more):
    """POST data of the page, with empty fields."""
    first = group.memberships.get(number=1)
    given = {"cash": "100.000", "bank": "", "capital": "40.000", "counted_by": "Bu Siti"}
    return typed(date=YESTERDAY) | given | {f"pokok-{first.pk}": "50.000"} | more


def url_of(group):
    return reverse("finance:record_opening", args=[group.pk])


def test_the_page_says_the_difference_and_keeps_what_was_typed(as_user):
    group = GroupFactory(members=3)

    response = as_user(facilitator_of(group)).post(url_of(group), sheet(group))

    assert response.status_code == 422
    (words,) = response.context["form"].non_field_errors()
    assert "Rp10.000" in words
    assert response.context["form"]["cash"].value() == "100.000"


def test_the_page_enters_the_opening(as_user):
    group = GroupFactory(members=3)

    response = as_user(facilitator_of(group)).post(url_of(group), sheet(group, capital="50.000"))

    assert response.status_code == 302
    assert balance(group, Book.Kind.POKOK, group.memberships.get(number=1)) == 50_000


def test_afterwards_the_page_tells_who_counted(as_user):
    group = GroupFactory(members=3)
    open_books(group)

    response = as_user(facilitator_of(group)).get(url_of(group))

    assert "Bu Siti, Pak Wagiman" in response.content.decode()


def test_a_field_of_the_sheet_points_at_its_member(as_user):
    group = GroupFactory(members=3)
    field = f"wajib-{group.memberships.get(number=2).pk}"

    response = as_user(facilitator_of(group)).post(url_of(group), sheet(group, **{field: "dua"}))

    assert field in response.context["form"].errors


def test_animals_tools_and_loans_are_part_of_it():
    group = GroupFactory(members=3)
    goods = [
        Goods(Book.Kind.HERD, "3 kambing", 3_000_000),
        Goods(Book.Kind.STOCK, "Beras", 200_000),
    ]
    first = group.memberships.get(number=1)

    open_books(group, goods=goods, loans={first: 150_000}, capital=3_400_000)

    sheet = balance_sheet(group)
    assert (sheet.herd, sheet.loans) == (3_200_000, 150_000)
    assert balance(group, Book.Kind.HERD, name="3 kambing") == 3_000_000
    assert balance(group, Book.Kind.LOAN, first) == 150_000
    assert (balance(group, Book.Kind.OPENING), sheet.is_balanced) == (0, True)


def test_the_page_enters_goods_and_loans(as_user):
    group = GroupFactory(members=3)
    first = group.memberships.get(number=1)
    rows = {"goods-TOTAL_FORMS": "3", "goods-INITIAL_FORMS": "0"}
    rows |= {"goods-0-kind": "equipment", "goods-0-name": "Kandang", "goods-0-worth": "900.000"}
    data = sheet(group, **rows, capital="1.000.000") | {f"loan-{first.pk}": "50.000"}

    response = as_user(facilitator_of(group)).post(url_of(group), data)

    assert response.status_code == 302
    assert balance(group, Book.Kind.EQUIPMENT, name="Kandang") == 900_000


def test_goods_without_their_worth_keep_what_was_typed(as_user):
    group = GroupFactory(members=3)
    rows = {"goods-TOTAL_FORMS": "1", "goods-INITIAL_FORMS": "0", "goods-0-name": "Kandang"}

    response = as_user(facilitator_of(group)).post(url_of(group), sheet(group, **rows))

    assert set(response.context["form"].goods[0].errors) == {"kind", "worth"}
    assert response.context["form"]["cash"].value() == "100.000"


def test_a_row_is_added_without_validating(as_user):
    group = GroupFactory(members=3)
    rows = {"goods-TOTAL_FORMS": "1", "goods-INITIAL_FORMS": "0", "goods-0-name": "Kandang"}

    response = as_user(facilitator_of(group)).post(
        url_of(group), sheet(group, **rows, more="goods")
    )

    form = response.context["form"]
    assert (response.status_code, len(form.goods.forms)) == (200, 2)
    assert form.goods[0]["name"].value() == "Kandang"
    assert form["cash"].value() == "100.000"
