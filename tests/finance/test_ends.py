"""Groups are dissolved, merged and split: who gets what, books in agreement, history kept."""

import uuid

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from finance.actions.ends import withdraw_end
from finance.ledger import BookKey
from finance.models import Book, Dispute
from finance.rules.ends import Balances, dissolve, shared_out
from foundation.rules import RuleBroken
from foundation.tasks import tasks_of
from groups.forming.models import EndAsk, EndDecree
from groups.models import Group, Meeting, Membership
from groups.rules.facilitation import require_facilitator
from kube_admin.home import territory
from tests.conftest import TODAY
from tests.factories import (
    DisputeFactory,
    FacilitationFactory,
    GroupFactory,
    MeetingFactory,
    MembershipFactory,
    UserFactory,
    region,
)
from tests.finance.ends import ask_to_end, balances, dissolved, group_to_end, sign_it
from tests.finance.posting import post
from tests.grants.spending import in_hand

pytestmark = pytest.mark.django_db
Kind = Book.Kind


def paid(decree: EndDecree) -> list[int]:
    return [row[-1] for row in decree.got]


# Dissolved


def test_savings_go_to_members_and_the_fund_to_another_group():
    group = group_to_end()

    decree = dissolved(group)

    assert paid(decree) == [50_000, 20_000, 30_000]
    assert balances(group) == {}
    assert balances(decree.ask.receiver) == {"cash": 60_000, "iks": 60_000}


def test_debts_are_taken_from_savings_and_what_is_left_is_shared():
    group = group_to_end()
    first, second, _third = group.memberships.order_by("number")
    post(group, (Kind.LOAN, second), Kind.CASH, 15_000)
    post(group, Kind.CASH, (Kind.INCOME, None, "sale"), 10_001)
    post(group, (Kind.EXPENSE, None, "feed"), Kind.CASH, 1_000)

    decree = dissolved(group)

    assert [row[1:] for row in decree.got] == [
        [50_000, 0, 3_001, 53_001],
        [20_000, 15_000, 3_000, 8_000],
        [30_000, 0, 3_000, 33_000],
    ]
    assert balances(group) == {}
    assert first.pk == decree.got[0][0]


def test_a_loss_is_borne_by_savings():
    group = group_to_end()
    post(group, (Kind.EXPENSE, None, "feed"), Kind.CASH, 10_000)

    assert paid(dissolved(group)) == [45_000, 18_000, 27_000]


def test_goods_go_to_the_receiver_and_the_bank_is_emptied():
    group = group_to_end()
    post(group, (Kind.HERD, None, "A"), Kind.CAPITAL, 9_000_000)
    post(group, Kind.BANK, Kind.CASH, 100_000)

    decree = dissolved(group)

    assert balances(group) == {}
    assert balances(decree.ask.receiver)["herd"] == 9_000_000
    handed_over = decree.paper.content["tables"][1]["rows"]
    assert [amount for _name, amount in handed_over] == [60_000, 9_000_000]


def test_the_paper_says_who_got_what():
    decree = dissolved(group_to_end())

    rows = decree.paper.content["tables"][0]["rows"]
    assert [row[-1] for row in rows] == [50_000, 20_000, 30_000]
    assert decree.paper.content["tables"][0]["total"][-1] == 100_000


def test_members_officers_and_facilitation_end_and_all_stays_readable():
    group = group_to_end()
    facilitator = group.facilitations.get().facilitator

    dissolved(group)

    rows = Membership.objects.filter(group=group)
    assert {(row.until, row.reason) for row in rows} == {(TODAY, "ended")}
    assert group not in Group.objects.visible_to(facilitator)
    assert group in Group.objects.visible_to(UserFactory(role="verifier"))
    assert group not in Group.objects.formed()
    assert group.entries.count() > 4


def test_it_is_no_longer_counted_or_handed_over():
    group, verifier = group_to_end(), UserFactory(role="verifier")
    decree = dissolved(group)
    facilitator = UserFactory(role="facilitator")

    assert territory(verifier, TODAY).groups == "1"
    with pytest.raises(RuleBroken):
        require_facilitator(facilitator, group, TODAY)
    require_facilitator(facilitator, decree.ask.receiver, TODAY)


# Merged


def test_members_and_books_move_into_the_other_group():
    group, into = group_to_end(), group_to_end()
    debtor = group.memberships.get(number=2)
    post(group, (Kind.LOAN, debtor), Kind.CASH, 5_000)
    before = balances(group), balances(into)
    ask_to_end(group, "merged", receiver=into)

    sign_it(group)

    assert balances(group) == {}
    after = balances(into)
    kinds = set(before[0]) | set(before[1])
    both = {kind: before[0].get(kind, 0) + before[1].get(kind, 0) for kind in kinds}
    assert after == {kind: amount for kind, amount in both.items() if amount}
    moved = into.memberships.get(person=debtor.person)
    assert (moved.number, moved.since) == (5, TODAY)
    assert into.books.get(kind=Kind.LOAN, membership=moved).balance == 5_000


