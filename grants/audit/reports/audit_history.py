"""The edit history of tracked models: who changed what."""

import datetime
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

from django.apps import apps
from django.db.models import Model, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from foundation.exports import Column
from foundation.formatting import clock
from foundation.history import EditHistory
from grants.audit.reports.audit import VILLAGES
from grants.payment.models.office_accounts import in_districts_of
from groups.models import Group
from groups.reports.history import differences

MOST_IN_TABLE = 5_000


@dataclass(frozen=True)
class TrackedModel:
    """A tracked model, and how to find its events in a territory."""

    model: type[Model]
    history: EditHistory

    @property
    def label(self) -> str:
        return str(self.history.label)

    @property
    def events(self) -> QuerySet[Any]:
        events: Any = self.model._meta.get_field("events").related_model
        return events.objects.all()


@cache
def tracked_models() -> dict[str, TrackedModel]:
    """The models of all apps that declare `edit_history`, by model name."""
    return {
        str(model._meta.model_name): TrackedModel(model, history)
        for model in apps.get_models()
        if (history := getattr(model, "edit_history", None))
    }


@dataclass(frozen=True)
class Edit:
    """An event; `changes` are (field, before, after), empty for a new row."""

    at: datetime.datetime
    by: str
    page: str
    row: str
    is_new: bool
    changes: list[tuple[str, str, str]]


def events_of(
    tracked: TrackedModel,
    user: User,
    *,
    q: str = "",
    since: datetime.date | None = None,
    until: datetime.date | None = None,
) -> QuerySet[Any]:
    """The events of a model in the auditor's territory, latest first."""
    events = tracked.events
    if tracked.history.group:
        groups = Group.objects.visible_to(user, "grants.audit")
        found = groups.named(q, villages=VILLAGES) if q else groups
        events = events.filter(**{f"{tracked.history.group}__in": found.values("pk")})
    if tracked.history.region:
        events = events.filter(in_districts_of(user, "grants.audit", tracked.history.region))
    if tracked.history.secret:
        events = events.filter(**{tracked.history.secret: False})
    if since:
        events = events.filter(pgh_created_at__date__gte=since)
    if until:
        events = events.filter(pgh_created_at__date__lte=until)
    return events.order_by("-pgh_id").distinct()


def edits(tracked: TrackedModel, events: list[Any]) -> list[Edit]:
    """What each event changed, in a fixed number of queries."""
    rows = tracked.model._default_manager.in_bulk({event.pgh_obj_id for event in events})
    states = defaultdict(list)
    for event in tracked.events.filter(pgh_obj__in=rows).order_by("pgh_id"):
        states[event.pgh_obj_id].append(event)
    said = {
        event.pgh_id: found for pk, row in rows.items() for event, found in _steps(row, states[pk])
    }
    writers = {writer for event in events if (writer := _user(event)) is not None}
    names = dict(User.objects.filter(pk__in=writers).values_list("pk", "name"))
    return [
        Edit(
            at=event.pgh_created_at,
            by=names.get(_user(event) or 0, ""),
            page=_context(event).get("url", ""),
            row=str(rows[event.pgh_obj_id]),
            is_new=event.pgh_label == "insert",
            changes=said.get(event.pgh_id, []),
        )
        for event in events
    ]


def _steps(row: Model, states: list[Any]) -> Iterator[tuple[Any, ...]]:
    """Pair each event with its changes: some trackers store the new state, some the old one."""
    keeps_new = bool(states) and states[0].pgh_label == "insert"
    for before, after in pairwise(states if keeps_new else [*states, row]):
        yield (after if keeps_new else before), list(differences(row, before, after))


def _context(event: Any) -> dict[str, Any]:
    return event.pgh_context.metadata if event.pgh_context else {}


def _user(event: Any) -> int | None:
    return _context(event).get("user")


def history_table(
    tracked: TrackedModel, events: QuerySet[Any]
) -> tuple[list[Column], Iterator[Any]]:
    heads = [_("Day"), _("Hour"), _("By whom"), _("What"), _("Field"), _("Before"), _("After")]

    def rows() -> Iterator[list[Any]]:
        for edit in edits(tracked, list(events[:MOST_IN_TABLE])):
            for change in edit.changes or [("", "", "")]:
                yield [timezone.localdate(edit.at), clock(edit.at), edit.by, edit.row, *change]

    return [Column(str(head)) for head in heads], rows()
