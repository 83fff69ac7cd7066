"""Two verifiers score a group where the programme says so: each by a visit of their own, blind."""

import pytest
from django.urls import reverse
from django.utils import timezone

from foundation.rules import RuleBroken
from grants.selection.actions.scores import settle_scores
from grants.selection.models import (
    Candidacy,
    Round,
)
from grants.selection.reports.rankings import frozen_snapshot, ranking_of
from grants.selection.reports.rounds import with_counts
from grants.selection.rules.requirements import rules_of
from tests.factories import ProgrammeFactory, UserFactory
from tests.grants.factories import (
    CandidacyFactory,
    DeclarationFactory,
    RoundFactory,
    ScoreSheetFactory,
    VisitFactory,
)
from tests.grants.two_scores import (
    candidacy,
    close,
    differing,
    levels_ranked,
    page,
    score,
    settle,
    two,
    verifier,
    waits,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
__all__ = ["candidacy", "differing", "two"]  # fixtures


def test_the_programme_says_it_and_the_round_freezes_it():
    programme = ProgrammeFactory(name="BLPS dua", two_scores=True)
    opened = RoundFactory(rules=rules_of(programme))
    programme.two_scores = False
    programme.save()

    assert opened.two_scores
    assert not RoundFactory(rules=rules_of(programme)).two_scores
    assert not RoundFactory().two_scores


def test_one_score_alone_counts_nowhere(two):
    score(two.candidacy, two.wahyu)

    assert levels_ranked(two.candidacy) is None
    assert not Candidacy.objects.scored().exists()
    assert with_counts(Round.objects.filter(pk=two.candidacy.round_id)).get().scored_count == 0


def test_equal_scores_count_without_more(two):
    score(two.candidacy, two.wahyu)
    score(two.candidacy, two.sari)

    assert levels_ranked(two.candidacy) == dict.fromkeys(range(1, 11), 3)
    assert close(two.candidacy).pk


def test_scores_that_differ_count_nowhere_until_settled(differing):
    assert levels_ranked(differing.candidacy) is None

    settle(differing, differing.wahyu)

    assert levels_ranked(differing.candidacy) == dict.fromkeys(range(1, 11), 3) | {1: 4}


def test_equal_points_of_different_parts_differ_too(two):
    """Criteria of one weight: a point more here is a point less there."""
    weights = two.candidacy.round.instrument.criteria.values_list("weight", "number")
    by_weight: dict = {}
    for weight, number in weights:
        by_weight.setdefault(weight, []).append(number)
    up, down = next(numbers for numbers in by_weight.values() if len(numbers) > 1)[:2]
    score(two.candidacy, two.wahyu)
    score(two.candidacy, two.sari, **{f"c{up}": 4, f"c{down}": 2})

    assert levels_ranked(two.candidacy) is None


@pytest.mark.parametrize("scored", [[], ["wahyu"], ["wahyu", "wahyu"]])
def test_scoring_is_not_closed_with_fewer_than_two_verifiers_scores(two, scored):
    for name in scored:
        score(two.candidacy, getattr(two, name), reason="Salah hitung")

    with pytest.raises(RuleBroken, match="Not scored by two verifiers yet"):
        close(two.candidacy)


def test_scoring_is_not_closed_over_a_difference(differing):
    with pytest.raises(RuleBroken, match="or not settled: KUBE"):
        close(differing.candidacy)


def test_the_minutes_hold_the_settled_scores(differing):
    settle(differing, differing.sari, levels={differing.two: 2})

    [kept] = frozen_snapshot(close(differing.candidacy)).candidates

    assert (kept.levels[1], kept.levels[2], kept.levels[3]) == (4, 2, 3)


def test_a_past_moment_ranks_by_what_counted_then(differing):
    before = timezone.now()
    settle(differing, differing.sari)

    [row] = ranking_of(differing.candidacy.round, before).rows

    assert row.candidate.levels is None


def test_each_scores_by_a_visit_of_their_own(two):
    visit = VisitFactory(candidacy=two.candidacy, by=two.wahyu)

    with pytest.raises(RuleBroken, match="Visit the group yourself first"):
        score(two.candidacy, two.sari, visit=visit)


def test_scoring_after_another_needs_a_visit_of_ones_own_in_every_round():
    candidacy = CandidacyFactory()
    first, other = verifier(candidacy, "Wahyu"), verifier(candidacy, "Sari")
    visit = VisitFactory(candidacy=candidacy, by=first)
    score(candidacy, other, visit=visit)  # the first score may rest on another's visit

    third = verifier(candidacy, "Tono")
    with pytest.raises(RuleBroken, match="Visit the group yourself first"):
        score(candidacy, third, visit=visit, reason="Keliru")

    assert score(candidacy, third, reason="Keliru", level=4)
    assert levels_ranked(candidacy) == dict.fromkeys(range(1, 11), 4)


def test_own_scores_are_replaced_with_a_reason_until_the_other_scored(two):
    score(two.candidacy, two.wahyu)

    with pytest.raises(RuleBroken, match="why you score it anew"):
        score(two.candidacy, two.wahyu, level=2)
    score(two.candidacy, two.wahyu, level=2, reason="Salah hitung")
    score(two.candidacy, two.sari, level=2)  # no reason: her first

    assert levels_ranked(two.candidacy) == dict.fromkeys(range(1, 11), 2)


@pytest.mark.parametrize("name", ["wahyu", "sari", "third"])
def test_nobody_scores_once_two_have(differing, name):
    differing.third = verifier(differing.candidacy, "Tono")

    with pytest.raises(RuleBroken, match="Two verifiers have scored this group"):
        score(differing.candidacy, getattr(differing, name), reason="Menyesuaikan")


@pytest.mark.parametrize("name", ["wahyu", "sari", "third"])
def test_one_of_the_two_or_a_third_settles(differing, name):
    differing.third = verifier(differing.candidacy, "Tono")

    assert settle(differing, getattr(differing, name)).is_settlement


def test_who_never_declared_or_is_related_settles_nothing(differing):
    related = DeclarationFactory(candidacy=differing.candidacy, related=True, relation="Ipar").by

    with pytest.raises(RuleBroken, match="Declare first"):
        settle(differing, UserFactory(role="verifier"))
    with pytest.raises(RuleBroken, match="stepped back"):
        settle(differing, related)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"reason": " "}, "why it is settled so"),
        ({"levels": {0: 3}}, "each criterion on which the two differ"),
        ({"levels": {"one": 2}}, "one of the two levels, or between"),
        ({"levels": {"two": 4}}, "one of the two levels, or between"),
    ],
)
def test_what_a_settlement_says(differing, typed, words):
    levels = {getattr(differing, str(key), key): at for key, at in typed.get("levels", {}).items()}

    with pytest.raises(RuleBroken, match=words):
        settle(differing, differing.sari, **typed | {"levels": levels})


