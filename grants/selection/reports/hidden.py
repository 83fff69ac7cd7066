"""What a verifier does not see yet of a group that two verifiers score."""

import dataclasses
from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from accounts.models import User
from grants.selection.models import Candidacy, ScoreSheet, Visit
from grants.selection.reports.requirements import Requirement
from grants.selection.rules.scores import is_hidden
from groups.models import Group

VERB = "grants.check_candidacy"


def is_hidden_from(user: User, candidacy: Candidacy) -> bool:
    """Whether the other verifier's scores, visits and findings are hidden from this user."""
    if not candidacy.round.two_scores or not user.has_perm(VERB, candidacy.group):
        return False
    return is_hidden(candidacy, user, candidacy.score_sheets.all())


def seen_by(user: User, candidacy: Candidacy, found: Iterable[Requirement]) -> list[Requirement]:
    """Requirements without what the other verifier found, while that is hidden."""
    found = list(found)
    return without_others(user, found) if is_hidden_from(user, candidacy) else found


def without_others(user: User, found: Iterable[Requirement]) -> list[Requirement]:
    return [
        dataclasses.replace(each, finding=None)
        if each.finding and each.finding.by_id != user.pk
        else each
        for each in found
    ]


def papers_withheld(user: User) -> QuerySet[Visit, Any] | None:
    """The minutes of visits that are hidden from this user, as primary keys of papers."""
    if not user.assignments_for(VERB):
        return None
    sheets = ScoreSheet.objects.filter(candidacy=OuterRef("candidacy")).order_by()
    both = sheets.filter(
        Exists(
            ScoreSheet.objects.filter(candidacy=OuterRef("candidacy"))
            .exclude(by=OuterRef("by"))
            .order_by()
        )
    )
    visits = Visit.objects.filter(
        candidacy__round__rules__contains={"two_scores": True},
        candidacy__round__ranking=None,
        candidacy__group__in=Group.objects.visible_to(user, VERB).order_by(),
        paper__isnull=False,
    ).exclude(by=user)
    hidden = visits.exclude(Exists(sheets.filter(by=user))).exclude(Exists(both))
    return hidden.order_by().values("paper")
