"""Verify all chains of entries and all digests of papers in a scope."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from finance.reports.integrity import verify_groups
from foundation.rules import RuleBroken
from grants.selection.models import Round
from groups.models import Group
from papers.models import Paper
from papers.seal import is_unchanged

MOST_GROUPS = 2_000  # the limit within a request; `manage.py check_ledger` reads more


@dataclass(frozen=True)
class Result:
    groups: int
    entries: int
    papers: int
    wrong: list[str]


def verify_all(user: User, selection_round: Round | None, group: Group | None) -> Result:
    """Verify the grants of a round, one group, or the auditor's whole territory."""
    groups = _groups(user, selection_round, group)
    if len(groups) > MOST_GROUPS:
        raise RuleBroken(_("These are too many groups at once. Choose a round or a group."))
    wrong, entries = [], 0
    for one in verify_groups(groups=groups):
        entries += one.entries
        wrong += [f"KUBE {one.name}: {what}" for what in one.wrong]
    papers = _papers(user, selection_round, groups)
    read = 0
    for paper in papers.iterator(chunk_size=500):
        read += 1
        if not is_unchanged(paper):
            wrong.append(_("%(paper)s: the seal does not fit what it says") % {"paper": paper})
    return Result(len(groups), entries, read, wrong)


def _groups(user: User, selection_round: Round | None, group: Group | None) -> list[int]:
    if group:
        return [group.pk]
    rows = Group.objects.visible_to(user, "grants.audit").order_by("pk")
    if selection_round:
        rows = rows.filter(candidacies__round=selection_round)
    return list(rows.values_list("pk", flat=True)[: MOST_GROUPS + 1])


def _papers(user: User, selection_round: Round | None, groups: Collection[int]) -> QuerySet[Paper]:
    of_office = Q(group=None, pk__in=Paper.objects.visible_to(user).values("pk"))
    if selection_round:
        of_office &= Q(office=selection_round.district)
    return Paper.objects.filter(Q(group__in=groups) | of_office).order_by("pk")
