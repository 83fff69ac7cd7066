"""Guards on spending reports."""

from django.utils.translation import gettext as _

from accounts.duties import require_apart
from accounts.models import User
from foundation.rules import RuleBroken
from grants.selection.models import Award
from grants.spending.models import Report, ReportCheck, Review
from grants.spending.rules.handovers import arrived_transfer


def require_no_report_sent(award: Award) -> None:
    """Raises RuleBroken while a report is with the verifier, and once it is accepted."""
    if is_sent(award):
        raise RuleBroken(_("The report was sent. Nothing changes unless the verifier returns it."))


def is_sent(award: Award) -> bool:
    """Whether a report is with the verifier or accepted."""
    sent = award.reports.filter(facilitator_check__isnull=False)
    return sent.exclude(review__accepted=False).exists()


def require_writable(award: Award, by: User) -> None:
    """Require a grant that was handed over, without a report sent."""
    if arrived_transfer(award) is None or not award.is_handed_over:
        raise RuleBroken(_("Record first that the group signed for its grant (BAST)."))
    require_no_report_sent(award)
    require_apart("write_report", by=by, award=award)


def require_sendable(report: Report) -> None:
    """Require the latest version, signed and not sent, of what the books still say."""
    if report.award.reports.first() != report:
        raise RuleBroken(_("There is a newer version of this report. Look at that one."))
    if ReportCheck.objects.filter(report=report).exists():
        raise RuleBroken(_("This report was sent already."))
    if not report.paper.signed_pages.exists():
        raise RuleBroken(_("Print the report, let the officers sign it, and keep a photo of it."))
    in_force = report.award.purchases.not_cancelled().values_list("pk", flat=True)
    if set(in_force) != set(report.purchases.values_list("pk", flat=True)):
        raise RuleBroken(_("The books have changed since. Write the report anew."))


def require_reviewable(report: Report, by: User) -> None:
    """Require a report that was sent and not reviewed."""
    if not ReportCheck.objects.filter(report=report).exists():
        raise RuleBroken(_("The facilitator has not sent this report yet."))
    if Review.objects.filter(report=report).exists():
        raise RuleBroken(_("This report was reviewed already."))
    award = report.award
    require_apart("review_report", award.round.district_id, by=by, award=award, round=award.round)
