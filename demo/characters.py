"""Behaviour of the demo groups: attendance, dues, savings, and when they stopped meeting."""

from dataclasses import dataclass
from datetime import timedelta

from groups.models import Group

Business, Stage = Group.Business, Group.Stage


@dataclass(frozen=True)
class Character:
    """Probabilities per meeting and member."""

    comes: float
    pays: float
    saves_more: float
    catches_up: float = 0.5  # of those who are behind, at a meeting
    fades_after: float = 1.0  # share of the time after which half as many come
    ended: timedelta | None = None  # before today, the day of the meeting that nobody held


LIVELY = Character(comes=0.96, pays=0.98, saves_more=0.3, catches_up=0.9)
STEADY = Character(comes=0.9, pays=0.93, saves_more=0.15)
IN_ARREARS = Character(comes=0.85, pays=0.68, saves_more=0.05, catches_up=0.15)
FADING = Character(0.88, 0.85, 0.1, 0.2, fades_after=0.6, ended=timedelta(days=45))
SILENT = Character(0.85, 0.85, 0.05, 0.2, fades_after=0.5, ended=timedelta(days=120))

# The groups of three facilitators, ten each, in the order of their names.
CHARACTERS = [
    LIVELY,
    LIVELY,
    STEADY,
    IN_ARREARS,
    LIVELY,
    STEADY,
    FADING,
    LIVELY,
    STEADY,
    LIVELY,
    LIVELY,
    STEADY,
    LIVELY,
    IN_ARREARS,
    STEADY,
    LIVELY,
    SILENT,
    STEADY,
    LIVELY,
    FADING,
    STEADY,
    LIVELY,
    LIVELY,
    IN_ARREARS,
    STEADY,
    FADING,
    LIVELY,
    SILENT,
    STEADY,
    IN_ARREARS,
]
BUSINESSES = [
    Business.CATTLE,
    Business.CATTLE,
    Business.GOATS,
    Business.CATTLE,
    Business.POULTRY,
    Business.CATTLE,
    Business.CROPS,
    Business.CATTLE,
    Business.FOOD,
    Business.TRADE,
]
INDEPENDENT = (7, 21)  # places in the village
LEFT_UNDONE = (4, 12, 21)  # lively, but the latest decision is still to be carried out
# Days from today to the next meeting: the first meets today, the second should have met.
NEXT_IN = [0, -4, 2, 6, 9, 13, 0, 17, 20, 25, 1, 3, 5, -2, 8, 10, 0, 14, 19, 0]
NEXT_IN += [22, 4, 7, 11, -6, 0, 16, 0, 23, 27]


def stage(place: int) -> str:
    """How far a group has come; who falls behind or falls silent is still growing."""
    if place in INDEPENDENT:
        return Stage.INDEPENDENT
    settled = CHARACTERS[place % len(CHARACTERS)] is LIVELY or place % 4 == 0
    return Stage.DEVELOPING if settled else Stage.GROWING
