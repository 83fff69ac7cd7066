"""Step: a step of a grant, the rows that wait for it and the rows that completed it."""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db.models import (
    BigIntegerField,
    Case,
    CharField,
    Count,
    DateField,
    Exists,
    Expression,
    F,
    Field,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
    Window,
)
from django.db.models.functions import Cast
from django.db.models.lookups import LessThanOrEqual
from django.urls import reverse

from accounts.models import Assignment, User
from foundation.texts import Text
from grants.selection.models import Award, Round
from groups.models import Group

Role = Assignment.Role
SHOWN = 20  # tasks of each kind, the oldest


@dataclass(frozen=True, kw_only=True)
class Left:
    """The rows that complete a step; the latest one of a candidacy shows that it is done."""

    rows: Callable[[], QuerySet]
    candidacy: str  # lookup from a row to its candidacy
    on: object = "date"
    by: str = "by"
    paper: str = ""
    page: str
    of: str = "pk"  # lookup of the page's argument; empty where it takes none

    def marks(self, name: str, candidacy: int) -> QuerySet:
        """The last row as (step, day, user, paper, argument of its page)."""
        rows = self.rows().filter(**{self.candidacy: candidacy}).order_by("-pk")
        return rows.values_list(
            Value(name, CharField()),
            as_expression(self.on, DateField()),
            as_expression(self.by, BigIntegerField()),
            as_expression(self.paper, BigIntegerField()),
            as_expression(self.of, BigIntegerField()),
        )[:1]


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """A way in which a step waits: the rows, since when, due when, and the page to act on.

    `candidacy` and `award` are lookups from a row (one of the two is enough), `round` is that of
    rows that are of a whole round. `label` names this state of a grant in lists. `not_for` finds
    rows that the user may not act on, where duties are to be apart.
    """

    key: str
    text: Text
    rows: Callable[[], QuerySet]
    award: str = ""
    candidacy: str = ""
    group: str = ""
    round: str = ""
    since: object = "date"
    due: object = ""
    page: str
    of: str = "pk"  # lookup of the page's argument; empty where it takes none
    label: Text = ""
    mark: str = "wait"
    who: Text = ""  # where it is not just anybody of the step's role
    not_for: Callable[[User], Q] | None = None
    many: str = ""  # the page that does it for many rows at once

    def url(self, argument: int | None) -> str:
        return reverse(self.page, args=[argument] if self.of else [])

    def lookup(self, name: str) -> str:
        """The lookup from a row to the `candidacy` or `group` of its grant."""
        start = self.candidacy or self.award
        return name if start == "pk" else f"{start}__{name}"

    @property
    def to_group(self) -> str:
        return self.group or self.lookup("group")

    def of_award(self) -> QuerySet:
        """Rows of the award of an outer query."""
        return self.rows().filter(**{self.award: OuterRef("pk")}).order_by()

    def of_candidacy(self, candidacy: int) -> QuerySet:
        lookup = self.candidacy or self.lookup("candidacy")
        return self.found(self.rows().filter(**{lookup: candidacy}).order_by())

    def of_user(
        self, user: User, verb: str, role: str, today: datetime.date, most: int | None = SHOWN
    ) -> QuerySet:
        """The oldest rows in the places where the role lets this user act, and how many wait."""
        rows = self.rows()
        if self.round:
            rows = rows.filter(**{f"{self.round}__in": Round.objects.visible_to(user, verb)})
        else:
            groups = Group.objects.visible_to(user, verb)
            if role == Role.FACILITATOR:
                groups = groups.facilitated_by(user)
            rows = rows.filter(**{f"{self.to_group}__in": groups})
        rows = rows.exclude(self.not_for(user)) if self.not_for else rows
        since = as_expression(self.since, DateField())
        rows = rows.filter(LessThanOrEqual(since, today)).order_by(since, "pk")
        return self.found(rows, Window(Count("*")))[:most]

    def found(self, rows: QuerySet, *more: Expression) -> QuerySet:
        """The rows as (key, since, due, argument of the page, group, name of the round)."""
        name = "name" if self.round == "pk" else f"{self.round}__name"
        return rows.values_list(
            Value(self.key, CharField()),
            as_expression(self.since, DateField()),
            as_expression(self.due, DateField()),
            as_expression(self.of, BigIntegerField()),
            as_expression("" if self.round else self.to_group, BigIntegerField()),
            as_expression(self.round and name, CharField()),
            *more,
        )


@dataclass(frozen=True, kw_only=True)
class Step:
    """A step of the programme (domain.md §6): its role, what completes it, how it waits."""

    name: Text
    role: str
    verb: str
    opens: str = ""  # the verb that opens its page, where it is another one
    left: Left | None = None  # none: it stands beside the way, and nothing follows from it
    waits: tuple[Waiting, ...] = ()
    also: tuple[str, ...] = ()  # other roles that are asked as well

    @property
    def opens_with(self) -> str:
        return self.opens or self.verb


def as_expression(of: object, field: Field):
    """An F of a lookup; a typed NULL of none, so that all parts of a union have one type."""
    if isinstance(of, str):
        return F(of) if of else Cast(Value(None), field)
    return of


def with_state(awards: QuerySet[Award], waits: Sequence[Waiting], over: str) -> QuerySet[Award]:
    """Adds `state`, the key of the first of these that waits for the award, and its `since`.

    `since` does not name `state`: Django would write all its subqueries out at each mention.
    """
    state = Case(
        *(When(Exists(each.of_award()), then=Value(each.key)) for each in waits),
        default=Value(over),
        output_field=CharField(),
    )
    since = Case(
        *(When(Exists(each.of_award()), then=first(each, each.since)) for each in waits),
        output_field=DateField(),
    )
    return awards.annotate(**{"state": state, "since": since})


def first(waiting: Waiting, of: object) -> Subquery:
    return Subquery(waiting.of_award().values_list(as_expression(of, DateField()))[:1])
