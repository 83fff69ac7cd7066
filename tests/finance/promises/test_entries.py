"""1: an entry has two different books of one group and a positive amount."""

import pytest
from django.db.utils import DataError

from finance import ledger
from finance.models import Book
from tests.conftest import TODAY
from tests.factories import GroupFactory, MembershipFactory
from tests.finance.promises.sql import refused, refused_post

pytestmark = pytest.mark.django_db


def test_the_site_writes_entries_through_the_function_alone(group):
    refused(
        "INSERT INTO finance_entry SELECT (jsonb_populate_record(e, %s::jsonb)).*"
        " FROM finance_entry e WHERE sequence = 1",
        '{"id": 9, "sequence": 4}',
    )


def test_an_entry_has_two_books_of_one_group_and_a_positive_amount(group):
    cash = ledger.book(group, Book.Kind.CASH).pk
    strange = ledger.book(GroupFactory(), Book.Kind.IKS).pk

    refused_post(group, "finance_entry_two_books", credits=[cash])
    refused_post(group, "of one group", credits=[strange])
    refused_post(group, "foreign key", credits=[999_999])
    refused_post(group, "finance_entry_amount_positive", amounts=[0])
    refused_post(group, "finance_entry_amount_positive", amounts=[-1_000])


def test_an_entry_names_the_member_of_its_savings_book_and_of_its_group(group):
    first, second = group.memberships.order_by("number")
    savings = ledger.book(group, Book.Kind.WAJIB, first).pk
    stranger = MembershipFactory()

    refused_post(group, "of the member named", credits=[savings], memberships=[second.pk])
    refused_post(group, "of the member named", credits=[savings], memberships=[None])
    refused_post(group, "of one group", memberships=[stranger.pk])


def test_whoever_posts_is_a_user_and_the_group_a_group(group):
    refused_post(group, "foreign key", by=999_999)
    refused_post(group, "posted_by_id", by=None)
    refused_post(group, "of one group", for_group=GroupFactory().pk)
    refused_post(group, "null value", for_group=None)


@pytest.mark.parametrize("column", ["dates", "debits", "credits", "amounts", "notes"])
def test_nothing_that_an_entry_needs_is_null(group, column):
    refused_post(group, "null value", **{column: [None]})


@pytest.mark.parametrize("column", ["memberships", "corrected", "amounts"])
@pytest.mark.parametrize("value", [[], [1, 2], None])
def test_arrays_of_unequal_length_are_refused(group, column, value):
    refused_post(group, "in every array", **{column: value})


def test_what_is_no_amount_is_refused(group):
    refused_post(group, "out of range", error=DataError, amounts=[2**63])
    refused_post(group, "out of range", error=DataError, amounts=[2**63 - 1])


def test_one_bad_entry_refuses_all_of_a_call(group):
    cash, iks = (ledger.book(group, kind).pk for kind in (Book.Kind.CASH, Book.Kind.IKS))

    refused_post(
        group,
        "amount_positive",
        amounts=[1_000, 0],
        **{key: [None] * 2 for key in ("memberships", "meetings", "reversed", "corrected")},
        dates=[TODAY, TODAY],
        debits=[cash, cash],
        credits=[iks, iks],
        notes=["", ""],
    )
