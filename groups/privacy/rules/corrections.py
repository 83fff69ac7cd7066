"""When what a person asks to be put right may be answered."""

from django.utils.translation import gettext as _

from accounts.models import User
from foundation.rules import RuleBroken
from groups.privacy.models import Correction


def require_to_answer(correction: Correction, by: User) -> None:
    if correction.answered:
        raise RuleBroken(_("This is answered already."))
    if correction.by_id == by.pk:
        raise RuleBroken(_("Who asked does not answer."))
