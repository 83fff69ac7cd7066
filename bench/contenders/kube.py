"""Ours: finance.ledger with every promise on, as the site's own database role."""

import datetime
import random

from django.db import transaction

from accounts.models import Region, User
from bench.contenders import GROUPS, MEMBERS
from finance import ledger
from finance.models import Book
from groups.models import Group, Household, Meeting, Membership, Person, Programme

DATE = datetime.date(2026, 1, 10)
SHEETS: list[dict] = []


def prepare() -> None:
    village = Region.objects.get_or_create(code="35.07.07.2001", name="Dawuhan", level=4)[0]
    by = User.objects.get_or_create(username="bench", name="Bench", sex="F")[0]
    programme = Programme.objects.get_or_create(name="Bench", since=DATE)[0]
    for number in range(GROUPS):
        group, made = Group.objects.get_or_create(
            name=f"Bench {number}",
            village=village,
            defaults={
                "programme": programme,
                "formed_on": DATE,
                "business": Group.Business.CATTLE,
                "registered_by": by,
            },
        )
        if made:
            fill(group, village)
        SHEETS.append(sheet_of(group, by))


def fill(group, village) -> None:
    for number in range(1, MEMBERS + 1):
        household = Household.objects.create(village=village)
        person = Person.objects.create(household=household, name=f"Member {number}", sex="F")
        Membership.objects.create(
            group=group, person=person, household=household, number=number, since=DATE
        )
    Meeting.objects.create(group=group, number=1, date=DATE, recorded_by_id=group.registered_by_id)


def sheet_of(group, by) -> dict:
    members = list(group.memberships.all())
    cash, dues = ledger.book(group, Book.Kind.CASH), ledger.book(group, Book.Kind.IKS)
    keys = {member: ledger.BookKey(Book.Kind.WAJIB, member) for member in members}
    savings = ledger.books(group, keys.values())
    amounts = [(dues, 5_000, member) for member in members]
    amounts += [(savings[keys[member]], 10_000, member) for member in members]
    meeting = group.meetings.get()
    return {"group": group, "by": by, "meeting": meeting, "cash": cash, "amounts": amounts}


def post_many(place: int) -> None:
    """One statement, so all or nothing without a transaction around it."""
    sheet = SHEETS[place]
    ledger.post_many(
        [
            ledger.Posting(sheet["cash"], book, amount, member)
            for book, amount, member in sheet["amounts"]
        ],
        group=sheet["group"],
        date=DATE,
        meeting=sheet["meeting"],
        by=sheet["by"],
    )


def one_group(_place: int) -> None:
    """All clients in the books of one group."""
    post_many(0)


def storm(place: int) -> None:
    """Books in random order, of few groups that overlap, money going in and out."""
    sheet = SHEETS[place % 5]
    postings = [
        ledger.Posting(sheet["cash"], book, amount, member)
        for book, amount, member in sheet["amounts"]
    ]
    random.shuffle(postings)
    postings += [
        ledger.Posting(posting.credit, posting.debit, 1_000, posting.membership)
        for posting in random.sample(postings, 3)
    ]
    with transaction.atomic():
        ledger.post_many(
            postings, group=sheet["group"], date=DATE, meeting=sheet["meeting"], by=sheet["by"]
        )


WAYS = {"kube": post_many, "one_group": one_group, "storm": storm}
