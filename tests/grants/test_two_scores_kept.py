"""What the database keeps of a score by two, in raw SQL."""

import pytest
from django.db import IntegrityError, transaction

from grants.selection.models import (
    Ranking,
    Score,
    ScoreSheet,
)
from papers.models import Paper
from tests.grants.factories import (
    PaperFactory,
    VisitFactory,
)
from tests.grants.two_scores import candidacy, differing, score, two

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
__all__ = ["candidacy", "differing", "two"]  # fixtures


def raw(sheet_of, by, **more):
    return ScoreSheet.objects.create(
        candidacy=sheet_of.candidacy, visit=sheet_of.visit, by=by, **more
    )


def test_the_database_wants_ones_own_visit(two):
    VisitFactory(candidacy=two.candidacy, by=two.sari)
    sheet = score(two.candidacy, two.wahyu)

    with pytest.raises(IntegrityError, match="has visited the group"), transaction.atomic():
        raw(sheet, two.sari)


def test_the_database_takes_two_verifiers_scores_only(differing):
    with pytest.raises(IntegrityError, match="a difference is settled"), transaction.atomic():
        raw(differing.second, differing.sari, reason="Menyesuaikan")


def test_the_database_settles_only_a_difference_with_a_reason_once(two):
    first = score(two.candidacy, two.wahyu)
    with pytest.raises(IntegrityError, match="that differ are settled"), transaction.atomic():
        raw(first, two.wahyu, is_settlement=True, reason="x")
    score(two.candidacy, two.sari, c1=4)
    with pytest.raises(IntegrityError, match="settled_why"), transaction.atomic():
        raw(first, two.wahyu, is_settlement=True)
    raw(first, two.wahyu, is_settlement=True, reason="x")
    with pytest.raises(IntegrityError, match="settled_once"), transaction.atomic():
        raw(first, two.sari, is_settlement=True, reason="y")


def test_the_database_keeps_a_settled_level_between_the_two(differing):
    sheet = raw(differing.first, differing.sari, is_settlement=True, reason="x")

    with pytest.raises(IntegrityError, match="lies between"), transaction.atomic():
        Score.objects.create(sheet=sheet, criterion_id=differing.one, level=2)
    assert Score.objects.create(sheet=sheet, criterion_id=differing.one, level=3).pk


@pytest.mark.usefixtures("papers_alone")
@pytest.mark.parametrize("scored", [["wahyu"], ["wahyu", "sari"]])
def test_the_database_ranks_no_round_before_two_scored_and_settled(two, scored):
    for level, name in enumerate(scored, start=2):
        score(two.candidacy, getattr(two, name), level=level)
    paper = PaperFactory(kind=Paper.Kind.RANKING)

    with pytest.raises(IntegrityError, match="scored by two verifiers"), transaction.atomic():
        Ranking.objects.create(round=two.candidacy.round, team="A, B, C", paper=paper, by=two.sari)
