"""Any month of any bank, cut into any overlapping files in any order, is the same month."""

import datetime
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grants.payment.statements.combining import combine
from grants.payment.statements.reading import read
from tests.full import examples
from tests.grants.bank_writing import BANKS, GIVES_REFERENCES, booked

FIRST = datetime.date(2026, 3, 1)
TEXTS = ["BIAYA TRANSFER", "TRF KE KUBE MAWAR", "SP2D 00123/LS/2026 BLPS", "BUNGA", "RETUR KUBE"]
AMOUNTS = [-30_000_000, 30_000_000, -6_500, 6_500, 725_000, Decimal("2347.18"), Decimal("-0.45")]


@st.composite
def months(draw) -> list:
    """Some lines of some days, many alike, in the order of the days."""
    rows = draw(
        st.lists(
            st.tuples(st.integers(0, 30), st.sampled_from(AMOUNTS), st.sampled_from(TEXTS)),
            min_size=1,
            max_size=25,
        )
    )
    rows = sorted(rows, key=lambda row: row[0])
    return booked(
        (FIRST + datetime.timedelta(days=day), amount, text, f"{number:06}")
        for number, (day, amount, text) in enumerate(rows, start=1)
    )


def cut(draw, month, bank) -> list[bytes]:
    """Files that cover the month, some of it more than once; where a bank gives no reference, of
    whole days, since nothing else could tell a part of a day from the same part of another."""
    count = len(month)
    ends = st.integers(0, count)
    cuts = sorted({0, count, *draw(st.lists(ends, max_size=4))})
    if bank not in GIVES_REFERENCES:
        cuts = sorted({0, count} | {at for at in cuts[1:-1] if starts_a_day(month, at)})
    parts = list(pairwise(cuts))
    parts += draw(st.lists(st.sampled_from(parts), max_size=2))
    parts += [(parts[at][0], parts[at + 1][1]) for at in range(len(parts[:-1])) if touch(parts, at)]
    return [BANKS[bank](month[first:last]) for first, last in draw(st.permutations(parts))]


def starts_a_day(month, at) -> bool:
    return month[at].date != month[at - 1].date


def touch(parts, at) -> bool:
    """Whether a part and the next are neighbours, of which a third file may span both."""
    return at % 2 == 0 and parts[at][1] == parts[at + 1][0]


@pytest.mark.parametrize("bank", BANKS)
@settings(max_examples=examples(10, 30), deadline=None)
@given(data=st.data())
def test_any_files_of_a_month_give_its_lines_once(bank, data):
    month = data.draw(months())
    files = cut(data.draw, month, bank)

    whole = combine([statement for file in files for statement in read(file)])

    assert sorted(map(told, whole.lines)) == sorted(map(told, month))
    assert (whole.opening, whole.closing) == (month[0].before, month[-1].balance)
    assert whole.gaps == []


def told(line):
    return line.date, line.amount, line.text, line.balance
