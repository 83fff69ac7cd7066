"""Who has reported a month, and who is late."""

import datetime
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db.models import Count, F, QuerySet, Window
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Region, User
from finance.models import CoachingReport
from foundation.formatting import month as month_in_words
from foundation.formatting import short_day
from foundation.lists import ListColumn, act, link, marks
from foundation.months import last_of, month_of, months_after
from foundation.templatetags.constants import address_of
from groups.models import CoachingLimits, Facilitation, Group

MONTHS = 12
PAIR = ("facilitator_id", "group__village__parent__parent_id")  # who reports to which office


@dataclass(frozen=True)
class Reporting:
    """What a facilitator owes of a month for a district."""

    facilitator: User
    office: Region
    month: datetime.date
    groups: int
    due_on: datetime.date
    report: CoachingReport | None

    @property
    def state(self) -> str:
        today = timezone.localdate()
        if self.report:
            return "late" if timezone.localdate(self.report.at) > self.due_on else "reported"
        return "missing" if today > self.due_on else "waiting"

    @property
    def is_open(self) -> bool:
        return self.report is None and months_after(self.month, 1) <= timezone.localdate()


def months_back(today: datetime.date) -> list[datetime.date]:
    """The months that are over, the latest first."""
    return [months_after(month_of(today), -back) for back in range(1, MONTHS + 1)]


def reporting(groups: QuerySet[Group], months: list[datetime.date]) -> list[Reporting]:
    """Each facilitator of these groups on the last day of each month; two queries a month."""
    limits = {row.office_id: row.report_day for row in CoachingLimits.objects.in_force()}
    usual: int = CoachingLimits._meta.get_field("report_day").default
    found: list[Reporting] = []
    for month in months:
        running: Any = Facilitation.objects.begun().running(last_of(month)).filter(group__in=groups)
        counted = running.annotate(groups=Window(Count("pk"), partition_by=[*map(F, PAIR)]))
        pairs = counted.order_by(*PAIR).distinct(*PAIR)
        rows = list(pairs.select_related("facilitator", "group__village__parent__parent"))
        offices = {row.group.village.parent.parent for row in rows}
        reports = CoachingReport.objects.of_month(month).filter(office__in=offices)
        known = {(each.by_id, each.office_id): each for each in reports.select_related("paper")}
        for row in rows:
            office = row.group.village.parent.parent
            due = months_after(month, 1).replace(day=limits.get(office.pk, usual))
            report = known.get((row.facilitator_id, office.pk))
            found.append(Reporting(row.facilitator, office, month, row.groups, due, report))
    return sorted(found, key=lambda row: (-row.month.toordinal(), row.facilitator.name))


def mark_of(row: Reporting) -> tuple[str, str]:
    return {
        "reported": ("ok", _("Reported")),
        "late": ("ok", _("Reported late")),
        "waiting": ("wait", _("Not yet")),
        "missing": ("bad", _("Late")),
    }[row.state]


def paper_for(user: User, row: Reporting) -> SafeString | str:
    """The link to the report; where it is missing, to its signing, for the own one."""
    if row.report:
        return link(address_of("papers:paper", row.report.paper_id), row.report.paper.number)
    if row.is_open and row.facilitator == user:
        path = address_of(
            "finance:sign_coaching_report", row.office.pk, row.month.year, row.month.month
        )
        return act(path, _("Check and sign"), month_in_words(row.month))
    return ""


def reporting_columns(user: User) -> list[ListColumn]:
    return [
        ListColumn(
            gettext_lazy("Facilitator"),
            lambda row: row.facilitator.name,
            "facilitator",
            value=lambda row: row.facilitator.name,
            is_head=True,
            width=28,
        ),
        ListColumn(
            gettext_lazy("Month"),
            lambda row: month_in_words(row.month),
            "month",
            value=lambda row: row.month,
        ),
        ListColumn(
            gettext_lazy("Groups"),
            lambda row: row.groups,
            "groups",
            value=lambda row: row.groups,
            is_figure=True,
        ),
        ListColumn(
            gettext_lazy("Due on"), lambda row: short_day(row.due_on), value=lambda row: row.due_on
        ),
        ListColumn(
            gettext_lazy("State"),
            lambda row: marks(mark_of(row)),
            "state",
            value=lambda row: row.state,
        ),
        ListColumn(
            gettext_lazy("Reported on"),
            lambda row: row.report and timezone.localdate(row.report.at),
            "reported",
            value=lambda row: row.report and row.report.at,
        ),
        ListColumn(
            gettext_lazy("Report"),
            partial(paper_for, user),
            in_file=lambda row: row.report.paper.number if row.report else "",
            width=32,
        ),
    ]


def waiting(groups: Any, today: datetime.date) -> list[Reporting]:
    """The reports of last month that are not there, of facilitators in these groups."""
    last = months_after(month_of(today), -1)
    return [row for row in reporting(groups, [last]) if row.report is None]
