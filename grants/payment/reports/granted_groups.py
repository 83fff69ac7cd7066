"""Groups with a grant, found by their names in statement lines."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from grants.payment.models import StatementLine
from grants.selection.models import Award

WORD = re.compile(r"[0-9A-Z]+")
WORDS = re.compile(r"(?<![0-9A-Z])(?:STS|KUBE)(?![A-Z])")
OURS = re.compile(r"(?<![0-9A-Z])(?:BLPS(?![A-Z])|STS\W?[0-9]{6})")


class GrantedGroups:
    """The names of the groups with a grant of some districts, and the smallest grant of each."""

    def __init__(self, offices: Iterable[str]):
        self.smallest: dict[str, int] = {}
        self.by_name: dict[str, dict[tuple[str, ...], set[int]]] = defaultdict(dict)
        rows = Award.objects.filter(round__district__in=offices).order_by()
        for office, group, name, amount in rows.values_list(
            "round__district", "group", "group__name", "amount"
        ):
            self.smallest[office] = min(amount, self.smallest.get(office, amount))
            said = tuple(WORD.findall(name.upper()))
            self.by_name[office].setdefault(said, set()).add(group)

    def in_line(self, line: StatementLine) -> set[int]:
        """The groups of the district whose whole name is in the line."""
        names = self.by_name[line.account.office_id]
        lengths = {len(name) for name in names}
        parts = _parts(_said(line), lengths)
        return set().union(*(names[part] for part in parts if part in names))

    def is_large(self, line: StatementLine) -> bool:
        """Whether the line is as much as a grant of the district."""
        smallest = self.smallest.get(line.account.office_id)
        return smallest is not None and abs(line.amount) >= smallest


def _parts(said: str, lengths: Iterable[int]) -> Iterator[tuple[str, ...]]:
    words = WORD.findall(said)
    for length in lengths:
        for at in range(len(words) - length + 1):
            yield tuple(words[at : at + length])


def _said(line: StatementLine) -> str:
    return f"{line.reference} {line.text} {line.counter_name}".upper()


def looks_like_reference(line: StatementLine) -> bool:
    """Whether a word begins like a reference of ours, whole or not."""
    return OURS.search(_said(line)) is not None


def has_our_words(line: StatementLine) -> bool:
    """Whether it speaks of refunds or of groups, as other lines of an office seldom do."""
    return WORDS.search(_said(line)) is not None