def test_it_is_settled_once_and_only_a_difference(differing):
    alike = CandidacyFactory(round=differing.candidacy.round)
    wahyu, sari = verifier(alike, "W"), verifier(alike, "S")
    score(alike, wahyu)
    score(alike, sari)
    with pytest.raises(RuleBroken, match="no scores of two verifiers that differ"):
        settle_scores(candidacy=alike, levels={}, reason="x", by=sari)
    settle(differing, differing.sari)

    with pytest.raises(RuleBroken, match="settled already"):
        settle(differing, differing.wahyu)


def test_two_different_scores_of_one_verifier_round_are_not_settled():
    candidacy = CandidacyFactory()
    ScoreSheetFactory(candidacy=candidacy)
    last = ScoreSheetFactory(candidacy=candidacy, levels=[4] * 10, reason="Buku ditemukan")

    with pytest.raises(RuleBroken, match="no scores of two"):
        settle_scores(candidacy=candidacy, levels={}, reason="x", by=last.by)
    assert levels_ranked(candidacy) == dict.fromkeys(range(1, 11), 4)


def test_the_difference_is_shown_to_both(differing, as_user):
    for by in (differing.wahyu, differing.sari):
        text = page(as_user(by), differing.candidacy)
        assert "perlu diselesaikan" in text
        assert reverse("grants:settle_scores", args=[differing.candidacy.pk]) in text


def test_the_page_settles_it(differing, as_user):
    client = as_user(differing.sari)
    address = reverse("grants:settle_scores", args=[differing.candidacy.pk])
    key = client.get(address).context["form"]["submission"].value()
    typed = {"submission": key, "level_1": 4, "level_2": 2, "reason": "Dihitung bersama"}

    client.post(address, typed)

    assert levels_ranked(differing.candidacy)[2] == 2
    text = page(client, differing.candidacy)
    assert "Dua nilai yang berbeda diselesaikan: Dihitung bersama" in text
    assert address not in text


def test_each_verifier_is_asked_for_what_is_missing(two):
    assert "Visit and score" in waits(two.wahyu)
    score(two.candidacy, two.wahyu)
    assert waits(two.wahyu) == []
    assert "Visit and score" in waits(two.sari)
    score(two.candidacy, two.sari, c1=4)

    assert waits(two.wahyu) == waits(two.sari) == ["Two scores differ: settle them"]


def test_the_head_is_asked_to_close_once_all_is_settled(differing):
    head = UserFactory(role="head")
    assert "All are scored: close the scoring" not in waits(head)

    settle(differing, differing.sari)

    assert "All are scored: close the scoring" in waits(head)
    assert waits(differing.wahyu) == []
