"""What the rules of a round ask about groups, read for many groups at once."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import Func, IntegerField, OuterRef, QuerySet, Subquery

from finance.models import Period
from foundation.statements import compiled_once
from grants.selection.models import Award, Round, Sanction
from grants.selection.rules.requirements import GroupFacts, Member
from groups.models import Group, Meeting, Membership, Office, PovertyCheck
from groups.models.members import code_of


def group_facts(
    groups: Iterable[Group], selection_round: Round, on: datetime.date
) -> dict[int, GroupFacts]:
    """The facts of each group on a day; six queries."""
    groups = list(groups)
    pks = [group.pk for group in groups]
    books = {pk: row for pk, *row in _meetings_and_months(pks, on)}
    members = _members(pks, selection_round.rules.get("poverty_list", ""), on)
    grants, sanctions = _grants(pks, selection_round), _sanctions(pks)
    return {
        group.pk: GroupFacts(
            on=on,
            formed_on=group.formed_on,
            stage=group.stage,
            last_met_on=books[group.pk][0],
            closed_months=books[group.pk][1],
            earlier_grants=grants[group.pk],
            sanctions=sanctions[group.pk],
            members=members[group.pk],
        )
        for group in groups
    }


@compiled_once
def _meetings_and_months(groups: list[int], on: datetime.date) -> QuerySet[Group, Any]:
    """By group the day of the last meeting, if any, and the number of closed months."""
    met = Meeting.objects.held().filter(group=OuterRef("pk"), date__lte=on).order_by("-date")
    closed = Period.objects.filter(group=OuterRef("pk"), month__lte=on).order_by()
    number = Func("pk", function="count", output_field=IntegerField())
    return Group.objects.filter(pk__in=groups).values_list(
        "pk", Subquery(met.values("date")[:1]), Subquery(closed.values(n=number))
    )


def _members(groups: list[int], poverty_list: str, on: datetime.date) -> dict[int, list[Member]]:
    """The members on that day, by number."""
    rows = _memberships(groups, on)
    checks = {
        household: (decile, version)
        for household, decile, version in _checks([row[3] for row in rows], poverty_list, on)
    }
    members = defaultdict(list)
    for group, number, post, household, born_on, nik_sealed in rows:
        decile, version = checks.get(household, (None, ""))
        members[group].append(
            Member(
                code=code_of(number),
                born_on=born_on,
                nik_sealed=nik_sealed,
                household=household,
                post=post or "",
                checked=household in checks,
                decile=decile,
                version=version,
            )
        )
    return members


@compiled_once
def _memberships(groups: list[int], on: datetime.date) -> QuerySet[Membership, Any]:
    posts = Office.objects.running(on).filter(membership=OuterRef("pk")).order_by()
    rows = Membership.objects.running(on).filter(group__in=groups).order_by("group_id", "number")
    post = Subquery(posts.values("post")[:1])
    columns = ["household_id", "person__born_on", "person__nik_sealed"]
    return rows.values_list("group_id", "number", post, *columns)


@compiled_once
def _checks(
    households: list[int], poverty_list: str, on: datetime.date
) -> QuerySet[PovertyCheck, Any]:
    """The latest check of each household against that list."""
    rows = PovertyCheck.objects.filter(poverty_list=poverty_list, checked_on__lte=on)
    return rows.latest_of(households).values_list("household_id", "decile", "version")


def _grants(groups: list[int], selection_round: Round) -> dict[int, list[str]]:
    """Awards of other rounds, decided before this one opened or while it runs."""
    found = defaultdict(list)
    for group, name in _earlier_grants(groups, selection_round.pk):
        found[group].append(name)
    return found


@compiled_once
def _earlier_grants(groups: list[int], selection_round: int) -> QuerySet[Award, tuple[int, str]]:
    rows = Award.objects.in_force().filter(group__in=groups).exclude(round=selection_round)
    return rows.order_by("round_id").values_list("group", "round__name")


def _sanctions(groups: list[int]) -> dict[int, list[str]]:
    found = defaultdict(list)
    for group, step in _barring_sanctions(groups):
        found[group].append(str(Sanction.Step(step).label))
    return found


@compiled_once
def _barring_sanctions(groups: list[int]) -> QuerySet[Sanction, tuple[int, str]]:
    rows = Sanction.objects.barring_round().filter(award__group__in=groups)
    return rows.values_list("award__group", "step")
