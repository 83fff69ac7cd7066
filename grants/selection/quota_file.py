"""The file of districts with their quotas."""

import csv
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from foundation.rules import RuleBroken

COLUMNS = {"province", "district", "quota", "region_code"}


@dataclass(frozen=True)
class QuotaLine:
    number: int
    code: str
    province: str
    district: str
    places: int


def read_quotas(path: Path) -> list[QuotaLine]:
    """The lines of a file; raises RuleBroken naming the first unreadable one."""
    with path.open(newline="", encoding="utf-8-sig") as file:
        rows = csv.DictReader(file)
        if missing := COLUMNS - set(rows.fieldnames or []):
            raise RuleBroken(
                _("These columns are missing: %(names)s.") % {"names": ", ".join(sorted(missing))}
            )
        return [_line(rows.line_num, row) for row in rows]


def _line(number: int, row: dict) -> QuotaLine:
    """Read codes as text: as a number, 33.10 would be 33.1."""
    quota = (row["quota"] or "").strip()
    if not (quota.isascii() and quota.isdigit() and 0 < int(quota) < 32_768):
        raise RuleBroken(
            _("Line %(line)s: “%(text)s” is no number of groups.") % {"line": number, "text": quota}
        )
    return QuotaLine(
        number,
        row["region_code"].strip(),
        row["province"].strip(),
        row["district"].strip(),
        int(quota),
    )
