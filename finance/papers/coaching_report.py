"""The monthly report of coaching as a paper: its tables, frozen when it is signed."""

import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts.models import User
from finance.reports.coaching_report import GroupMonth, MonthlyReport
from foundation.formatting import day, month, respectful_full, short_day
from papers.content import Table, content, official
from papers.models import Paper
from papers.office import signature_of
from papers.parts import heading, texts
from papers.wording import filled, words_of

KIND = Paper.Kind.COACHING
COUNTS = ("held", "missed", "unrecorded", "visits")


@official
def coaching_report_content(
    report: MonthlyReport, *, note: str, date: datetime.date, by: User
) -> dict[str, Any]:
    words, title = words_of(report.office), _("Monthly report of coaching")
    said = {"bulan": month(report.month)}
    return content(
        title=title,
        about=month(report.month),
        facts=[(_("Groups"), str(len(report.rows))), (_("Visits"), str(report.total("visits")))],
        paragraphs=[*([note.strip()] if note.strip() else []), _not_visited(report)],
        tables=[groups_table(report), *_visits(report), *_problems(report), *_plan(report)],
        signatures=[signature_of(report.office, date, _("Facilitator"), by=by)],
        parts=[
            heading(title.upper(), month(report.month).upper()),
            texts(*filled(words[f"{KIND}_opening"], **said)),
            "facts",
            "tables",
            "paragraphs",
            texts(*filled(words[f"{KIND}_closing"], **said)),
            "signatures",
        ],
        data={"month": report.month.isoformat(), "groups": [row.group.pk for row in report.rows]},
    )


def _not_visited(report: MonthlyReport) -> str:
    if not report.unvisited:
        return _("Every group was visited.")
    return _("Not visited: %(groups)s.") % {"groups": ", ".join(map(str, report.unvisited))}


def columns() -> list[str]:
    return [
        _("Group"),
        pgettext("report", "Met"),
        pgettext("report", "Not met"),
        pgettext("report", "Not recorded"),
        _("Visits"),
        _("Came"),
        _("Dues paid"),
        _("Savings paid in"),
        _("Open problems"),
    ]


def cells(row: GroupMonth) -> list[str | int]:
    counts = [str(getattr(row, name)) for name in COUNTS]
    return [str(row.group), *counts, row.present, row.paid, row.saved, str(row.problems)]


def groups_table(report: MonthlyReport) -> Table:
    total = report.total
    came = f"{total('came')}/{total('of')}" if total("of") else "–"
    counts = [str(total(name)) for name in COUNTS]
    together: list[str | int] = [
        _("Together"),
        *counts,
        came,
        total("paid"),
        total("saved"),
        str(total("problems")),
    ]
    rows = [cells(row) for row in report.rows]
    return Table(columns(), rows, together, heading=_("Groups"))


def _visits(report: MonthlyReport) -> list[Table]:
    rows = [
        [short_day(row.date), str(row.group), row.aim, row.agreed or row.seen]
        for row in report.visits
    ]
    heads = [_("Day"), _("Group"), _("Aim"), _("Agreed or seen")]
    return [Table(heads, rows, heading=_("Visits"))] if rows else []


def _problems(report: MonthlyReport) -> list[Table]:
    rows = [
        [
            str(row.group),
            f"{row.get_kind_display()}: {row.what}",
            short_day(row.raised_on),
            respectful_full(row.carer) if row.carer else row.who or "–",
        ]
        for row in report.problems
    ]
    heads = [_("Group"), _("Problem"), _("Since"), _("Who takes care")]
    return [Table(heads, rows, heading=_("Open problems"))] if rows else []


def _plan(report: MonthlyReport) -> list[Table]:
    rows = [[day(on), str(group), step or _("Meeting")] for group, on, step in report.plan]
    heads = [_("Day"), _("Group"), _("What")]
    return [Table(heads, rows, heading=_("Plan of the next month"))] if rows else []
