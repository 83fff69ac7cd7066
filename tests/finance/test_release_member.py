"""Releasing a member and paying out the savings (E23)."""

import dataclasses
import datetime

import pytest
from django.db import IntegrityError, transaction
from django.db.utils import ProgrammingError
from django.urls import reverse

from finance import ledger
from finance.actions.members import pay_rest, release_member
from finance.actions.money import move_to_bank, pay_principal
from finance.forms.meeting import MeetingSheet
from finance.ledger import Posting
from finance.models import Book, DuesWaiver
from finance.reports.dues import dues_book
from finance.reports.owed import owed
from foundation.rules import RuleBroken
from groups.models import Membership
from tests.conftest import TODAY
from tests.factories import (
    AttendanceFactory,
    GroupFactory,
    MeetingFactory,
    MembershipFactory,
    OfficeFactory,
)
from tests.finance.conftest import balance, meet, usual
from tests.finance.stock import facilitator_of, post, save, stock, typed

pytestmark = pytest.mark.django_db
Reason = Membership.Reason
YESTERDAY = TODAY - datetime.timedelta(days=1)


@pytest.fixture
def member():
    """Bu Tumini, who has saved 150.000."""
    member = MembershipFactory(person__name="Tumini")
    save(member, pokok=50_000, wajib=70_000, sukarela=30_000)
    return member


def release(member, *, reason=Reason.MOVED, date=TODAY, **more):
    by = member.group.registered_by
    return release_member(membership=member, reason=reason, date=date, today=TODAY, by=by, **more)


def lend(member, amount):
    loan = ledger.book(member.group, Book.Kind.LOAN, member)
    cash = ledger.book(member.group, Book.Kind.CASH)
    stock(member.group, cash=amount)
    post(member.group, [Posting(loan, cash, amount, member)])


def test_all_savings_are_paid_out(member):
    release(member)

    assert balance(member.group, Book.Kind.CASH) == 0
    assert not member.group.books.savings().exclude(balance=0).exists()
    assert [entry.amount for entry in member.entries.order_by("-sequence")[:3]] == [
        30_000,
        70_000,
        50_000,
    ]


def test_the_membership_and_the_office_end(member):
    office = OfficeFactory(membership=member)

    release(member)

    member.refresh_from_db()
    office.refresh_from_db()
    assert (member.until, member.reason) == (TODAY, Reason.MOVED)
    assert office.until == TODAY


def test_who_saved_nothing_just_leaves():
    member = MembershipFactory()

    release(member)

    assert not Membership.objects.running(TODAY).filter(pk=member.pk).exists()
    assert not member.entries.exists()


def test_debts_are_paid_first(member):
    lend(member, 60_000)

    release(member)

    assert balance(member.group, Book.Kind.LOAN, member) == 0
    assert balance(member.group, Book.Kind.CASH) == 60_000


def test_more_debts_than_savings_are_settled_before(member):
    lend(member, 400_000)

    words = r"Ms Tumini owes Rp400.000 and has saved Rp150.000. Have Rp250.000 paid back first."
    with pytest.raises(RuleBroken, match=words):
        release(member)


def test_too_little_in_the_box_says_what_to_do(member):
    group = member.group
    move_to_bank(group=group, amount=50_000, date=TODAY, today=TODAY, by=group.registered_by)

    words = r"holds Rp100.000, Ms Tumini gets Rp150.000. Fetch Rp50.000 from the bank."
    with pytest.raises(RuleBroken, match=words):
        release(member)

    assert Membership.objects.running(TODAY).filter(pk=member.pk).exists()


def test_an_heir_receives_what_is_left(member):
    release(member, reason=Reason.DIED, heir="Bu Siti, istri")

    assert member.entries.latest("sequence").note == "Bu Siti, istri"


def test_an_heir_has_a_name(member):
    with pytest.raises(RuleBroken, match="name of the heir") as refusal:
        release(member, reason=Reason.DIED)

    assert refusal.value.field == "heir"


