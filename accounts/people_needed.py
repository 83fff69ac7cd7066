"""How few people can do a whole round, under the pairs of `accounts.duties`."""

from collections.abc import Collection
from itertools import product

from accounts.duties import APART

OF_FACILITATOR = ["propose_group", "type_account", "write_report"]
OF_CASHIER = ["pay", "match"]

# How three people may do a whole round where the province lifts `LIFTED_FOR_THREE`: what the page
# of a new user says, proved by a test.
LIFTED_FOR_THREE = ["sign_decree/review_report"]
OFFICE_OF_THREE = [
    {"propose_group", "type_account", "write_report"},
    {"propose_list", "answer_objection", "pay"},
    {"verify_group", "score", "sign_decree", "match", "check_account", "review_report"},
]


def people_needed(lifted: Collection[str] = ()) -> list[set[str]]:
    """The least people who can do every act of a round, each with the acts that are theirs.

    Beyond the pairs, who facilitates holds no money (domain.md §2).
    """
    together = {frozenset(pair.acts) for pair in APART if pair.name not in lifted}
    together |= {frozenset(pair) for pair in product(OF_FACILITATOR, OF_CASHIER)}
    acts = sorted({act for pair in APART for act in pair.acts})
    most = len(acts)
    return next(
        found for count in range(1, most + 1) if (found := _shared_out(acts, count, together))
    )


def _shared_out(acts: list[str], count: int, apart: set[frozenset[str]]) -> list[set[str]] | None:
    """The acts given to so many people, or None if that cannot be."""
    people: list[set[str]] = [set() for _person in range(count)]

    def place(rest: list[str]) -> bool:
        if not rest:
            return True
        for mine in people:
            if not any(frozenset({rest[0], other}) in apart for other in mine):
                mine.add(rest[0])
                if place(rest[1:]):
                    return True
                mine.remove(rest[0])
        return False

    return people if place(acts) else None
