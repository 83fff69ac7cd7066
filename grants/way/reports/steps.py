"""The steps of a group's grant: what is done, what waits, for whom, since when."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from foundation.statements import STAND_IN, Statement, compiled_once
from grants.selection.models import Award, Candidacy, Decree
from grants.way.step import Role, Step, Waiting
from grants.way.steps import BESIDE, STEP_OF, WAY
from groups.models import Group
from papers.models import Paper


@dataclass(frozen=True)
class Done:
    """The row that completed a step."""

    on: datetime.date
    by: User | None
    paper: Paper | None
    url: str


@dataclass(frozen=True)
class Open:
    """A waiting step: how, since when, due when."""

    step: Step
    waiting: Waiting
    since: datetime.date
    due: datetime.date | None
    url: str

    @property
    def role(self) -> str:
        return str(Role(self.step.role).label)


@dataclass(frozen=True)
class Passage:
    """A step of one group; it may be over without a row where nothing had to be done."""

    step: Step
    done: Done | None
    is_over: bool
    is_next: bool

    @property
    def mark(self) -> tuple[str, str]:
        """Its state as a kind of status and a label."""
        if self.is_over:
            return "ok", _("Done")
        return ("wait", _("Next")) if self.is_next else ("plain", _("Not yet"))

    @property
    def role(self) -> str:
        return str(Role(self.step.role).label)


@dataclass(frozen=True)
class Way:
    """All steps of a candidacy; `waits` lists what waits, the next step first."""

    steps: list[Passage]
    waits: list[Open]

    @property
    def following(self) -> Open | None:
        return next((each for each in self.waits if each.step in WAY), None)

    def beside(self, today: datetime.date) -> list[Open]:
        """What waits beside the next step."""
        others = (each for each in self.waits if each is not self.following)
        return [each for each in others if each.since <= today]


def candidacy_of(group: Group) -> Candidacy | None:
    """The group's latest candidacy; `has_ended`: withdrawn, not named, or taken from the decree."""
    return next(iter(_latest_of(group.pk)), None)


@compiled_once
def _latest_of(group: int) -> QuerySet[Any]:
    awards = Award.objects.in_force().filter(candidacy=OuterRef("pk"))
    decrees = Decree.objects.filter(round=OuterRef("round"))
    rows: QuerySet[Any] = Candidacy.objects.filter(group=group)
    rows = rows.annotate(is_awarded=Exists(awards), is_decided=Exists(decrees))
    rows = rows.select_related("group", "round__closing", "withdrawal", "award")
    return rows.order_by("-round__year", "-pk")[:1]


def has_ended(candidacy: Candidacy) -> bool:
    """Withdrawn, not named by the decree, or taken from it by an addendum."""
    left_out = candidacy.is_decided and not candidacy.is_awarded
    return left_out or candidacy.is_withdrawn


def way_of(candidacy: Candidacy) -> Way:
    """The steps of a candidacy, in four queries."""
    waits = [] if has_ended(candidacy) else open_steps(candidacy)
    done, way = marks(candidacy), Way([], waits)
    open_now = [each.step for each in waits]
    following = WAY.index(way.following.step) if way.following else None
    for place, step in enumerate(WAY):
        left = None if step in open_now else done.get(str(place))
        passed = bool(step.waits) and following is not None and place < following
        is_over = left is not None or (passed and step not in open_now)
        way.steps.append(Passage(step, left, is_over, place == following))
    return way


def open_steps(candidacy: Candidacy) -> list[Open]:
    found = statement_of_waits(timezone.localdate()).run(candidacy.pk)
    order = list(STEP_OF)
    rows = sorted(found, key=lambda row: (order.index(row[0]), row[1]))
    return [
        Open(*STEP_OF[key], since, due, STEP_OF[key][1].url(argument))
        for key, since, due, argument, *_names in rows
    ]


def marks(candidacy: Candidacy) -> dict[str, Done]:
    """The row that completed each step, by step number."""
    rows = statement_of_marks(timezone.localdate()).run(candidacy.pk)
    users = {user.pk: user for user in _users([row[2] for row in rows])}
    papers = {paper.pk: paper for paper in _papers([row[3] for row in rows if row[3]])}
    return {
        place: Done(on, users.get(by), papers.get(paper), page(WAY[int(place)], argument))
        for place, on, by, paper, argument in rows
    }


@compiled_once
def _users(keys: list[int]) -> QuerySet[User]:
    return User.objects.filter(pk__in=keys).order_by()


@compiled_once
def _papers(keys: list[int]) -> QuerySet[Paper]:
    return Paper.objects.filter(pk__in=keys).defer("text").order_by()


@lru_cache(maxsize=1)
def statement_of_waits(today: datetime.date) -> Statement:
    """The statement of what waits in a candidacy; compiled per day."""
    every = [waiting for step in WAY + BESIDE for waiting in step.waits]
    return Statement.of(together([waiting.of_candidacy(STAND_IN) for waiting in every]))


@lru_cache(maxsize=1)
def statement_of_marks(today: datetime.date) -> Statement:
    """The statement of what completed the steps of a candidacy."""
    left = [(str(place), step.left) for place, step in enumerate(WAY) if step.left]
    return Statement.of(together([each.marks(place, STAND_IN) for place, each in left]))


def page(step: Step, argument: int | None) -> str:
    assert step.left is not None  # each step of the way leaves something
    return reverse(step.left.page, args=[argument] if step.left.of else [])


def together(parts: Sequence[QuerySet[Any]]) -> QuerySet[Any]:
    """Combine the querysets into one UNION statement."""
    first, *others = parts
    return first.union(*others, all=True)
