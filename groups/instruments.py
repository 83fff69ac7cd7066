"""Read instruments from files and validate them before they are saved.

The CSV file has a row for each level; the TOML file beside it has names, divisor, ties, categories
and whether an instrument is for old results only (`groups/data/`).
"""

import csv
import re
import tomllib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

from django.utils.translation import gettext as _

from foundation.rules import RuleBroken

WHOLE = 100  # the sum of the weights
SHARES = re.compile(r"(\d+)\s*%?\s*(?:-|–|sampai|s\.?d\.?)\s*(\d+)\s*(?:%|persen)")
COLUMNS = {
    "instrument",
    "version",
    "dimension",
    "dimension_en",
    "aspect",
    "criterion_no",
    "criterion",
    "criterion_en",
    "weight",
    "max_score",
    "score",
    "indicator",
    "indicator_en",
}


@dataclass(frozen=True)
class LevelDraft:
    level: int
    name: str
    name_en: str


@dataclass
class CriterionDraft:
    number: int
    dimension: str
    dimension_en: str
    aspect: str
    name: str
    name_en: str
    weight: int
    top: int
    levels: list[LevelDraft] = field(default_factory=list)


@dataclass(frozen=True)
class CategoryDraft:
    name: str
    least: Decimal
    most: Decimal
    name_en: str = ""


@dataclass
class Draft:
    """An instrument as read from the files, not saved yet."""

    code: str
    version: int
    name: str
    name_en: str = ""
    purpose: str = "selection"
    divisor: int = 1
    for_old_results: bool = False
    ties: list[str] = field(default_factory=list)
    categories: list[CategoryDraft] = field(default_factory=list)
    criteria: list[CriterionDraft] = field(default_factory=list)

    def __str__(self):
        return f"{self.code} {self.version}"


def read_drafts(path: Path, about: Path) -> list[Draft]:
    """Read the instruments of a file; raises RuleBroken with the number of an invalid line."""
    drafts = _read_about(about)
    with path.open(newline="", encoding="utf-8-sig") as file:
        rows = csv.DictReader(file)
        if missing := COLUMNS - set(rows.fieldnames or []):
            raise RuleBroken(
                _("These columns are missing: %(names)s.") % {"names": ", ".join(sorted(missing))}
            )
        for row in rows:
            try:
                _add_row(drafts, row)
            except (TypeError, ValueError) as error:
                raise RuleBroken(
                    _("Line %(line)s cannot be read: a number is missing or wrong.")
                    % {"line": rows.line_num}
                ) from error
    return [draft for draft in drafts.values() if draft.criteria]


def _read_about(about: Path) -> dict[tuple[str, int], Draft]:
    try:
        rows = tomllib.loads(about.read_text(encoding="utf-8"))["instrument"]
        drafts = [
            Draft(**each | {"categories": [_category(**row) for row in each.pop("category", [])]})
            for each in rows
        ]
    except (KeyError, TypeError, tomllib.TOMLDecodeError) as error:
        raise RuleBroken(_("%(file)s cannot be read.") % {"file": about.name}) from error
    return {(draft.code, draft.version): draft for draft in drafts}


def _category(name: str, least, most, name_en: str = "") -> CategoryDraft:
    return CategoryDraft(name, Decimal(str(least)), Decimal(str(most)), name_en)


def _add_row(drafts: dict, row: dict) -> None:
    key = (row["instrument"], int(row["version"]))
    draft = drafts.setdefault(key, Draft(*key, name=row["instrument"]))
    number = int(row["criterion_no"])
    criterion = next((each for each in draft.criteria if each.number == number), None)
    if not criterion:
        criterion = CriterionDraft(
            number,
            row["dimension"],
            row["dimension_en"],
            row["aspect"],
            row["criterion"],
            row["criterion_en"],
            int(row["weight"]),
            int(row["max_score"]),
        )
        draft.criteria.append(criterion)
    criterion.levels.append(LevelDraft(int(row["score"]), row["indicator"], row["indicator_en"]))


def faults_of(draft: Draft) -> list[str]:
    """The reasons why an instrument cannot be used for new assessments, as sentences."""
    return [
        *_of_weights(draft),
        *_of_levels(draft),
        *_of_texts(draft),
        *_of_categories(draft),
    ]


def _of_weights(draft: Draft) -> Iterable[str]:
    total = sum(criterion.weight for criterion in draft.criteria)
    if total != WHOLE:
        yield _("The weights come to %(total)s, not to 100.") % {"total": total}
    if any(criterion.weight < 1 for criterion in draft.criteria):
        yield _("A weight is at least 1.")
    numbers = [criterion.number for criterion in draft.criteria]
    if sorted(numbers) != list(range(1, len(numbers) + 1)):
        yield _("The criteria are not numbered from 1 on without a gap.")


def _of_levels(draft: Draft) -> Iterable[str]:
    tops = {criterion.top for criterion in draft.criteria}
    lows = {min(level.level for level in criterion.levels) for criterion in draft.criteria}
    if len(tops) > 1 or len(lows) > 1:
        yield _("The criteria do not all have the same lowest and highest level.")
    for criterion in draft.criteria:
        levels = [level.level for level in criterion.levels]
        if sorted(levels) != list(range(min(levels), criterion.top + 1)):
            yield _("Criterion %(number)s: the levels do not run to %(top)s without a gap.") % {
                "number": criterion.number,
                "top": criterion.top,
            }
        texts = Counter(each.name.casefold().strip() for each in criterion.levels)
        if any(count > 1 for count in texts.values()):
            yield _("Criterion %(number)s: two levels have one text.") % {
                "number": criterion.number
            }


def _of_texts(draft: Draft) -> Iterable[str]:
    """Of 0 to 10% and 11 to 20% neither holds a growth of 10,5%."""
    for criterion in draft.criteria:
        levels = sorted(criterion.levels, key=lambda level: level.level)
        for (_least, most), (least, _most) in pairwise(_shares(each.name) for each in levels):
            if most is not None and least is not None and least - most == 1:
                yield _("Criterion %(number)s: between %(most)s%% and %(least)s%% is a gap.") % {
                    "number": criterion.number,
                    "most": most,
                    "least": least,
                }


def _shares(text: str) -> tuple[int | None, int | None]:
    """The borders of a range of whole per cents; None for another text."""
    found = SHARES.search(text)
    return (int(found[1]), int(found[2])) if found else (None, None)


def _of_categories(draft: Draft) -> Iterable[str]:
    """Categories, if any, must cover all possible totals without gap or overlap."""
    if not draft.categories or not draft.criteria:
        return
    ranges = sorted(draft.categories, key=lambda each: each.least)
    step = Decimal(1) / draft.divisor
    for lower, upper in pairwise(ranges):
        if upper.least - lower.most != step:
            yield _("Between “%(lower)s” and “%(upper)s” the totals leave a gap or overlap.") % {
                "lower": lower.name,
                "upper": upper.name,
            }
    least = sum(each.weight * min(level.level for level in each.levels) for each in draft.criteria)
    most = sum(each.weight * max(level.level for level in each.levels) for each in draft.criteria)
    if ranges[0].least * draft.divisor > least or ranges[-1].most * draft.divisor < most:
        yield _("Totals run from %(least)s to %(most)s; the categories do not cover them.") % {
            "least": Decimal(least) / draft.divisor,
            "most": Decimal(most) / draft.divisor,
        }
