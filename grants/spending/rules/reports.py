"""Reports that a verifier has or has accepted."""

from django.utils.translation import gettext as _

from foundation.rules import RuleBroken
from grants.selection.models import Award


def require_no_report_sent(award: Award) -> None:
    """What a report says stands still while it is reviewed, and once it is accepted."""
    if is_sent(award):
        raise RuleBroken(_("The report was sent. Nothing changes unless the verifier returns it."))


def is_sent(award: Award) -> bool:
    """The verifier has the report, or accepted it."""
    sent = award.reports.filter(facilitator_check__isnull=False)
    return sent.exclude(review__accepted=False).exists()
