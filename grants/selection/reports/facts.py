"""Facts from the books for each criterion of `blps_selection`, shown to the verifier.

A fact may suggest a level (limits in domain.md §7); the verifier decides.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, Sum
from django.db.models.functions import TruncMonth
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from finance.models import Book, Entry, Period
from finance.reports.overview import attended
from finance.reports.owed import owed
from foundation.formatting import rupiah
from foundation.months import month_of, months_after
from grants.selection.models import Award, Candidacy, Document
from groups.models import Group, Office, PovertyCheck

Kind = Book.Kind
BUSINESS = [*Book.GOODS, Kind.EXPENSE, Kind.INCOME]
NO_BUSINESS = ["bank", "fine", "interest", "cash_short", "cash_over"]


@dataclass(frozen=True)
class CriterionFact:
    text: str
    level: int | None = None  # the suggested level


@dataclass(frozen=True)
class Case:
    candidacy: Candidacy
    on: datetime.date

    @property
    def group(self) -> Group:
        return self.candidacy.group

    def months_back(self, count: int) -> datetime.date:
        """The first day of the month that many months ago."""
        return months_after(month_of(self.on), -count)


def criterion_facts(candidacy: Candidacy, on: datetime.date) -> dict[int, CriterionFact]:
    """Facts by criterion number; empty for an unknown instrument."""
    if candidacy.round.instrument.code != "blps_selection":
        return {}
    case = Case(candidacy, on)
    return {number: of(case) for number, of in FACTS.items()}


def officers_and_rules(case: Case) -> CriterionFact:
    held = Office.objects.running(case.on).filter(group=case.group).count()
    if held < len(Office.Post):
        return CriterionFact(_("%(count)s of 3 offices are held") % {"count": held}, 0)
    written = case.candidacy.documents.filter(kind=Document.Kind.RULES).exists()
    if written:
        return CriterionFact(_("All offices are held; the rules are in the papers"), 3)
    return CriterionFact(_("All offices are held; no written rules in the papers"))


def dues(case: Case) -> CriterionFact:
    since = case.months_back(11)
    owing = owed(case.group, case.group.memberships.running(case.on), case.on)
    cells = [cell for each in owing.values() for cell in each.months if cell.month >= since]
    due = sum(cell.due for cell in cells)
    paid = sum(min(cell.due, cell.paid) for cell in cells)
    if not paid:
        return CriterionFact(_("No dues in the books of 12 months"), 0)
    share = paid * 100 / due
    text = _("%(paid)s of %(due)s due in 12 months: %(share)s%%")
    figures = {"paid": rupiah(paid), "due": rupiah(due), "share": int(share)}
    return CriterionFact(text % figures, 1 + reached(share, [50, 75, 90]))


def savings(case: Case) -> CriterionFact:
    return growth(case, Kind.SUKARELA, Book.SAVINGS, case.months_back(12), [10, 25, 50])


def assets(case: Case) -> CriterionFact:
    return growth(case, Kind.CASH, Book.ASSETS, case.months_back(24), [10, 20, 40])


def growth(
    case: Case, side: str, kinds: list[Any], since: datetime.date, limits: list[int]
) -> CriterionFact:
    """Growth of the balance of these books since a day, in percent."""
    now = Book.objects.filter(group=case.group, kind__in=kinds).aggregate(n=Sum("balance"))["n"]
    rows = Entry.objects.filter(group=case.group, date__gte=since)
    into, out = ("debit", "credit") if side in Book.DEBIT_SIDE else ("credit", "debit")
    came = rows.filter(**{f"{into}__kind__in": kinds}).aggregate(n=Sum("amount"))["n"] or 0
    went = rows.filter(**{f"{out}__kind__in": kinds}).aggregate(n=Sum("amount"))["n"] or 0
    now = now or 0
    before = now - came + went
    figures = {"before": rupiah(before), "now": rupiah(now)}
    if now <= before:
        return CriterionFact(_("%(before)s then, %(now)s now: no growth") % figures, 0)
    if before <= 0:
        return CriterionFact(_("Nothing then, %(now)s now") % figures, 4)
    percent = (now - before) * 100 / before
    text = _("%(before)s then, %(now)s now: up %(percent)s%%")
    level = 1 + sum(percent > limit for limit in limits)
    return CriterionFact(text % (figures | {"percent": int(percent)}), level)


def active_months(case: Case) -> CriterionFact:
    """The months with an entry of the business: purchase, sale, expense or income."""
    of_business = Q(debit__kind__in=BUSINESS) & ~Q(debit__name__in=NO_BUSINESS)
    of_business |= Q(credit__kind__in=BUSINESS) & ~Q(credit__name__in=NO_BUSINESS)
    rows = Entry.objects.in_force().filter(group=case.group, date__gte=case.months_back(23))
    months = rows.filter(of_business).annotate(month=TruncMonth("date")).order_by()
    count = months.values("month").distinct().count()
    text = ngettext(
        "%(count)s month with business in the books of 24",
        "%(count)s months with business in the books of 24",
        count,
    )
    return CriterionFact(text % {"count": count}, reached(count, [4, 10, 16, 21]))


def plan(case: Case) -> CriterionFact:
    budget = case.candidacy.budgets.first()
    if budget is None:
        return CriterionFact(_("No budget plan yet"), 0)
    own = budget.lines.own().count()
    lines = budget.lines.count()
    text = _("Budget plan of %(lines)s lines, %(own)s of the group's own part")
    return CriterionFact(text % {"lines": lines, "own": own})


def closed_months(case: Case) -> CriterionFact:
    rows = Period.objects.filter(group=case.group, month__gte=case.months_back(12))
    count = rows.filter(month__lt=month_of(case.on)).count()
    text = _("%(count)s of the last 12 months are closed")
    return CriterionFact(text % {"count": count}, reached(count, [3, 6, 9, 11]))


def earlier_aid(case: Case) -> CriterionFact:
    earlier = Award.objects.in_force().filter(group=case.group).exclude(round=case.candidacy.round)
    names = ", ".join(str(award.round) for award in earlier.select_related("round"))
    if not names:
        return CriterionFact(_("No grant before in this register"), 4)
    return CriterionFact(_("Had a grant before: %(names)s. Look at its report.") % {"names": names})


def attendance(case: Case) -> CriterionFact:
    came = attended(case.group)
    if not came.of:
        return CriterionFact(_("No meeting in the books"), 0)
    text = _("%(percent)s%% came to the last %(count)s meetings")
    figures = {"percent": came.percent, "count": len(came.series.rows)}
    return CriterionFact(text % figures, reached(came.came * 100 / came.of, [50, 65, 80, 90]))


def need(case: Case) -> CriterionFact:
    homes = list(case.group.memberships.running(case.on).values_list("household", flat=True))
    rows = PovertyCheck.objects.filter(household__in=homes, checked_on__lte=case.on)
    latest = rows.order_by("household", "-checked_on", "-pk").distinct("household")
    poorest = {row.household_id for row in latest if row.decile and row.decile <= 2}
    count = sum(home in poorest for home in homes)
    text = _("%(count)s of %(members)s members in deciles 1 and 2")
    level = reached(count * 100 / len(homes), [20, 40, 60, 80]) if homes else 0
    return CriterionFact(text % {"count": count, "members": len(homes)}, level)


def reached(value: float, limits: list[int]) -> int:
    """How many of the limits the value reaches."""
    return sum(value >= limit for limit in limits)


FACTS: dict[int, Callable[[Case], CriterionFact]] = {
    1: officers_and_rules,
    2: dues,
    3: savings,
    4: active_months,
    5: assets,
    6: plan,
    7: closed_months,
    8: earlier_aid,
    9: attendance,
    10: need,
}
