"""What a verifier does not see yet of a group that two verifiers score."""

import dataclasses
from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from accounts.models import User
from grants.selection.models import Candidacy, ScoreSheet, Visit, VisitPhoto
from grants.selection.reports.requirements import Requirement
from grants.selection.rules.scores import is_hidden
from groups.models import Group
from papers.models import SignedPage

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
        without_finding(each) if each.finding and each.finding.by_id != user.pk else each
        for each in found
    ]


def without_finding(requirement: Requirement) -> Requirement:
    return dataclasses.replace(requirement, finding=None)


def hidden_from(user: User) -> QuerySet[Candidacy] | None:
    """The groups of which others' scores, visits and findings are hidden from this user."""
    if not user.assignments_for(VERB):
        return None
    sheets = ScoreSheet.objects.filter(candidacy=OuterRef("pk")).order_by()
    groups = Group.objects.visible_to(user, VERB).order_by()
    rows = scored_by_less_than_two().filter(round__ranking=None, group__in=groups)
    return rows.exclude(Exists(sheets.filter(by=user)))


def scored_by_less_than_two() -> QuerySet[Candidacy]:
    """The groups that two verifiers score, and have not both scored yet."""
    sheets = ScoreSheet.objects.filter(candidacy=OuterRef("pk")).order_by()
    another = ScoreSheet.objects.filter(candidacy=OuterRef("candidacy")).order_by()
    both = sheets.filter(Exists(another.exclude(by=OuterRef("by"))))
    rows = Candidacy.objects.filter(round__rules__contains={"two_scores": True})
    return rows.exclude(Exists(both)).order_by()


def visits_withheld(user: User) -> QuerySet[Visit] | None:
    """The visits of others that are hidden from this user."""
    if (hidden := hidden_from(user)) is None:
        return None
    return Visit.objects.filter(candidacy__in=hidden.values("pk")).exclude(by=user).order_by()


def papers_withheld(user: User) -> QuerySet[Any, Any] | None:
    """The minutes of visits that are hidden from this user, as primary keys of papers."""
    if (visits := visits_withheld(user)) is None:
        return None
    return visits.filter(paper__isnull=False).values("paper")


def photos_withheld(user: User) -> list[QuerySet[Any, Any]]:
    """Photos of those visits and of their signed minutes, as primary keys of photos."""
    if (visits := visits_withheld(user)) is None:
        return []
    signed = SignedPage.objects.filter(paper__in=visits.filter(paper__isnull=False).values("paper"))
    photos = VisitPhoto.objects.filter(visit__in=visits.values("pk")).order_by()
    return [photos.values("photo"), signed.order_by().values("photo")]
