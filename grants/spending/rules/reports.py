"""Guards on spending reports."""

from django.utils.translation import gettext as _

from foundation.rules import RuleBroken
from grants.selection.models import Award
from grants.spending.models import Report, ReportCheck, Review


def require_no_report_sent(award: Award) -> None:
    """Raises RuleBroken while a report is with the verifier, and once it is accepted."""
    if is_sent(award):
        raise RuleBroken(_("The report was sent. Nothing changes unless the verifier returns it."))


def is_sent(award: Award) -> bool:
    """Whether a report is with the verifier or accepted."""
    sent = award.reports.filter(facilitator_check__isnull=False)
    return sent.exclude(review__accepted=False).exists()


def require_reviewable(report: Report) -> None:
    """Require a report that was sent and not reviewed."""
    if not ReportCheck.objects.filter(report=report).exists():
        raise RuleBroken(_("The facilitator has not sent this report yet."))
    if Review.objects.filter(report=report).exists():
        raise RuleBroken(_("This report was reviewed already."))
