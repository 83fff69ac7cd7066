"""What is known of the life of groups in the last six months, in a fixed number of queries.

The same queries for one group and for a district's three hundred: each reads all groups at once.
Confidential problems are in no figure.
"""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import (
    BigIntegerField,
    Count,
    DateField,
    F,
    Max,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    TextField,
    Value,
)
from django.db.models.functions import Cast, TruncMonth

from finance.models import Book, CashCount, Dispute, DuesRule, Entry
from foundation.months import month_of, months_after
from foundation.statements import compiled_once
from groups.coaching.models import CoachingVisit
from groups.models import Attendance, Meeting, Membership, MissedMeeting, Office, Problem
from groups.models.groups import GroupQuerySet

MONTHS = 6
USUAL_DAYS = 30  # between meetings of a month's rhythm
ZERO = Value(0)
DAYS = {"raised": "raised_on"}  # of rows whose day is no `date`
LATEST: dict[str, tuple[str, ...]] = {  # the fields of `Facts` that a row of `latest` fills
    "counts": ("counted_on", "", "", "", "", ""),
    "visits": ("visited_on", "next_on", "next_step", "", "", ""),
    "problems": ("problem_since", "", "", "problems", "urgent", "overdue"),
    "disputes": ("dispute_since", "", "", "disputes", "", ""),
}


@dataclass
class Facts:
    """Of one group; `by_month` has lists as long as `months`, the present month last."""

    group: Any  # with its schedule, its members counted
    months: list[datetime.date]
    today: datetime.date
    by_month: dict[str, list[int]] = field(default_factory=dict)
    counted_on: datetime.date | None = None
    visited_on: datetime.date | None = None
    next_step: str = ""
    next_on: datetime.date | None = None
    problems: int = 0
    urgent: int = 0
    overdue: int = 0
    problem_since: datetime.date | None = None
    disputes: int = 0
    dispute_since: datetime.date | None = None
    offices: list[Any] = field(default_factory=list)
    trained: dict[int, datetime.date] = field(default_factory=dict)  # person: first training

    def add(self, month: datetime.date, names: Iterable[str], values: Iterable[Any]) -> None:
        place = self.months.index(month)
        for name, value in zip(names, values, strict=False):  # the second may have no name
            self.by_month.setdefault(name, [0] * len(self.months))[place] = value or 0

    def of(self, name: str) -> list[int]:
        return self.by_month.get(name, [0] * len(self.months))

    def lately(self, name: str, months: int = 3) -> int:
        """The sum of the last months, this one included."""
        return sum(self.of(name)[-months:])

    def total(self, name: str) -> int:
        return sum(self.of(name))

    @property
    def unrecorded(self) -> int:
        """Meetings up to today that nobody recorded, by the rhythm."""
        late = (self.today - self.group.expected_on).days
        if late <= 0:
            return 0
        rhythm = self.group.rhythm
        return 1 + (late - 1) // (int(rhythm) if rhythm.isdigit() else USUAL_DAYS)

    def held_offices(self, day: datetime.date) -> list[Any]:
        return [
            office
            for office in self.offices
            if office.since <= day and (office.until is None or office.until > day)
        ]


def facts_of(groups: "GroupQuerySet[Any]", today: datetime.date) -> list[Facts]:
    """In the order of the groups."""
    rows: Any = groups.with_schedule().with_people(today).select_related("village__parent")
    return facts_among(rows, today)


def facts_among(rows: Iterable[Any], today: datetime.date) -> list[Facts]:
    """Of groups that were read with all that `Facts` says."""
    months = [months_after(month_of(today), -back) for back in reversed(range(MONTHS))]
    found = {group.pk: Facts(group, months, today) for group in rows}
    keys = list(found)
    for name, key, month, first, second in monthly(keys, months[0], today):
        found[key].add(month, name.split(), (first, second))
    for name, key, *values in latest(keys, today):
        for field_name, value in zip(LATEST[name], values, strict=True):
            if field_name:
                setattr(found[key], field_name, value)
    for office in offices(keys, months[0]):
        found[office.group_id].offices.append(office)
    for key, person, day in trained(keys):
        found[key].trained[person] = day
    return list(found.values())


def by_month(
    name: str, rows: QuerySet[Any], first: Any, second: Any = ZERO, *, of: str = ""
) -> QuerySet[Any, Any]:
    """(name, group, month, two figures); `of` leads from a row to what has the group and the day.

    With two figures the name is two words.
    """
    rows = rows.annotate(
        name=Value(name, TextField()),
        key=F(f"{of}group"),
        month=TruncMonth(DAYS.get(name, f"{of}date")),
    )
    rows = rows.order_by().values_list("name", "key", "month")
    return rows.annotate(
        first=Cast(first, BigIntegerField()), second=Cast(second, BigIntegerField())
    )


