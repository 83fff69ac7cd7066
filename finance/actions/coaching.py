"""Sign the monthly report of coaching."""

import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Region, User
from finance.models import CoachingReport
from finance.papers.coaching_report import coaching_report_content
from finance.reports.coaching_report import monthly_report
from finance.rules.coaching import require_reportable
from foundation.rules import RuleBroken, refusals_in_words
from papers.actions import issue_paper
from papers.models import Paper


@transaction.atomic
def sign_coaching_report(
    *, office: Region, month: datetime.date, note: str = "", today: datetime.date, by: User
) -> CoachingReport:
    """Freeze what is recorded of the month; what is recorded later changes nothing of it."""
    require_reportable(office, month, today=today, by=by)
    report = monthly_report(by, office, month)
    if not report.rows:
        raise RuleBroken(_("You accompanied no group in this month."))
    with refusals_in_words():
        paper = issue_paper(
            Paper.Kind.COACHING,
            office=office,
            content=coaching_report_content(report, note=note, date=today, by=by),
            date=today,
            by=by,
        )
        return CoachingReport.objects.create(office=office, month=month, paper=paper, by=by)
