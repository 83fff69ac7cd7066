"""Guards on spending reports."""

from django.utils.translation import gettext as _

from foundation.rules import RuleBroken
from grants.selection.models import Award


def require_no_report_sent(award: Award) -> None:
    """Raises RuleBroken while a report is with the verifier, and once it is accepted."""
    if is_sent(award):
        raise RuleBroken(_("The report was sent. Nothing changes unless the verifier returns it."))


def is_sent(award: Award) -> bool:
    """Whether a report is with the verifier or accepted."""
    sent = award.reports.filter(facilitator_check__isnull=False)
    return sent.exclude(review__accepted=False).exists()
