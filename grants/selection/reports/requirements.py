"""The requirements of a round for each group: met, not met, by exception or unknown, and why."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Aggregate, Count, Max, QuerySet
from django.utils.translation import gettext_lazy as _

from finance.models import Period
from grants.selection.models import Award, Candidacy, Finding, Round, Sanction
from grants.selection.rules.requirements import NAMES, Found, GroupFacts, Member, all_met, check
from groups.models import Group, Meeting, Membership, Office, PovertyCheck
from groups.models.members import code_of

UNKNOWN = "unknown"
RESULTS = {**dict(Finding.Result.choices), UNKNOWN: _("Not known yet")}


@dataclass(frozen=True)
class Requirement:
    """One rule: the computed result, and the verifier's finding that overrides it, if any."""

    rule: str
    found: Found
    finding: Finding | None = None

    @property
    def name(self) -> str:
        return str(NAMES[self.rule])

    @property
    def result(self) -> str:
        if self.finding:
            return self.finding.result
        if self.found.met is None:
            return UNKNOWN
        return Finding.Result.MET if self.found.met else Finding.Result.NOT_MET

    @property
    def is_met(self) -> bool:
        return self.result in (Finding.Result.MET, Finding.Result.EXCEPTION)

    @property
    def in_words(self) -> str:
        return str(RESULTS[self.result])

    @property
    def status(self) -> str:
        """The kind of the status label: ok, wait, bad."""
        if self.result == UNKNOWN:
            return "wait"
        return "ok" if self.is_met else "bad"

    @property
    def evidence(self) -> str:
        return self.finding.evidence if self.finding else self.found.evidence

    @property
    def list_version(self) -> str:
        return self.finding.list_version if self.finding else self.found.list_version


def requirements_of(candidacy: Candidacy, on: datetime.date) -> list[Requirement]:
    return requirements([candidacy], on)[candidacy.pk]


def requirements(
    candidacies: Iterable[Candidacy],
    on: datetime.date,
    at: datetime.datetime | None = None,
) -> dict[int, list[Requirement]]:
    """Requirements by candidacy of one round; a constant number of queries.

    With `at`, only findings recorded until then count.
    """
    candidacies = list(candidacies)
    if not candidacies:
        return {}
    selection_round = candidacies[0].round
    facts = group_facts([each.group for each in candidacies], selection_round, on)
    words = _findings(candidacies, at)
    return {
        each.pk: [
            Requirement(rule, found, words.get((each.pk, rule)))
            for rule, found in check(facts[each.group_id], selection_round.rules).items()
        ]
        for each in candidacies
    }


def requirements_of_groups(
    selection_round: Round, groups: list[Group], on: datetime.date
) -> dict[int, list[Requirement]]:
    """Requirements by group, for groups not proposed."""
    facts = group_facts(groups, selection_round, on)
    return {
        group.pk: [
            Requirement(rule, found)
            for rule, found in check(facts[group.pk], selection_round.rules).items()
        ]
        for group in groups
    }


def not_proposed(selection_round: Round, groups: QuerySet[Group]) -> QuerySet[Group]:
    """The given groups in the round's district that are not in the round, by name."""
    return (
        groups.filter(village__code__startswith=f"{selection_round.district_id}.")
        .exclude(candidacies__round=selection_round)
        .select_related("village__parent")
        .order_by("name", "pk")
    )


def eligible_groups(
    selection_round: Round, groups: QuerySet[Group], on: datetime.date
) -> list[Group]:
    """The given groups not yet proposed that meet every rule that can be computed."""
    found = list(not_proposed(selection_round, groups))
    facts = group_facts(found, selection_round, on)
    return [group for group in found if all_met(facts[group.pk], selection_round.rules)]


def group_facts(
    groups: Iterable[Group], selection_round: Round, on: datetime.date
) -> dict[int, GroupFacts]:
    groups = list(groups)
    pks = [group.pk for group in groups]
    met = _by_group(Meeting.objects.held().filter(date__lte=on), pks, Max("date"))
    closed = _by_group(Period.objects.filter(month__lte=on), pks, Count("pk"))
    members = _members(pks, selection_round.rules.get("poverty_list", ""), on)
    grants, sanctions = _grants(pks, selection_round), _sanctions(pks)
    return {
        group.pk: GroupFacts(
            on=on,
            formed_on=group.formed_on,
            stage=group.stage,
            last_met_on=met.get(group.pk),
            closed_months=closed.get(group.pk, 0),
            earlier_grants=grants[group.pk],
            sanctions=sanctions[group.pk],
            members=members[group.pk],
        )
        for group in groups
    }


def _by_group(rows: QuerySet[Any], groups: list[int], aggregate: Aggregate) -> dict[int, Any]:
    rows = rows.filter(group__in=groups).order_by().values("group")
    return dict(rows.annotate(found=aggregate).values_list("group", "found"))


def _members(groups: list[int], poverty_list: str, on: datetime.date) -> dict[int, list[Member]]:
    """The members on that day, by number."""
    columns = ["number", "household_id", "person__born_on", "person__nik_sealed"]
    found = Membership.objects.running(on).filter(group__in=groups)
    found = found.order_by("group_id", "number")
    rows: list[Any] = list(found.values_list("pk", "group_id", *columns, named=True))
    posts = dict(
        Office.objects.running(on).filter(group__in=groups).values_list("membership", "post")
    )
    checks = _checks({row.household_id for row in rows}, poverty_list, on)
    members = defaultdict(list)
    for row in rows:
        looked_up = checks.get(row.household_id)
        members[row.group_id].append(
            Member(
                code=code_of(row.number),
                born_on=row.person__born_on,
                nik_sealed=row.person__nik_sealed,
                household=row.household_id,
                post=posts.get(row.pk, ""),
                checked=looked_up is not None,
                decile=looked_up.decile if looked_up else None,
                version=looked_up.version if looked_up else "",
            )
        )
    return members


def _checks(households: set[int], poverty_list: str, on: datetime.date) -> dict[int, PovertyCheck]:
    """The latest check of each household against that list."""
    rows = PovertyCheck.objects.filter(poverty_list=poverty_list, checked_on__lte=on)
    return {row.household_id: row for row in rows.latest_of(households)}


def _grants(groups: list[int], selection_round: Round) -> dict[int, list[str]]:
    """Awards of other rounds, decided before this one opened or while it runs."""
    found = defaultdict(list)
    rows = Award.objects.in_force().filter(group__in=groups).exclude(round=selection_round.pk)
    for group, name in rows.order_by("round_id").values_list("group", "round__name"):
        found[group].append(name)
    return found


def _sanctions(groups: list[int]) -> dict[int, list[str]]:
    found = defaultdict(list)
    rows = Sanction.objects.barring_round().filter(award__group__in=groups)
    for row in rows.select_related("award"):
        found[row.award.group_id].append(row.get_step_display())
    return found


def _findings(
    candidacies: list[Candidacy], at: datetime.datetime | None
) -> dict[tuple[int, str], Finding]:
    """The latest finding, by candidacy and rule."""
    rows = Finding.objects.filter(candidacy__in=candidacies).select_related("by")
    rows = rows.filter(at__lte=at) if at else rows
    rows = rows.order_by("candidacy_id", "rule", "-at", "-pk").distinct("candidacy_id", "rule")
    return {(row.candidacy_id, row.rule): row for row in rows}
