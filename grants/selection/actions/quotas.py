"""Quotas of a year, read from a file of districts."""

import csv
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Region, User
from foundation.rules import RuleBroken
from grants.selection.models import Quota
from groups.models import Programme

MOST = 10**12  # rupiah a group: more is a slip
COLUMNS = {"province", "district", "quota", "region_code"}


@dataclass(frozen=True)
class Line:
    number: int
    code: str
    province: str
    district: str
    places: int


def read_quotas(path: Path) -> list[Line]:
    """The lines of a file; RuleBroken names the first that cannot be read."""
    with path.open(newline="", encoding="utf-8-sig") as file:
        rows = csv.DictReader(file)
        if missing := COLUMNS - set(rows.fieldnames or []):
            raise RuleBroken(
                _("These columns are missing: %(names)s.") % {"names": ", ".join(sorted(missing))}
            )
        return [_line(rows.line_num, row) for row in rows]


def _line(number: int, row: dict) -> Line:
    """Codes are text: 33.10 read as a number would be 33.1."""
    quota = (row["quota"] or "").strip()
    if not (quota.isascii() and quota.isdigit() and 0 < int(quota) < 32_768):
        raise RuleBroken(
            _("Line %(line)s: “%(text)s” is no number of groups.") % {"line": number, "text": quota}
        )
    return Line(
        number, row["region_code"].strip(), row["province"].strip(), row["district"].strip(),
        int(quota),
    )  # fmt: skip


@transaction.atomic
def load_quotas(
    *, lines: list[Line], programme: Programme, year: int, amount: int, source: str, by: User
) -> int:
    """Enter them all, or none; those that stand with the same figures stay. How many are new."""
    if not (1 <= amount <= MOST and 2000 <= year <= 2100):
        raise RuleBroken(_("Check the amount and the year."))
    districts = Region.objects.filter(level=Region.Level.DISTRICT).select_related("parent")
    known = {region.code: region for region in districts}
    standing = {
        quota.district_id: quota for quota in Quota.objects.filter(programme=programme, year=year)
    }
    written = 0
    for line in _checked(lines, known):
        quota = standing.get(line.code)
        if quota and (quota.places, quota.amount) != (line.places, amount):
            raise RuleBroken(
                _("Line %(line)s: %(district)s has another quota already.")
                % {"line": line.number, "district": line.district}
            )
        if not quota:
            Quota.objects.create(
                programme=programme, district=known[line.code], year=year, places=line.places,
                amount=amount, source=source, by=by,
            )  # fmt: skip
            written += 1
    return written


def _checked(lines: list[Line], known: dict[str, Region]) -> list[Line]:
    """Each line of a district we know by this code and name, once."""
    seen = set()
    for line in lines:
        region = known.get(line.code)
        if not region:
            raise RuleBroken(
                _("Line %(line)s: no district has the code %(code)s.")
                % {"line": line.number, "code": line.code}
            )
        if (region.name, region.parent.name) != (line.district, line.province):
            raise RuleBroken(
                _("Line %(line)s: %(code)s is %(known)s, not %(told)s.")
                % {
                    "line": line.number, "code": line.code,
                    "known": f"{region.name}, {region.parent.name}",
                    "told": f"{line.district}, {line.province}",
                }
            )  # fmt: skip
        if line.code in seen:
            raise RuleBroken(
                _("Line %(line)s: %(district)s stands twice in the file.")
                % {"line": line.number, "district": line.district}
            )
        seen.add(line.code)
    return lines