def test_not_before_the_last_money(member):
    yesterday = TODAY - datetime.timedelta(days=1)

    with pytest.raises(RuleBroken, match=f"recorded on {TODAY:%-d %B %Y}"):
        release(member, date=yesterday)


def test_not_before_a_meeting_in_which_she_stands():
    meeting = MeetingFactory(date=TODAY)
    attendance = AttendanceFactory(meeting=meeting, kind="represented")

    with pytest.raises(RuleBroken, match="stands in the meeting") as refusal:
        release(attendance.membership, date=YESTERDAY)

    assert refusal.value.field == "date"
    release(attendance.membership, date=TODAY)


def test_once(member):
    release(member)

    with pytest.raises(RuleBroken, match="was not a member"):
        release(member)


def test_the_statements_are_as_many_with_debts_as_without(member, django_assert_max_num_queries):
    lend(member, 60_000)

    with django_assert_max_num_queries(17):
        release(member)


def url_of(member):
    return reverse("finance:release_member", args=[member.pk])


def test_the_page_lists_what_will_happen(as_user, member):
    OfficeFactory(membership=member)

    response = as_user(facilitator_of(member.group)).get(url_of(member))

    due = response.context["due"]
    assert [amount for _kind, amount in due.savings] == [50_000, 70_000, 30_000]
    assert (due.paid_out, due.box, due.box_after) == (150_000, 150_000, 0)
    assert due.office


def test_the_page_ends_the_membership(as_user, member):
    response = as_user(facilitator_of(member.group)).post(url_of(member), typed(reason="moved"))

    assert response.url == reverse("finance:savings_book", args=[member.pk])
    member.refresh_from_db()
    assert member.reason == Reason.MOVED


def test_who_has_saved_nothing_just_leaves(as_user):
    member = MembershipFactory(person__name="Tumini")
    client, url = as_user(facilitator_of(member.group)), url_of(member)

    page = client.get(url)
    done = client.post(url, typed(reason="mistake"), follow=True)

    (message,) = done.context["messages"]
    assert "Rp0" not in f"{page.context['button']} {message}"


def test_the_page_asks_for_the_heir(as_user, member):
    response = as_user(facilitator_of(member.group)).post(url_of(member), typed(reason="died"))

    assert response.status_code == 422
    assert "heir" in response.context["form"].errors


def test_the_page_of_who_has_left_says_so(as_user, member):
    release(member)

    response = as_user(facilitator_of(member.group)).get(url_of(member))

    assert response.context["membership"].until == TODAY
    assert '<form class="panel"' not in response.content.decode()
    assert "Yang akan terjadi" not in response.text


def test_no_page_offers_to_correct_a_finished_book(as_user):
    group = GroupFactory(members=3)
    meeting = meet(group)
    (entry,) = meeting.entries.filter(membership__number=1, credit__kind=Book.Kind.WAJIB)
    pages = {
        "finance:entry": entry.pk,
        "finance:savings_book": entry.membership_id,
        "finance:book": entry.credit_id,
        "finance:meeting": meeting.pk,
    }
    correct = f'href="{reverse("finance:reverse_entry", args=[entry.pk])}"'
    client = as_user(facilitator_of(group))

    def offer():
        return [correct in client.get(reverse(page, args=[pk])).text for page, pk in pages.items()]

    assert all(offer())
    release(entry.membership)
    assert not any(offer())


def test_who_has_left_does_not_leave_again(in_english):
    member = MembershipFactory(person__name="Tumini")
    release(member)

    with pytest.raises(RuleBroken, match="has left already"):
        release(member, reason=Reason.EXPELLED, date=TODAY - datetime.timedelta(days=5))

    member.refresh_from_db()
    assert (member.until, member.reason) == (TODAY, Reason.MOVED)


def test_an_office_that_began_after_that_day_ends_too():
    member = MembershipFactory()
    office = OfficeFactory(membership=member, since=TODAY - datetime.timedelta(days=2))

    release(member, date=TODAY - datetime.timedelta(days=5))

    office.refresh_from_db()
    assert office.until == office.since


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


def release_url(member):
    return reverse("finance:release_member", args=[member.pk])
