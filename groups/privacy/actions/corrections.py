"""Ask for a person that something is put right, and answer it."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from foundation.rules import refusals_in_words
from groups.models import Membership
from groups.privacy.models import Correction, CorrectionAnswer
from groups.privacy.rules.corrections import require_to_answer
from groups.privacy.rules.people import require_own_people


@transaction.atomic
def ask_correction(
    *, membership: Membership, wrong: str, right: str, shown_by: str = "", by: User
) -> Correction:
    """Write down what a person says is wrong of her, and what is right."""
    require_own_people(membership)
    return Correction.objects.create(
        membership=membership, wrong=wrong.strip(), right=right.strip(), shown_by=shown_by, by=by
    )


@transaction.atomic
def answer_correction(
    *, correction: Correction, changed: bool, what: str, by: User
) -> CorrectionAnswer:
    """Write what was changed, or why nothing is; another person than who asked."""
    require_to_answer(correction, by)
    with refusals_in_words(groups_correctionanswer_by_another=_("Who asked does not answer.")):
        return CorrectionAnswer.objects.create(
            correction=correction, changed=changed, what=what.strip(), by=by
        )