@compiled_once
def monthly(keys: list[int], since: datetime.date, today: datetime.date) -> QuerySet[Any, Any]:
    span: dict[str, Any] = {"group__in": keys, "date__gte": since, "date__lte": today}
    held, mine = Meeting.objects.held().filter(**span), Entry.objects.in_force().filter(**span)
    paid = mine.filter(credit__kind=Book.Kind.IKS, membership__isnull=False)
    paid = paid.exclude(debit__kind=Book.Kind.OPENING)
    saved = mine.filter(debit__kind=Book.Kind.CASH, credit__kind__in=Book.SAVINGS)
    raised = Problem.objects.of_all().filter(
        group__in=keys, raised_on__gte=since, raised_on__lte=today
    )
    attended = Attendance.objects.filter(
        meeting__group__in=keys,
        meeting__cancelled_at=None,
        meeting__date__gte=since,
        meeting__date__lte=today,
    )
    came = Count("pk", filter=Q(kind__in=Attendance.COUNTS_FOR_QUORUM))
    rows = Count("pk")
    return by_month("held", held, rows).union(
        by_month("missed", MissedMeeting.objects.standing().filter(**span), rows),
        by_month("counts", CashCount.objects.filter(**span, whole_box=True), rows),
        by_month("visits", CoachingVisit.objects.standing().filter(**span), rows),
        by_month("came of", attended, came, rows, of="meeting__"),
        by_month("due", with_dues(held), Sum(F("size") * F("rate"))),
        by_month("paid", paid, Sum("amount")),
        by_month("saved savers", saved, Sum("amount"), Count("membership", distinct=True)),
        by_month("raised", raised, rows),
        all=True,
    )


def with_dues(meetings: QuerySet[Meeting]) -> QuerySet[Any]:
    """How many were members at each meeting, and the dues that its rule asks of one."""
    members = Membership.objects.without_mistakes().filter(
        Q(until=None) | Q(until__gt=OuterRef("date")),
        group=OuterRef("group"),
        since__lte=OuterRef("date"),
    )
    size = members.order_by().values("group").annotate(n=Count("pk")).values("n")
    rules = DuesRule.objects.filter(group=OuterRef("group"), since__lte=OuterRef("date"))
    rate = rules.order_by("-since").values("amount")[:1]
    return meetings.annotate(size=Subquery(size), rate=Subquery(rate))


def lately(
    name: str, rows: QuerySet[Any], day: Any, figures: Sequence[Any] = (), *, second: Any = None
) -> QuerySet[Any, Any]:
    """(name, group, a day, another day, a text, three figures), as `LATEST` names them."""
    date, number = DateField(), BigIntegerField()
    filled: list[Any] = [*figures, ZERO, ZERO, ZERO]
    one, two, three = filled[:3]
    return rows.values_list(Value(name, TextField()), "group").annotate(
        day=Cast(day, date),
        other=Cast(second or Value(None, date), date),
        words=F("next_step") if second else Value("", TextField()),
        one=Cast(one, number),
        two=Cast(two, number),
        three=Cast(three, number),
    )


@compiled_once
def latest(keys: list[int], today: datetime.date) -> QuerySet[Any, Any]:
    counts = CashCount.objects.filter(group__in=keys, whole_box=True, date__lte=today).order_by()
    visits = CoachingVisit.objects.standing().filter(group__in=keys)
    newer = visits.filter(group=OuterRef("group")).order_by("-date", "-pk").values("pk")[:1]
    visits = visits.filter(pk=Subquery(newer)).order_by()
    problems = Problem.objects.open().of_all().filter(group__in=keys).order_by()
    urgent = Count("pk", filter=Q(severity=Problem.Severity.URGENT))
    late = Count("pk", filter=Q(due_on__lt=today))
    disputes = Dispute.objects.filter(group__in=keys, answered_at=None).order_by()
    return lately("counts", counts, Max("date")).union(
        lately("visits", visits, F("date"), second=F("next_on")),
        lately("problems", problems, Min("raised_on"), [Count("pk"), urgent, late]),
        lately("disputes", disputes, Min("made_at__date"), [Count("pk")]),
        all=True,
    )


@compiled_once
def offices(keys: list[int], since: datetime.date) -> QuerySet[Any]:
    rows = Office.objects.filter(group__in=keys).not_ended(since)
    return rows.annotate(person=F("membership__person")).order_by("group", "since", "pk")


@compiled_once
def trained(keys: list[int]) -> QuerySet[Any, Any]:
    """The first training of each member, in whichever group it was."""
    there = Q(person__memberships__trained__took_part=True)
    members = Membership.objects.filter(group__in=keys).without_mistakes().filter(there)
    rows = members.order_by().values_list("group", "person")
    return rows.annotate(first=Min("person__memberships__trained__training__date", filter=there))
