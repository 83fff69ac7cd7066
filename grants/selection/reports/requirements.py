"""The requirements of a round for each group: met, not met, by exception or unknown, and why."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from foundation.statements import compiled_once
from grants.selection.models import Candidacy, Finding, Round
from grants.selection.reports.group_facts import group_facts
from grants.selection.rules.requirements import NAMES, Found, all_met, check
from groups.models import Group
from groups.models.groups import GroupQuerySet

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

    @cached_property
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
    def named(self) -> str:
        """As `evidence`, with the names of members, for those who may see them."""
        return self.finding.evidence if self.finding else self.found.named

    @property
    def list_version(self) -> str:
        return self.finding.list_version if self.finding else self.found.list_version


def unmet(found: Iterable[Requirement]) -> list[Requirement]:
    return [each for each in found if not each.is_met]


def remarks(found: Iterable[Requirement]) -> list[str]:
    return [each.found.remark for each in found if each.found.remark]


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
    keys = [each.pk for each in candidacies]
    rows = _findings_until(keys, at) if at else _findings(keys)
    words = {(row.candidacy_id, row.rule): row for row in rows}
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


def not_proposed(selection_round: Round, groups: GroupQuerySet[Any]) -> QuerySet[Group]:
    """The given groups in the round's district that are not in the round, by name."""
    return (
        groups.formed()
        .filter(village__code__startswith=f"{selection_round.district_id}.")
        .exclude(candidacies__round=selection_round)
        .select_related("village__parent")
        .order_by("name", "pk")
    )


def eligible_groups(
    selection_round: Round, groups: GroupQuerySet[Any], on: datetime.date
) -> list[Group]:
    """The given groups not yet proposed that meet every rule that can be computed."""
    return meeting_all(selection_round, not_proposed(selection_round, groups), on)


def meeting_all(selection_round: Round, groups: Iterable[Group], on: datetime.date) -> list[Group]:
    """Those of the groups that meet every rule of the round that can be computed."""
    found = list(groups)
    facts = group_facts(found, selection_round, on)
    return [group for group in found if all_met(facts[group.pk], selection_round.rules)]


@compiled_once
def _findings(candidacies: list[int]) -> QuerySet[Finding]:
    """The latest finding of each candidacy and rule."""
    rows = Finding.objects.filter(candidacy__in=candidacies).select_related("by")
    return rows.order_by("candidacy_id", "rule", "-at", "-pk").distinct("candidacy_id", "rule")


@compiled_once
def _findings_until(candidacies: list[int], at: datetime.datetime) -> QuerySet[Finding]:
    rows = Finding.objects.filter(candidacy__in=candidacies, at__lte=at).select_related("by")
    return rows.order_by("candidacy_id", "rule", "-at", "-pk").distinct("candidacy_id", "rule")
