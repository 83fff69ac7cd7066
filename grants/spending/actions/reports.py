"""The spending report (LPJ): write from the books, check, review."""

import datetime
from collections.abc import Collection

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from finance import ledger
from foundation.formatting import day
from foundation.rules import RuleBroken
from grants.selection.models import Award
from grants.spending.models import Purchase, Report, ReportCheck, ReportedPurchase, Review
from grants.spending.papers.report import report_content
from grants.spending.papers.review import review_content
from grants.spending.reports.paid_grants import paid_grant
from grants.spending.reports.spending import require_evidence, spending
from grants.spending.rules.reports import require_reviewable, require_sendable, require_writable
from papers.actions import issue_paper
from papers.models import Paper


@transaction.atomic
def write_report(
    *,
    award: Award,
    purchases: Collection[Purchase],
    remarks: str = "",
    date: datetime.date,
    by: User,
) -> Report:
    """Write a report from the purchases in the books; no figure is typed again.

    While it is unchecked, or once it was returned, the next version replaces the last.
    """
    ledger.lock(award.group)
    require_writable(award, by)
    now = spending(award)
    _require_all_chosen(now.purchases_in_force, purchases)
    before = award.reports.select_related("paper").first()
    version = before.version + 1 if before else 1
    paper = issue_paper(
        Paper.Kind.REPORT,
        office=award.round.district,
        group=award.group,
        content=report_content(now, remarks=remarks, date=date, version=version),
        date=date,
        supersedes=before.paper if before else None,
        by=by,
    )
    report = Report.objects.create(
        award=award,
        version=version,
        date=date,
        remarks=remarks,
        remainder=now.left,
        paper=paper,
        by=by,
    )
    ReportedPurchase.objects.bulk_create(
        ReportedPurchase(report=report, purchase=purchase) for purchase in now.purchases_in_force
    )
    return report


def _require_all_chosen(required: list[Purchase], chosen: Collection[Purchase]) -> None:
    """Raises RuleBroken unless every purchase in the books was chosen."""
    for purchase in required:
        if purchase not in chosen:
            raise RuleBroken(
                _("%(item)s of %(day)s is in the books. Tick it, or take that purchase back first.")
                % {"item": purchase.item, "day": day(purchase.date)},
                field="purchases",
            )


@transaction.atomic
def check_report(*, report: Report, note: str = "", by: User) -> ReportCheck:
    """Record the facilitator's check of a signed report, which sends it to the verifier."""
    ledger.lock(report.award.group)
    require_sendable(report)
    require_evidence(report.award)
    return ReportCheck.objects.create(report=report, note=note, by=by)


def _mend_until(award: Award, date: datetime.date) -> datetime.date:
    """The day until which a returned report is mended: never before it was due anyway."""
    paid = paid_grant(award)
    assert paid is not None  # a report is written of a paid grant
    due = paid.paid_on + datetime.timedelta(days=award.round.report_days)
    return max(due, date + datetime.timedelta(days=award.round.mend_days))


@transaction.atomic
def review_report(
    *, report: Report, accepted: bool, corrections: str = "", date: datetime.date, by: User
) -> Review:
    """Accept a report, or return it with corrections and a deadline."""
    award = report.award
    ledger.lock(award.group)
    require_reviewable(report, by)
    if accepted and spending(award).missing:
        raise RuleBroken(_("Evidence is missing. Return the report and say which."), field="answer")
    if not accepted and not corrections.strip():
        raise RuleBroken(_("Write what is to be mended."), field="corrections")
    corrections = "" if accepted else corrections.strip()
    mend_until = None if accepted else _mend_until(award, date)
    paper = issue_paper(
        Paper.Kind.REVIEW,
        office=award.round.district,
        group=award.group,
        content=review_content(
            report, corrections=corrections, mend_until=mend_until, date=date, by=by
        ),
        date=date,
        by=by,
    )
    return Review.objects.create(
        report=report,
        accepted=accepted,
        corrections=corrections,
        mend_until=mend_until,
        date=date,
        paper=paper,
        by=by,
    )
