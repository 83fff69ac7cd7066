"""Load the quotas of a year from a file of districts."""

from collections import Counter

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Region, User
from foundation.rules import RuleBroken
from grants.selection.models import Quota
from grants.selection.quota_file import QuotaLine
from grants.selection.rules.rounds import require_in_its_years
from groups.models import Programme

MOST = 10**12  # rupiah a group: more is a typing error


@transaction.atomic
def load_quotas(
    *, lines: list[QuotaLine], programme: Programme, year: int, amount: int, source: str, by: User
) -> int:
    """Insert all quotas or none, skipping identical ones; returns how many were inserted."""
    if not (1 <= amount <= MOST and 2000 <= year <= 2100):
        raise RuleBroken(_("Check the amount and the year."))
    require_in_its_years(programme, year)
    districts = Region.objects.filter(level=Region.Level.DISTRICT).select_related("parent")
    known = {region.code: region for region in districts}
    of_year = Quota.objects.filter(programme=programme, year=year)
    existing = {quota.district_id: quota for quota in of_year.in_force()}
    withdrawn = Counter(of_year.exclude(withdrawal=None).values_list("district", flat=True))
    written = 0
    for line in _checked(lines, known):
        quota = existing.get(line.code)
        if quota and (quota.places, quota.amount) != (line.places, amount):
            raise RuleBroken(
                _("Line %(line)s: %(district)s has another quota already.")
                % {"line": line.number, "district": line.district}
            )
        if not quota:
            Quota.objects.create(
                programme=programme,
                district=known[line.code],
                year=year,
                places=line.places,
                amount=amount,
                source=source,
                version=withdrawn[line.code] + 1,
                by=by,
            )
            written += 1
    return written


def _checked(lines: list[QuotaLine], known: dict[str, Region]) -> list[QuotaLine]:
    """Raise RuleBroken for an unknown district, a wrong name or a duplicate."""
    seen = set()
    for line in lines:
        region = known.get(line.code)
        if not region:
            raise RuleBroken(
                _("Line %(line)s: no district has the code %(code)s.")
                % {"line": line.number, "code": line.code}
            )
        assert region.parent is not None  # a district is in a province
        if (region.name, region.parent.name) != (line.district, line.province):
            raise RuleBroken(
                _("Line %(line)s: %(code)s is %(known)s, not %(told)s.")
                % {
                    "line": line.number,
                    "code": line.code,
                    "known": f"{region.name}, {region.parent.name}",
                    "told": f"{line.district}, {line.province}",
                }
            )
        if line.code in seen:
            raise RuleBroken(
                _("Line %(line)s: %(district)s stands twice in the file.")
                % {"line": line.number, "district": line.district}
            )
        seen.add(line.code)
    return lines
