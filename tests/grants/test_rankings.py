"""Closing the scoring: once, with all scores; the stored snapshot gives the same ranking."""

import datetime
import json

import pytest
from django.utils import timezone

from foundation.rules import RuleBroken
from grants.selection.actions.rankings import close_scoring, publish_list
from grants.selection.models import Finding, Withdrawal
from grants.selection.reports.ranking_changes import moved_since
from grants.selection.reports.ranking_words import result_of
from grants.selection.reports.rankings import frozen_snapshot, ranking_of
from grants.selection.rules.ranking import RankingState, rank
from papers.models import Paper
from tests.conftest import TODAY
from tests.factories import GroupFactory, UserFactory
from tests.grants.factories import (
    CandidacyFactory,
    RankingFactory,
    RoundFactory,
    ScoreSheetFactory,
)
from tests.grants.test_rank import EXAMPLE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
DAY = datetime.timedelta(days=1)
TEAM = ["Yuli", "Hendro", "Endang"]


def round_for(places=2, **more):
    return RoundFactory(places=places, proposals_until=TODAY - DAY, **more)


def candidate(selection_round, name, levels, **group):
    """A scored candidacy."""
    group = GroupFactory(name=name, members=2, **group)
    candidacy = CandidacyFactory(round=selection_round, group=group)
    ScoreSheetFactory(candidacy=candidacy, levels=levels)
    return candidacy


@pytest.fixture
def example():
    """The worked example of domain.md §7, in the database."""
    selection_round = round_for()
    for name, levels in EXAMPLE.items():
        candidate(selection_round, name, levels)
    return selection_round


@pytest.fixture
def head():
    return UserFactory(role="head")


def close(selection_round, by, **more):
    return close_scoring(
        selection_round=selection_round, by=by, **{"team": TEAM, "date": TODAY} | more
    )


def order(ranked):
    return [(row.candidate.group.removeprefix("KUBE "), row.state.value) for row in ranked.rows]


def test_the_rows_rank_as_the_worked_example(example):
    assert order(ranking_of(example)) == [
        ("P", "listed"),
        ("Q", "listed"),
        ("R", "reserve"),
        ("S", "reserve"),
        ("T", "below"),
    ]


def test_the_ranking_takes_the_same_queries_for_more_groups(example, django_assert_num_queries):
    with django_assert_num_queries(13):
        ranking_of(example)
    candidate(example, "U", EXAMPLE["S"])

    with django_assert_num_queries(13):
        ranking_of(example)


def test_the_minutes_hold_the_snapshot(example, head):
    before = ranking_of(example)

    ranking = close(example, head)

    assert ranking.paper.kind == Paper.Kind.RANKING
    assert ranking.team == "Yuli, Hendro, Endang"
    assert frozen_snapshot(ranking) == before.snapshot


def test_a_recomputation_from_the_snapshot_is_the_same_to_the_digit(example, head):
    ranking = close(example, head)
    ranking.paper.refresh_from_db()

    again = rank(frozen_snapshot(ranking), closed=True)

    assert result_of(again) == json.loads(ranking.paper.text)["data"]["result"]


def test_a_scoring_is_closed_once(example, head):
    close(example, head)

    with pytest.raises(RuleBroken, match="closed already"):
        close(example, head)


def test_not_before_the_last_day_of_proposals(example, head):
    with pytest.raises(RuleBroken, match="Groups may be proposed until"):
        close(example, head, date=example.proposals_until)


def test_each_group_must_be_scored(example, head):
    CandidacyFactory(round=example, group=GroupFactory(name="Belum", members=1))

    with pytest.raises(RuleBroken, match="Not scored yet: KUBE Belum"):
        close(example, head)


def test_a_group_that_left_need_not_be_scored(example, head):
    left = CandidacyFactory(round=example)
    Withdrawal.objects.create(candidacy=left, date=TODAY, reason="Mundur", by=head)

    assert close(example, head).pk


@pytest.mark.parametrize("team", [["Yuli", "Hendro"], ["Yuli", "Yuli", "Endang"], ["", " ", "A"]])
def test_a_team_is_three_different_persons(example, head, team):
    with pytest.raises(RuleBroken, match="three different persons"):
        close(example, head, team=team)


