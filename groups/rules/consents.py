"""Guards of a person who is of another district."""

from django.utils.translation import gettext as _

from foundation.rules import RuleBroken
from groups.models import Consent


def require_unanswered(consent: Consent) -> None:
    if consent.answered:
        raise RuleBroken(_("This is answered already."))
