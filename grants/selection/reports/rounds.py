"""Rounds and their candidacies for lists, pages and files."""

import datetime
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from foundation.exports import Column
from foundation.lists import as_keyed
from foundation.statements import compiled_once
from grants.selection.models import (
    Award,
    Candidacy,
    Document,
    Round,
    ScoreSheet,
    Visit,
)
from grants.selection.reports.hidden import hidden_from, without_others
from grants.selection.reports.outcomes import KINDS, OUTCOMES
from grants.selection.reports.requirements import Requirement, requirements
from groups.models import Group
from groups.reports.groups import subdistrict_of, village_of


def with_counts(rounds: QuerySet[Any]) -> QuerySet[Any]:
    """Annotates how many groups were proposed, visited, scored and given a grant.

    `removed_count`: of those scored, which an answered objection took off the list.
    """
    running = Candidacy.objects.running().filter(round=OuterRef("pk"))
    awards = Award.objects.in_force().filter(round=OuterRef("pk"))
    return rounds.annotate(
        candidate_count=_count(running),
        visited_count=_count(
            running.filter(Exists(Visit.objects.filter(candidacy=OuterRef("pk"))))
        ),
        scored_count=_count(running.scored()),
        removed_count=_count(running.scored().removed()),
        award_count=_count(awards),
    ).select_related("district", "programme", "instrument")


def _count(rows: QuerySet[Any]) -> Coalesce:
    counted = rows.order_by().values("round").annotate(n=Count("pk", distinct=True)).values("n")
    return Coalesce(Subquery(counted), 0)


@compiled_once
def candidacies_listed(keys: list[int]) -> QuerySet[Any]:
    """Candidacies with kinds of documents, last visit, whether scored or withdrawn."""
    visits = Visit.objects.filter(candidacy=OuterRef("pk")).order_by("-date")
    documents = Document.objects.filter(candidacy=OuterRef("pk")).order_by()
    every: QuerySet[Any] = Candidacy.objects.filter(pk__in=keys)
    rows = every.annotate(
        visited_on=Subquery(visits.values("date")[:1]),
        is_scored=Exists(ScoreSheet.objects.counting().filter(candidacy=OuterRef("pk"))),
        kinds_brought=ArraySubquery(documents.values("kind")),
    )
    return rows.select_related(
        "round__closing", "group__village__parent", "by", "withdrawal"
    ).order_by()


def left(candidacy: Candidacy) -> tuple[str, str]:
    """The status of a withdrawn group: it left the round, or the round was closed as a mistake."""
    if candidacy.round.is_closed:
        return "plain", _("Round closed")
    return "plain", _("Left the round")


@dataclass(frozen=True)
class CandidacyRow:
    """A candidacy of `candidacies_listed` and its progress."""

    candidacy: Any
    requirements: list[Requirement]
    outcome: str = ""  # of `outcomes_of`

    @property
    def group(self) -> Group:
        return self.candidacy.group

    @cached_property
    def unmet(self) -> list[Requirement]:
        return [each for each in self.requirements if each.status == "bad"]

    @cached_property
    def unknown(self) -> list[Requirement]:
        return [each for each in self.requirements if each.status == "wait"]

    @cached_property
    def papers_missing(self) -> int:
        return len(set(self.candidacy.round.documents) - set(self.candidacy.kinds_brought))

    @property
    def marks(self) -> list[tuple[str, str]]:
        """Its states as kind and label: what is wrong or missing, then how far it is."""
        if self.candidacy.is_withdrawn:
            return [left(self.candidacy)]
        if self.outcome:
            return [(KINDS[self.outcome], str(OUTCOMES[self.outcome]))]
        return [*self._lacking(), self._progress()]

    def _lacking(self) -> Iterator[tuple[str, str]]:
        if count := len(self.unmet):
            text = ngettext("%(count)s rule not met", "%(count)s rules not met", count)
            yield "bad", text % {"count": count}
        if count := len(self.unknown):
            text = ngettext("%(count)s rule not known yet", "%(count)s rules not known yet", count)
            yield "wait", text % {"count": count}
        if count := self.papers_missing:
            text = ngettext("%(count)s paper missing", "%(count)s papers missing", count)
            yield "wait", text % {"count": count}

    def _progress(self) -> tuple[str, str]:
        if self.candidacy.is_scored:
            return "ok", _("Scored")
        return "wait", _("Not scored yet") if self.candidacy.visited_on else _("Not visited yet")


