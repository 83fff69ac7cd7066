"""What a workbook of old groups says, for the page where one decides."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from finance.old_groups import OldFlaw, Workbook
from foundation.fillable import Fillable
from foundation.texts import Text

GROUPS = Fillable.of(Path(__file__).parents[1] / "data" / "groups_template.toml")
SHOWN = 200  # flaws of a page


@dataclass(frozen=True)
class Findings:
    workbook: Workbook

    @property
    def ready(self) -> int:
        return len(self.workbook.groups)

    @property
    def found(self) -> int:
        return self.ready + len(self.workbook.refused)

    @property
    def owned(self) -> int:
        """What the groups that can be taken in have, in rupiah."""
        return sum(group.owns for group in self.workbook.groups)

    @property
    def kinds(self) -> list[tuple[Text, int]]:
        """How often each kind of flaw stands in it, the most frequent first."""
        times = Counter(flaw.what for flaw in self.workbook.flaws)
        return [(what.label, count) for what, count in times.most_common()]

    @property
    def flaws(self) -> list[OldFlaw]:
        """What is wrong, before what is only odd."""
        return sorted(self.workbook.flaws, key=lambda flaw: not flaw.serious)[:SHOWN]