def test_equal_in_all_waits_for_a_lot(head):
    selection_round = round_for()
    first, second = (candidate(selection_round, name, EXAMPLE["P"]) for name in "AB")

    with pytest.raises(RuleBroken, match="Draw a lot in public"):
        close(selection_round, head)
    close(selection_round, head, lots={first.pk: 2, second.pk: 1})

    assert [name for name, _state in order(ranking_of(selection_round))] == ["B", "A"]


def test_two_groups_never_draw_one_number(head):
    selection_round = round_for()
    first, second = (candidate(selection_round, name, EXAMPLE["P"]) for name in "AB")

    with pytest.raises(RuleBroken, match="a number of its own"):
        close(selection_round, head, lots={first.pk: 1, second.pk: 1})


def test_what_a_rule_lacks_holds_a_group_and_drops_it_at_the_close(head):
    lacking = RoundFactory(places=2, proposals_until=TODAY - DAY, documents=["minutes"])
    candidate(lacking, "V", EXAMPLE["P"])

    running = ranking_of(lacking)
    close(lacking, head)

    assert running.rows[0].state == RankingState.HELD
    assert ranking_of(lacking).rows[0].state == RankingState.UNMET


def test_a_verifiers_word_stands_over_the_rule(head):
    rules = {"programme": "KUBE", "least_members": 5, "most_members": 20}
    selection_round = round_for(rules=rules)
    few = candidate(selection_round, "Kecil", EXAMPLE["P"])
    by = few.declarations.get().by
    held = ranking_of(selection_round).rows[0]

    for rule in held.candidate.unmet:
        Finding.objects.create(
            candidacy=few, rule=rule, result="exception", evidence="Musibah", by=by
        )

    assert held.state == RankingState.HELD
    assert ranking_of(selection_round).rows[0].state == RankingState.LISTED


def test_so_much_a_member_fills_the_budget_further():
    rules = {"amount_a_member": 2_000_000}
    selection_round = round_for(places=2, rules=rules)
    candidate(selection_round, "Berdua", EXAMPLE["P"])

    assert ranking_of(selection_round).amount == 4_000_000


def test_as_of_a_moment_the_ranking_is_what_it_was(example):
    earlier = timezone.now()
    before = ranking_of(example)
    q = example.candidacies.get(group__name="Q")
    ScoreSheetFactory(candidacy=q, levels=[4] * 10, reason="Buku ditemukan")

    assert ranking_of(example, earlier).rows == before.rows
    assert order(ranking_of(example))[0] == ("Q", "listed")


def test_what_moved_says_why(example):
    earlier = timezone.now()
    t = example.candidacies.get(group__name="T")
    sheet = ScoreSheetFactory(candidacy=t, levels=[4] * 10, reason="Buku ditemukan")

    moved = moved_since(example, earlier)

    assert moved[0].move.candidate.group == "KUBE T"
    assert (moved[0].move.before.place, moved[0].move.now.place) == (5, 1)
    assert moved[0].why == [f"scored anew by {sheet.by.name}: Buku ditemukan"]
    assert [each.why for each in moved[1:]] == [[], [], [], []]


def test_a_closed_round_stays_as_it_was_though_its_group_changes(example, head):
    close(example, head)
    group = example.candidacies.get(group__name="P").group

    group.formed_on = TODAY
    group.save()

    assert order(ranking_of(example))[0] == ("P", "listed")


def test_the_list_is_public_for_the_days_of_the_round(example, head):
    close(example, head)

    public = publish_list(selection_round=example, date=TODAY, by=head)

    assert public.until == TODAY + 7 * DAY
    assert public.paper.kind == Paper.Kind.CANDIDATES
    assert "KUBE P" in public.paper.text


def test_the_public_list_names_no_person(example, head):
    close(example, head)
    people = example.candidacies.values_list("group__memberships__person__name", flat=True)

    public = publish_list(selection_round=example, date=TODAY, by=head)

    assert not [name for name in people if name in public.paper.text]


def test_a_list_is_published_once_and_after_the_scoring(example, head):
    with pytest.raises(RuleBroken, match="Close the scoring first"):
        publish_list(selection_round=example, date=TODAY, by=head)
    close(example, head)
    publish_list(selection_round=example, date=TODAY, by=head)

    with pytest.raises(RuleBroken, match="public already"):
        publish_list(selection_round=example, date=TODAY, by=head)


def test_the_factory_freezes_what_is_scored(example):
    ranking = RankingFactory(round=example)

    assert len(frozen_snapshot(ranking).candidates) == 5
