"""Dues that a member owes who leaves: paid from the savings, left, or waived."""

import pytest
from django.db import IntegrityError, transaction
from django.db.utils import ProgrammingError
from django.urls import reverse

from finance.models import Book, DuesWaiver
from finance.reports.dues import dues_book
from finance.reports.owed import owed
from groups.models import Membership
from tests.conftest import TODAY
from tests.factories import (
    MeetingFactory,
    MembershipFactory,
    OfficeFactory,
)
from tests.finance.conftest import balance
from tests.finance.leaving import YESTERDAY, member, release, release_url
from tests.finance.stock import facilitator_of, save, typed

pytestmark = pytest.mark.django_db
__all__ = ["member"]  # fixtures


@pytest.fixture
def owing(member):
    """Bu Tumini, who owes the dues of one meeting, 5.000."""
    MeetingFactory(group=member.group, date=YESTERDAY)
    return member


def test_unpaid_dues_are_taken_from_the_savings(owing):
    release(owing, settles_dues=True)

    assert balance(owing.group, Book.Kind.IKS) == 5_000
    assert balance(owing.group, Book.Kind.CASH) == 5_000
    assert owed(owing.group, [owing], TODAY)[owing.pk].dues_arrears == 0


def test_unpaid_dues_stay_where_that_is_chosen(owing):
    release(owing)

    assert balance(owing.group, Book.Kind.CASH) == 0
    assert owed(owing.group, [owing], TODAY)[owing.pk].dues_arrears == 5_000


def test_who_owes_no_dues_pays_none(member):
    release(member, settles_dues=True)

    assert balance(member.group, Book.Kind.IKS) == 0


def test_dues_take_no_more_than_was_saved():
    member = MembershipFactory()
    MeetingFactory(group=member.group, date=YESTERDAY)
    save(member, wajib=3_000)

    release(member, settles_dues=True)

    assert balance(member.group, Book.Kind.IKS) == 3_000
    assert owed(member.group, [member], TODAY)[member.pk].dues_arrears == 2_000


def test_unpaid_dues_are_waived_with_a_reason(owing):
    release(owing, waiver="Lama sakit")

    assert balance(owing.group, Book.Kind.CASH) == 0
    assert (owing.dues_waiver.amount, owing.dues_waiver.reason) == (5_000, "Lama sakit")
    found = owed(owing.group, [owing], TODAY)[owing.pk]
    assert (found.dues_arrears, found.dues_ahead, [cell.left for cell in found.months]) == (
        0,
        0,
        [0],
    )
    assert dues_book(owing.group, TODAY).arrears == 0


def test_what_the_savings_do_not_cover_is_waived():
    member = MembershipFactory()
    MeetingFactory(group=member.group, date=YESTERDAY)
    save(member, wajib=3_000)

    release(member, settles_dues=True, waiver="Lama sakit")

    assert member.dues_waiver.amount == 2_000


def test_who_owes_no_dues_has_none_waived(member):
    release(member, waiver="Lama sakit")

    assert not DuesWaiver.objects.exists()


def test_no_dues_of_meetings_after_the_last_day(owing):
    """A meeting of the day of leaving, or later, is not owed: nothing of it is taken or waived."""
    MeetingFactory(group=owing.group, date=TODAY)

    release(owing, settles_dues=True)

    assert balance(owing.group, Book.Kind.IKS) == 5_000


def test_dues_of_a_member_are_not_waived_and_a_waiver_stays(owing):
    more = {
        "membership": owing,
        "amount": 5_000,
        "reason": "Sakit",
        "by": owing.group.registered_by,
    }
    with pytest.raises(IntegrityError, match="when a member leaves"), transaction.atomic():
        DuesWaiver.objects.create(**more)
    release(owing, waiver="Lama sakit")

    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        DuesWaiver.objects.update(amount=1)


@pytest.mark.parametrize(
    ("dues", "paid", "arrears"),
    [
        ({"dues": "taken"}, "Rp145.000", 0),
        ({"dues": "waived", "waiver": "Lama sakit"}, "Rp150.000", 0),
        ({"dues": "owed"}, "Rp150.000", 5_000),
    ],
)
def test_the_page_asks_about_unpaid_dues(as_user, owing, dues, paid, arrears):
    client, url = as_user(facilitator_of(owing.group)), release_url(owing)
    OfficeFactory(membership=owing)

    asked = client.post(url, typed(reason="moved"))
    done = client.post(url, typed(reason="moved", **dues), follow=True)

    assert asked.context["form"]["dues"].errors
    shown = dict(asked.context["form"].fields["dues"].choices)[dues["dues"]]
    assert "Rp5.000" in shown
    assert paid in shown  # what will be paid out, before it is done
    owing.refresh_from_db()
    assert owed(owing.group, [owing], TODAY)[owing.pk].dues_arrears == arrears
    (message,) = done.context["messages"]
    assert paid in str(message)
    assert "ketua" in str(message)


def test_the_page_shows_both_outcomes_and_asks_for_the_reason(as_user, owing):
    client, url = as_user(facilitator_of(owing.group)), release_url(owing)

    due = client.get(url).context["due"]
    without = client.post(url, typed(reason="moved", dues="waived"))

    assert (due.paid_out, due.paid_out_without_dues) == (150_000, 145_000)
    assert (due.box_after, due.box_after_without_dues) == (0, 5_000)
    assert without.context["form"]["waiver"].errors
    assert not Membership.objects.get(pk=owing.pk).until


def test_the_book_says_which_dues_were_waived_and_why(as_user, owing):
    release(owing, waiver="Lama sakit")

    book = as_user(facilitator_of(owing.group)).get(
        reverse("finance:savings_book", args=[owing.pk])
    )

    assert "Lama sakit" in book.text
