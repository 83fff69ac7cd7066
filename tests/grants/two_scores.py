"""Two verifiers of a group that is scored by two, and what they say."""

import datetime
from types import SimpleNamespace

import pytest
from django.urls import reverse
from django.utils import timezone

from grants.selection.actions.rankings import close_scoring
from grants.selection.actions.scores import score_candidacy, settle_scores
from grants.selection.models import (
    Round,
)
from grants.selection.reports.rankings import ranking_of
from grants.way.reports.tasks import tasks
from groups.rules.levels import Judged
from tests.conftest import TODAY
from tests.factories import UserFactory
from tests.grants.factories import (
    CandidacyFactory,
    DeclarationFactory,
    RoundFactory,
    VisitFactory,
)

DAY = datetime.timedelta(days=1)
TEAM = ["Yuli", "Hendro", "Endang"]
SECRET = "Kandang kosong saat dikunjungi"


def round_by_two(rules=(), **more):
    asked = {"two_scores": True} | dict(rules)
    return RoundFactory(rules=asked, proposals_until=TODAY - DAY, places=2, **more)


@pytest.fixture
def candidacy(request):
    return CandidacyFactory(round=round_by_two(rules=getattr(request, "param", ())))


def verifier(candidacy, name):
    by = UserFactory(role="verifier", name=name)
    DeclarationFactory(candidacy=candidacy, by=by)
    return by


def judged(candidacy, level=3, **differing):
    """Scores of that level; `c1=4` of criterion 1."""
    return [
        Judged(criterion, differing.get(f"c{criterion.number}", level), "Dilihat di buku")
        for criterion in candidacy.round.instrument.criteria.all()
    ]


def score(candidacy, by, *, visit=None, reason="", **levels):
    visit = visit or VisitFactory(candidacy=candidacy, by=by)
    scores = judged(candidacy, **levels)
    return score_candidacy(candidacy=candidacy, visit=visit, scores=scores, reason=reason, by=by)


@pytest.fixture
def two(candidacy):
    """Two verifiers, Wahyu and Sari, neither of whom has scored."""
    return SimpleNamespace(
        candidacy=candidacy,
        wahyu=verifier(candidacy, "Wahyu"),
        sari=verifier(candidacy, "Sari"),
    )


@pytest.fixture
def differing(two):
    """Wahyu gave 3 in all, Sari 4 in criterion 1 and 2 in criterion 2."""
    two.first = score(two.candidacy, two.wahyu)
    two.second = score(two.candidacy, two.sari, c1=4, c2=2)
    criteria = two.candidacy.round.instrument.criteria
    two.one, two.two = (criteria.get(number=number).pk for number in (1, 2))
    return two


def settle(differing, by, reason="Dihitung ulang bersama", **more):
    levels = {differing.one: 4, differing.two: 3} | more.get("levels", {})
    return settle_scores(candidacy=differing.candidacy, levels=levels, reason=reason, by=by)


def close(candidacy):
    return close_scoring(
        selection_round=Round.objects.get(pk=candidacy.round_id),
        team=TEAM,
        date=TODAY,
        by=UserFactory(role="head"),
    )


def levels_ranked(candidacy):
    [row] = ranking_of(candidacy.round).rows
    return row.candidate.levels


def page(client, candidacy):
    return client.get(reverse("grants:candidacy", args=[candidacy.pk])).content.decode()


def waits(user):
    return [task.text for task in tasks(user, timezone.localdate())]