def candidacy_rows(
    keys: list[int], today: datetime.date, outcomes: dict[int, str], user: User
) -> list[CandidacyRow]:
    """The rows of those candidacies, in that order, without what is hidden from the user."""
    candidacies = as_keyed(keys, candidacies_listed(keys))
    found = requirements(candidacies, today)
    hidden = hidden_from(user) if candidacies and candidacies[0].round.two_scores else None
    if hidden is not None:
        for key in hidden.filter(pk__in=keys).values_list("pk", flat=True):
            found[key] = without_others(user, found[key])
    return [CandidacyRow(it, found[it.pk], outcomes.get(it.pk, "")) for it in candidacies]


@dataclass(frozen=True)
class Asked:
    """A kind of document required by a round, and a group's documents, latest first."""

    name: str
    kind: str
    brought: list[Document]
    is_asked: bool


def documents_of(candidacy: Candidacy) -> list[Asked]:
    """The required kinds of documents, then others."""
    rows = _documents(candidacy.pk)
    counts = Counter(row.kind for row in rows)
    kinds = [
        *candidacy.round.documents,
        *(kind for kind in counts if kind not in candidacy.round.documents),
    ]
    return [
        Asked(
            str(Document.Kind(kind).label),
            kind,
            [row for row in rows if row.kind == kind],
            kind in candidacy.round.documents,
        )
        for kind in kinds
    ]


@compiled_once
def _documents(candidacy: int) -> QuerySet[Document]:
    rows = Document.objects.filter(candidacy=candidacy).select_related("by", "photo")
    return rows.defer("photo__content")


def papers_asked(selection_round: Round) -> list[str]:
    return [str(Document.Kind(kind).label) for kind in selection_round.documents]


def rounds_table(rounds: QuerySet[Any]) -> tuple[list[Column], Iterator[list[Any]]]:
    columns = [
        Column(_("Round"), 28),
        Column(_("District"), 24),
        Column(_("Programme"), 20),
        Column(_("Year")),
        Column(_("Groups")),
        Column(_("Grant a group")),
        Column(_("Budget"), 18),
        Column(_("Opened on")),
        Column(_("Proposed")),
        Column(_("Visited")),
        Column(_("Scored")),
        Column(_("Given")),
    ]
    rows = (
        [
            each.name,
            each.district.name,
            each.programme.name,
            str(each.year),
            each.places,
            each.amount,
            each.budget,
            each.opened_on,
            each.candidate_count,
            each.visited_count,
            each.scored_count,
            each.award_count,
        ]
        for each in rounds.iterator()
    )
    return columns, rows


def candidacies_table(rows: list[CandidacyRow]) -> tuple[list[Column], Iterator[list[Any]]]:
    columns = [
        Column(_("Group"), 28),
        Column(_("Village"), 20),
        Column(_("Subdistrict"), 20),
        Column(_("Business")),
        Column(_("Proposed on")),
        Column(_("Proposed by"), 24),
        Column(_("Papers missing")),
        Column(_("Not met"), 40),
        Column(_("Not known yet"), 40),
        Column(_("Visited on")),
        Column(_("Scored")),
        Column(_("Left the round on")),
        Column(_("State"), 20),
    ]
    return columns, map(_cells, rows)


def _cells(row: CandidacyRow) -> list[Any]:
    candidacy = row.candidacy
    withdrawal = candidacy.withdrawal_or_none
    return [
        str(row.group),
        village_of(row.group),
        subdistrict_of(row.group),
        row.group.get_business_display(),
        candidacy.date,
        candidacy.by.name,
        row.papers_missing,
        ", ".join(str(each.name) for each in row.unmet),
        ", ".join(str(each.name) for each in row.unknown),
        candidacy.visited_on,
        _("yes") if candidacy.is_scored else _("no"),
        None if candidacy.round.is_closed else withdrawal and withdrawal.date,
        row.marks[-1][1],
    ]
