"""A mistyped reference is never the valid reference of another payment."""

from itertools import combinations
from string import digits

import pytest

from grants.payment.rules.references import REFUND, TRANSFER, is_reference, reference, references_in

SOME = [reference(TRANSFER, row, turn) for row in (1, 12, 98_765) for turn in (1, 2, 11)]


@pytest.mark.parametrize("made", SOME)
def test_a_reference_is_one(made):
    assert is_reference(made)
    assert len(made) <= 16


@pytest.mark.parametrize("made", SOME)
def test_two_characters_swapped_make_none(made):
    for one, other in combinations(range(len(made)), 2):
        swapped = list(made)
        swapped[one], swapped[other] = made[other], made[one]

        assert "".join(swapped) == made or not is_reference("".join(swapped))


@pytest.mark.parametrize("made", SOME)
def test_one_wrong_figure_makes_none(made):
    for place in range(len(TRANSFER), len(made)):
        wrong = {f"{made[:place]}{digit}{made[place + 1 :]}" for digit in digits} - {made}

        assert not any(is_reference(text) for text in wrong)


def test_each_payment_has_its_own():
    made = {reference(TRANSFER, row, turn) for row in range(1, 500) for turn in range(1, 5)}

    assert len(made) == 499 * 4


def test_a_refund_is_no_payment():
    paid, refunded = (reference(prefix, 7, 1) for prefix in (TRANSFER, REFUND))

    assert paid[len(TRANSFER) :] != refunded[len(REFUND) :]


def test_they_are_found_in_what_a_bank_wrote():
    made = reference(TRANSFER, 12, 1)

    found = references_in(f"TRSF E-BANKING {made.lower()} KUBE MAWAR/{made} {made}7 BLPS0000120199")

    assert found == [made]


@pytest.mark.parametrize(
    "odd", ["", "BLPS", "STS1", "RF18539007547034", "BLPS０００００１２０１６８"]
)
def test_other_words_are_none(odd):
    assert not is_reference(odd)