def test_a_group_too_large_is_not_made():
    group, into = group_to_end(), GroupFactory(members=4, programme=group_to_end().programme)
    ask_to_end(group, "merged", receiver=into)

    with pytest.raises(RuleBroken):
        sign_it(group)

    assert balances(group)


# Split


def test_who_leaves_takes_the_savings_into_a_new_group():
    group = group_to_end()
    leaving = list(group.memberships.filter(number__gte=2))
    ask_to_end(group, "split", name="Melati Muda", leaving=[row.pk for row in leaving])

    founded = sign_it(group).founded

    assert balances(group) == {"cash": 110_000, "pokok": 50_000, "iks": 60_000}
    assert balances(founded) == {"cash": 50_000, "pokok": 50_000}
    assert list(founded.memberships.values_list("number", "since")) == [(1, TODAY), (2, TODAY)]
    assert founded.decree_number == founded.split_from.paper.number
    assert founded.savings_rules.get().principal == group.savings_rules.get().principal
    assert group in Group.objects.formed()
    assert founded in Group.objects.formed()


@pytest.mark.parametrize("leaving", [[], [1, 2, 3]], ids=["nobody", "all"])
def test_some_leave_but_not_all(leaving):
    group = group_to_end()
    keys = list(group.memberships.filter(number__in=leaving).values_list("pk", flat=True))

    with pytest.raises(RuleBroken) as refusal:
        ask_to_end(group, "split", name="Muda", leaving=keys)

    assert refusal.value.field == "leaving"


# What must be true


def contested(group):
    DisputeFactory(entry=group.entries.first())


def in_debt(group):
    post(group, (Kind.LOAN, group.memberships.get(number=2)), Kind.CASH, 20_001)


@pytest.mark.parametrize(
    ("spoil", "words"), [(contested, "contested"), (in_debt, "Debts are covered")]
)
def test_it_waits_for_what_must_be_true(spoil, words, in_english):
    group = group_to_end()
    ask_to_end(group)
    spoil(group)

    with pytest.raises(RuleBroken, match=words):
        sign_it(group)

    assert not EndDecree.objects.exists()


def test_it_waits_for_the_count(in_english):
    group = group_to_end()
    meeting = MeetingFactory(group=group, date=TODAY)
    ask_to_end(group, meeting=meeting)

    with pytest.raises(RuleBroken, match="whole box"):
        sign_it(group)


def test_the_meeting_is_the_groups_own():
    with pytest.raises(RuleBroken):
        ask_to_end(group_to_end(), meeting=MeetingFactory())


def test_it_waits_for_the_grant_to_be_accounted_for(in_english):
    group = in_hand().group
    MeetingFactory(group=group, date=TODAY)
    ask_to_end(group)

    with pytest.raises(RuleBroken, match="accounted for"):
        sign_it(group)


def test_a_receiver_of_another_district_is_refused():
    far = GroupFactory(village=region("35.79.01.2001"))

    with pytest.raises(RuleBroken) as refusal:
        ask_to_end(group_to_end(), receiver=far)

    assert refusal.value.field == "receiver"


def test_two_thirds_are_for_it():
    with pytest.raises(RuleBroken):
        ask_to_end(group_to_end(), votes=1)

    assert ask_to_end(group_to_end(), votes=2)


def test_who_asks_does_not_sign():
    group = group_to_end()
    ask = ask_to_end(group)

    with pytest.raises(RuleBroken):
        sign_it(group, by=ask.by)


def test_it_is_asked_once_and_may_be_taken_back():
    group = group_to_end()
    ask = ask_to_end(group)
    with pytest.raises(RuleBroken):
        ask_to_end(group)

    withdraw_end(group=group, reason="Jadi lanjut", by=ask.by)

    assert ask_to_end(group)


def test_the_head_has_a_task():
    group, head = group_to_end(), UserFactory(role="approver")
    ask_to_end(group)

    assert "finance.sign_end" in [task.name for task in tasks_of(head, TODAY)]


# Sums


@pytest.mark.parametrize(
    ("total", "weights", "shares"),
    [
        (10, [1, 1, 1], [4, 3, 3]),
        (100, [50, 30, 20], [50, 30, 20]),
        (7, [0, 3, 4], [0, 3, 4]),
        (0, [1, 1], [0, 0]),
        (5, [0, 0], [0, 0]),
    ],
)
def test_shares_add_up(total, weights, shares):
    assert shared_out(total, weights) == shares


def test_every_book_comes_to_zero():
    members = [Membership(pk=number, number=number) for number in (1, 2, 3)]
    now = {BookKey(Kind.CASH): 500, BookKey(Kind.BANK): 1_000, BookKey(Kind.IKS): 300}
    now |= {BookKey(Kind.HERD, None, "A"): 900, BookKey(Kind.LOAN, members[0]): 70}
    now |= {BookKey(Kind.POKOK, member): 100 for member in members}
    now |= {BookKey(Kind.EXPENSE, None, "feed"): 30, BookKey(Kind.INCOME, None, "sale"): 80}
    now |= {BookKey(Kind.RESERVE): 20, BookKey(Kind.CAPITAL): 1_800}
    books = Balances(now)

    got, received = dissolve(books, members)

    assert not any(books.now.values())
    assert sum(row.paid for row in got) == 1_500 - 300
    assert sum(amount for *_books, amount in received) == 300 + 900


