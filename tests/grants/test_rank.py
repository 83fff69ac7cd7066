"""The pure ranking of a snapshot: the worked example of domain.md §7, ties, the quota line."""

import dataclasses
import datetime
import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grants.selection.rules.moves import moves
from grants.selection.rules.ranking import Candidate, Measure, RankingState, Snapshot, rank

LONG_AGO = datetime.date(2020, 1, 1)
GRANT = 30_000_000
WEIGHTS = [(1, [10, 5, 10]), (2, [15, 10, 5]), (3, [10, 10]), (4, [15]), (5, [10])]
BOOKKEEPING, NEED = 3, 5
EXAMPLE = {
    "P": [4, 3, 3, 4, 3, 3, 4, 3, 4, 2],
    "Q": [3, 3, 3, 4, 2, 4, 4, 3, 3, 3],
    "R": [4, 4, 2, 4, 3, 3, 3, 3, 3, 3],
    "S": [2, 2, 2, 3, 2, 2, 3, 2, 3, 2],
    "T": [2, 1, 2, 2, 2, 2, 2, 3, 2, 2],
}
PAIRS = [(number, weight) for number, weights in WEIGHTS for weight in weights]
MEASURES = tuple(
    Measure(place, f"K{place}", dimension, weight, top=4)
    for place, (dimension, weight) in enumerate(PAIRS, start=1)
)


def candidate(name, levels=None, **more) -> Candidate:
    usual = {"village": "Dawuhan", "business": "Sapi", "formed_on": LONG_AGO, "amount": GRANT}
    levels = levels and dict(enumerate(levels, start=1))
    return Candidate(candidacy=ord(name), group=name, levels=levels, **usual | more)


def snapshot(*candidates, places=2, budget=None) -> Snapshot:
    return Snapshot(
        places=places,
        budget=places * GRANT if budget is None else budget,
        pass_mark=60,
        divisor=4,
        measures=MEASURES,
        dimensions={number: f"D{number}" for number, _weights in WEIGHTS},
        ties=(BOOKKEEPING, NEED),
        candidates=candidates,
    )


def names(rows) -> list[str]:
    return [row.candidate.group for row in rows]


@pytest.fixture
def example():
    """The worked example, in the reverse order of its ranking."""
    return snapshot(*(candidate(name, EXAMPLE[name]) for name in "TSRQP"))


def test_the_worked_example(example):
    ranked = rank(example)

    assert [(row.candidate.group, str(row.total)) for row in ranked.rows] == [
        ("P", "85.00"),
        ("Q", "80.00"),
        ("R", "80.00"),
        ("S", "60.00"),
        ("T", "51.25"),
    ]
    assert names(ranked.listed) == ["P", "Q"]
    assert [(row.candidate.group, row.reserve) for row in ranked.reserves] == [("R", 1), ("S", 2)]
    assert names(ranked.of(RankingState.BELOW)) == ["T"]


def test_a_tie_says_what_decided_it(example):
    row_of = rank(example).by_candidacy

    q, r = row_of[ord("Q")], row_of[ord("R")]

    assert (q.parts[BOOKKEEPING], r.parts[BOOKKEEPING]) == (Decimal("17.50"), Decimal("15.00"))
    assert r.decided_by == BOOKKEEPING


def test_the_parts_add_up_to_the_total(example):
    for row in rank(example).rows:
        assert sum(row.parts.values()) == row.total


def test_of_equal_parts_the_earlier_formed_is_first():
    later = candidate("A", EXAMPLE["P"], formed_on=LONG_AGO + datetime.timedelta(days=1))
    earlier = candidate("B", EXAMPLE["P"])

    ranked = rank(snapshot(later, earlier, places=1))

    assert names(ranked.rows) == ["B", "A"]
    assert ranked.rows[1].decided_by == "formed_on"


def test_equal_in_everything_asks_for_a_lot():
    equal = [candidate(name, EXAMPLE["P"]) for name in "ABC"]

    ranked = rank(snapshot(*equal, candidate("D", EXAMPLE["S"])))

    assert [[each.group for each in drawn] for drawn in ranked.to_be_drawn()] == [["A", "B", "C"]]


def test_the_lot_decides():
    equal = [candidate(name, EXAMPLE["P"], lot=lot) for name, lot in [("A", 2), ("B", 1)]]

    ranked = rank(snapshot(*equal))

    assert names(ranked.rows) == ["B", "A"]
    assert not ranked.to_be_drawn()


def test_a_held_group_keeps_its_place_until_the_round_is_closed(example):
    lacking = example.changed(
        lambda each: dataclasses.replace(each, unmet=("NIK",)) if each.group == "P" else each
    )

    running, closed = rank(lacking), rank(lacking, closed=True)

    assert (names(running.of(RankingState.HELD)), names(running.listed)) == (["P"], ["Q"])
    assert (names(closed.of(RankingState.UNMET)), names(closed.listed)) == (["P"], ["Q", "R"])
    assert closed.by_candidacy[ord("P")].place is None


def test_the_line_is_drawn_where_the_budget_ends():
    rich = candidate("A", EXAMPLE["P"], amount=20_000_000)
    rows = [rich, candidate("B", EXAMPLE["Q"]), candidate("C", EXAMPLE["S"], amount=1_000_000)]

    ranked = rank(snapshot(*rows, places=3, budget=45_000_000))

    assert names(ranked.listed) == ["A"]  # the cheaper group does not move up
    assert names(ranked.reserves) == ["B", "C"]
    assert ranked.gap == Decimal("5.00")


def test_who_is_not_scored_stands_last_without_a_place():
    ranked = rank(snapshot(candidate("A"), candidate("B", EXAMPLE["T"])))

    assert [(row.candidate.group, row.place) for row in ranked.rows] == [("B", 1), ("A", None)]


def test_frozen_and_read_again_it_ranks_the_same(example):
    frozen = json.loads(json.dumps(example.as_data()))

    assert Snapshot.read(frozen) == example
    assert rank(Snapshot.read(frozen)).rows == rank(example).rows


def test_moves_name_only_those_who_moved(example):
    without_p = example.changed(lambda each: None if each.group == "P" else each)

    found = moves(rank(example), rank(without_p))

    assert [(each.candidate.group, each.now and each.now.place) for each in found] == [
        ("Q", 1),
        ("R", 2),
        ("S", 3),
        ("T", 4),
        ("P", None),
    ]


levels = st.lists(st.integers(0, 4), min_size=10, max_size=10)


@given(st.lists(levels, min_size=1, max_size=12), st.integers(1, 5), st.randoms())
def test_the_order_of_the_rows_never_matters(all_levels, places, shuffler):
    rows = [candidate(chr(65 + place), each) for place, each in enumerate(all_levels)]
    ranked = rank(snapshot(*rows, places=places))
    shuffler.shuffle(rows)

    again = rank(snapshot(*rows, places=places))

    assert again.rows == ranked.rows
    assert len(again.listed) <= places
    assert again.amount <= places * GRANT
