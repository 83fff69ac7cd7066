"""Bulk data for benchmarks: bypasses the actions, not the database's constraints."""

import datetime
import random
from collections.abc import Iterator

from django.db import transaction

from accounts.models import Assignment, Region, User
from demo.calendar import LENGTH, meeting_days
from demo.names import GROUPS, person_names
from finance import ledger
from finance.ledger import BookKey, Posting
from finance.models import Book, DuesRule, SavingsRule
from groups.models import (
    Attendance,
    Facilitation,
    Group,
    Household,
    Meeting,
    Membership,
    Office,
    Person,
    Programme,
)

AT_ONCE = 10  # groups of one facilitator, written together
MEMBERS = 10
POKOK, WAJIB, DUES = 50_000, 10_000, 5_000
Kind = Book.Kind


class Bulk:
    """Groups of ten members all over the country, with a monthly meeting for nearly three years."""

    def __init__(self, *, seed: int, today: datetime.date):
        self.rng, self.today = random.Random(f"bulk {seed}"), today
        self.start = today - LENGTH
        self.villages = list(
            Region.objects.filter(level=Region.Level.VILLAGE).values_list("pk", flat=True)
        )
        self.programme = Programme.objects.running(self.start).first()

    def grow(self, count: int) -> Iterator[int]:
        """Yield the number of entries after each batch of groups."""
        for first in range(0, count, AT_ONCE):
            with transaction.atomic():
                groups = self.groups(first, min(AT_ONCE, count - first))
                written = sum(self.history(group, members) for group, members in groups)
            yield written

    def groups(self, first: int, count: int) -> list[tuple[Group, list[Membership]]]:
        facilitator = User.objects.create(
            username=f"pendamping.{first // AT_ONCE + 1}", name="Pendamping Contoh", sex="F"
        )
        Assignment.objects.create(
            user=facilitator,
            role=Assignment.Role.FACILITATOR,
            since=self.start,
            given_by=User.objects.filter(username="admin").first(),  # none in a bench
        )
        groups = Group.objects.bulk_create(
            Group(
                name=f"{GROUPS[number % len(GROUPS)]} {number + 1}",
                village_id=self.rng.choice(self.villages),
                hamlet=self.hamlet(number),
                programme=self.programme,
                formed_on=self.start,
                business=self.rng.choice(Group.Business.values),
                registered_by=facilitator,
            )
            for number in range(first, first + count)
        )
        of_group = {"since": self.start, "made_by": facilitator}
        DuesRule.objects.bulk_create(DuesRule(group=g, amount=DUES, **of_group) for g in groups)
        SavingsRule.objects.bulk_create(
            SavingsRule(group=g, principal=POKOK, mandatory=WAJIB, **of_group) for g in groups
        )
        Facilitation.objects.bulk_create(
            Facilitation(group=g, facilitator=facilitator, since=self.start) for g in groups
        )
        return [(group, self.members(group)) for group in groups]

    def hamlet(self, number: int) -> str:
        return ""

    def members(self, group: Group) -> list[Membership]:
        sexes = [self.rng.choice("FM") for _ in range(MEMBERS)]
        households = Household.objects.bulk_create(
            Household(village_id=group.village_id, address=f"RT {n + 1:02}") for n in range(MEMBERS)
        )
        persons = Person.objects.bulk_create(
            Person(household=household, name=name, sex=sex)
            for household, name, sex in zip(
                households, person_names(self.rng, sexes), sexes, strict=True
            )
        )
        members = Membership.objects.bulk_create(
            Membership(
                group=group, person=p, household=p.household, number=number, since=self.start
            )
            for number, p in enumerate(persons, 1)
        )
        Office.objects.bulk_create(
            Office(group=group, membership=member, post=post, since=self.start)
            for member, post in zip(members, Office.Post.values, strict=False)
        )
        return members

    def history(self, group: Group, members: list[Membership]) -> int:
        """The meetings of one group, their attendance, and all entries in one statement."""
        by, next_on = group.registered_by, self.next_on()
        days = meeting_days(next_on, Group.Rhythm.MONTHLY, self.start)
        meetings = Meeting.objects.bulk_create(
            Meeting(group=group, number=number, date=day, next_on=following, recorded_by=by)
            for number, (day, following) in enumerate(
                zip(days, [*days[1:], next_on], strict=True), 1
            )
        )
        Attendance.objects.bulk_create(
            Attendance(meeting=meeting, membership=member)
            for meeting in meetings
            for member in members
        )
        wanted = [BookKey(kind, member) for member in members for kind in Book.SAVINGS]
        books = ledger.books(group, [*wanted, BookKey(Kind.CASH), BookKey(Kind.IKS)])
        entries = ledger.post_days(
            [
                (meeting.date, meeting, self.sheet(members, books, is_first=meeting.number == 1))
                for meeting in meetings
            ],
            group=group,
            by=by,
        )
        return len(entries)

    def next_on(self) -> datetime.date:
        """The day a group meets next."""
        return self.today + datetime.timedelta(days=self.rng.randint(0, 27))

    def sheet(self, members, books, *, is_first: bool) -> Iterator[Posting]:
        cash, fund = books[BookKey(Kind.CASH)], books[BookKey(Kind.IKS)]
        for member in members:
            if is_first:
                yield Posting(cash, books[BookKey(Kind.POKOK, member)], POKOK, member)
            yield Posting(cash, fund, DUES, member)
            yield Posting(cash, books[BookKey(Kind.WAJIB, member)], WAJIB, member)
            if self.rng.random() < 0.3:
                yield Posting(cash, books[BookKey(Kind.SUKARELA, member)], 5_000, member)