# What the database refuses whoever writes


def refused_sql(constraint: str, *values) -> None:
    """Insert a decree by SQL, its own promises checked at once."""
    with (
        pytest.raises(IntegrityError) as refusal,
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"SET CONSTRAINTS finance_ended_at_zero IMMEDIATE; {DECREE}", values)
    assert refusal.value.__cause__.diag.constraint_name == constraint


def test_an_ended_group_takes_no_entry_meeting_or_member():
    group = group_to_end()
    dissolved(group)

    with pytest.raises((IntegrityError, RuleBroken)), transaction.atomic():
        post(group, Kind.CASH, Kind.CAPITAL, 1_000)
    with pytest.raises(IntegrityError, match="has ended"), transaction.atomic():
        MembershipFactory(group=group, since=TODAY)
    with pytest.raises(IntegrityError, match="has ended"), transaction.atomic():
        FacilitationFactory(group=group, since=TODAY)
    with pytest.raises(IntegrityError, match="has ended"), transaction.atomic():
        Meeting.objects.create(group=group, number=99, date=TODAY, recorded_by=group.registered_by)


DECREE = """INSERT INTO groups_enddecree (ask_id, ended_id, date, paper_id, got, by_id, at)
    VALUES (%s, %s, %s, %s, '[]', %s, now())"""


@pytest.mark.usefixtures("papers_alone")
def test_a_group_ends_with_its_books_at_zero():
    paper, by = dissolved(group_to_end()).paper, UserFactory()
    ask = ask_to_end(group_to_end())

    refused_sql("finance_ended_at_zero", ask.pk, ask.group_id, TODAY, _paper(paper), by.pk)


def _paper(paper):
    """The same paper again, which no decree has."""
    paper.pk, paper.code = None, "AAAA-2222"
    paper._state.adding = True
    paper.save()
    return paper.pk


def test_who_asked_does_not_sign_in_sql():
    paper = dissolved(group_to_end()).paper
    ask = ask_to_end(group_to_end())

    refused_sql("groups_enddecree_by_another", ask.pk, ask.group_id, TODAY, paper.pk, ask.by_id)


def test_a_group_that_did_not_ask_does_not_end():
    paper, other = dissolved(group_to_end()).paper, GroupFactory()
    ask = ask_to_end(group_to_end())

    refused_sql(
        "groups_enddecree_as_asked",
        *(ask.pk, other.pk, TODAY, paper.pk, UserFactory().pk),
    )


def test_less_than_two_thirds_are_refused_in_sql():
    ask = ask_to_end(group_to_end())
    row = EndAsk(group=group_to_end(), kind="dissolved", votes=1, of_members=3, reason="x")
    row.meeting, row.by = row.group.meetings.first(), ask.by

    with pytest.raises(IntegrityError, match="two_thirds"), transaction.atomic():
        row.save()


# Pages


def test_from_ask_to_decree_on_the_pages(as_user):
    group = group_to_end()
    receiver = GroupFactory(village=group.village)
    facilitator = group.facilitations.get().facilitator
    typed = {"kind": "dissolved", "meeting": group.meetings.first().pk, "votes": "3"}
    typed |= {"reason": "Sepakat", "receiver": receiver.pk, "submission": uuid.uuid4()}
    address = reverse("finance:ask_end", args=[group.pk])
    assert as_user(facilitator).get(address).status_code == 200
    assert as_user(facilitator).post(address, typed).status_code == 302

    head = UserFactory(role="approver")
    page = reverse("finance:group_end", args=[group.pk])
    assert as_user(head).get(page).status_code == 200
    address = reverse("finance:sign_end", args=[group.pk])
    assert as_user(head).get(address).status_code == 200
    assert as_user(head).post(address, {"submission": uuid.uuid4()}).status_code == 302

    verifier = as_user(UserFactory(role="verifier"))
    assert verifier.get(page).status_code == 200
    assert verifier.get(reverse("finance:group_overview", args=[group.pk])).status_code == 200
    listed = reverse("groups:groups")
    assert group not in verifier.get(listed).context["page"].object_list
    assert group in verifier.get(listed, {"ended": "on"}).context["page"].object_list


def test_what_was_asked_is_taken_back_on_its_page(as_user):
    group = group_to_end()
    ask = ask_to_end(group)
    address = reverse("finance:withdraw_end", args=[group.pk])

    assert as_user(ask.by).post(address, {"reason": "Lanjut"}).status_code == 302
    assert not EndAsk.objects.open().exists()
    assert not Dispute.objects.exists()
