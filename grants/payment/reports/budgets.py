"""A group's plan: the version in force, a waiting change and earlier versions."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from grants.payment.models import Budget, BudgetLine
from grants.payment.rules.budgets import bought_of, grant_of
from grants.selection.models import Candidacy


@dataclass
class Change:
    """A line in two versions; `before` is None if added, `after` if removed."""

    before: BudgetLine | None
    after: BudgetLine | None

    @property
    def line(self) -> BudgetLine:
        line = self.after or self.before
        assert line is not None  # a change has at least one of the two
        return line

    @property
    def is_change(self) -> bool:
        return self._facts(self.before) != self._facts(self.after)

    @staticmethod
    def _facts(line: BudgetLine | None) -> tuple[Any, ...] | None:
        if line is None:
            return None
        return line.item, line.kind, line.source, line.quantity, line.unit, line.price


@dataclass
class Plan:
    grant: int
    versions: list[Budget]  # the latest first
    bought: dict[int, int] = field(default_factory=dict)

    @property
    def in_force(self) -> Budget | None:
        counting = (each for each in self.versions if not each.is_change or each.is_approved)
        return next(counting, None)

    @property
    def waiting(self) -> Budget | None:
        """A change not yet answered by a verifier."""
        latest = self.versions[0] if self.versions else None
        answered = latest and (latest.is_approved or latest.is_returned)
        return latest if latest and latest.is_change and not answered else None

    @property
    def returned(self) -> Budget | None:
        """The latest version, if it was returned."""
        latest = self.versions[0] if self.versions else None
        return latest if latest and latest.is_returned else None

    @property
    def changes(self) -> list[Change]:
        """The line changes between the plan in force and the waiting one."""
        assert self.in_force is not None  # a change waits beside a plan in force
        before = {line.number: line for line in self.in_force.lines.all()}
        after = {line.number: line for line in self.waiting.lines.all()} if self.waiting else {}
        numbers = sorted(before.keys() | after.keys())
        return [Change(before.get(number), after.get(number)) for number in numbers]


def plans_of(candidacies: Sequence[int]) -> dict[int, Plan]:
    """The versions of many plans, to ask which is in force; in two queries."""
    plans: dict[int, Plan] = defaultdict(lambda: Plan(grant=0, versions=[]))
    rows = Budget.objects.filter(candidacy__in=candidacies).select_related("approval", "returned")
    for each in rows.prefetch_related("lines"):
        plans[each.candidacy_id].versions.append(each)
    return plans


def plan_of(candidacy: Candidacy) -> Plan:
    versions = candidacy.budgets.select_related(
        "meeting", "by", "approval__by", "returned__by"
    ).prefetch_related("lines")
    return Plan(grant_of(candidacy), list(versions), bought_of(candidacy))
