"""Bar, row 13: what the site posts against the rules is refused by the name of a rule."""

import pytest
from django.db import IntegrityError
from django.db.utils import DataError

from finance import ledger
from finance.models import Book, Period
from tests.conftest import TODAY
from tests.factories import GroupFactory, MembershipFactory
from tests.finance.promises.conftest import group
from tests.finance.promises.sql import post, refused, refused_post

__all__ = ["group"]  # a fixture
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


def mirrored(group, sequence, **more):
    """The reversal of an entry, as posted raw."""
    entry = group.entries.get(sequence=sequence)
    return {
        "debits": [entry.credit_id],
        "credits": [entry.debit_id],
        "amounts": [entry.amount],
        "memberships": [entry.membership_id],
        "reversed": [entry.pk],
        "notes": ["salah"],
    } | more


def strange_book(_group):
    return {"credits": [ledger.book(GroupFactory(), Book.Kind.IKS).pk]}


def closed(group):
    Period.objects.create(group=group, month=TODAY.replace(day=1), closed_by=group.registered_by)
    return {}


REFUSED = {
    "nothing": (lambda group: {"amounts": [0]}, "finance_entry_amount_positive"),
    "less than nothing": (lambda group: {"amounts": [-1]}, "finance_entry_amount_positive"),
    "one book": (
        lambda group: {"credits": [ledger.book(group, Book.Kind.CASH).pk]},
        "finance_entry_two_books",
    ),
    "two groups": (strange_book, "finance_entry_one_group"),
    "a closed month": (closed, "finance_entry_period_open"),
    "a second reversal": (lambda group: mirrored(group, 2), "finance_entry_reverses_id_key"),
    "a reversal of a reversal": (lambda group: mirrored(group, 3), "finance_entry_reversal"),
    "a reversal of another amount": (
        lambda group: mirrored(group, 1, amounts=[1]),
        "finance_entry_reversal",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_it_is_refused_by_its_name(group, case):
    make, rule = REFUSED[case]

    with pytest.raises(IntegrityError) as refusal:
        post(group, **make(group))

    assert refusal.value.__cause__.diag.constraint_name == rule
