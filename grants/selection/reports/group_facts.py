"""What the rules of a round ask about groups, read for many groups at once."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import (
    CharField,
    Func,
    IntegerField,
    OuterRef,
    QuerySet,
    Subquery,
    Value,
)
from django.utils.translation import gettext as _

from finance.models import Period
from foundation.statements import compiled_once
from grants.selection.models import Award, ObjectionAnswer, Round, Sanction
from grants.selection.rules.requirements import GroupFacts
from groups.models import Group, Meeting
from groups.reports.member_facts import members_on


def group_facts(
    groups: Iterable[Group], selection_round: Round, on: datetime.date
) -> dict[int, GroupFacts]:
    """The facts of each group on a day; six queries."""
    groups = list(groups)
    pks = [group.pk for group in groups]
    books = {pk: row for pk, *row in _meetings_and_months(pks, on)}
    members = members_on(pks, on, rules=selection_round.rules)
    grants = _grants(pks, selection_round)
    sanctions, removals = _sanctions_and_removals(pks, selection_round)
    return {
        group.pk: GroupFacts(
            on=on,
            formed_on=group.formed_on,
            village=group.village_id,
            stage=group.stage,
            last_met_on=books[group.pk][0],
            closed_months=books[group.pk][1],
            earlier_grants=grants[group.pk],
            sanctions=sanctions[group.pk],
            removals=removals[group.pk],
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


def _sanctions_and_removals(
    groups: list[int], selection_round: Round
) -> tuple[dict[int, list[str]], dict[int, list[str]]]:
    """Sanctions in force, and why a group was removed from another round."""
    sanctions, removals = defaultdict(list), defaultdict(list)
    for group, step, left, reasons in _barred(groups, selection_round.pk):
        if step:
            sanctions[group].append(str(Sanction.Step(step).label))
        else:
            words = {"round": left, "why": reasons}
            removals[group].append(_("Removed from %(round)s: %(why)s") % words)
    return sanctions, removals


@compiled_once
def _barred(groups: list[int], selection_round: int) -> QuerySet[Any, Any]:
    """Rows of (group, step of a sanction, round it was removed from, why), in one query."""
    barring = Sanction.objects.barring_round().filter(award__group__in=groups).order_by()
    removed = ObjectionAnswer.objects.filter(
        effect=ObjectionAnswer.Effect.REMOVED, objection__candidacy__group__in=groups
    )
    removed = removed.exclude(objection__round=selection_round).order_by()
    none = Value("", CharField())
    return barring.values_list("award__group", "step", none, none).union(
        removed.values_list(
            "objection__candidacy__group", none, "objection__round__name", "reasons"
        ),
        all=True,
    )
