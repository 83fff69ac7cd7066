"""Give an instrument a new version in the site."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from foundation.rules import RuleBroken, refusals_in_words
from groups.actions.instruments import load_instrument
from groups.assessment.rules.instruments import require_newest
from groups.instruments import Draft
from groups.models import Instrument


@transaction.atomic
def edit_instrument(*, instrument: Instrument, draft: Draft, why: str, by: User) -> Instrument:
    """Add the version that follows; earlier ones stay as they are, with all that used them."""
    require_newest(instrument)
    if (draft.code, draft.version) != (instrument.code, instrument.version + 1):
        raise RuleBroken(_("This is no version of that instrument."))
    if draft.purpose != instrument.purpose:
        raise RuleBroken(_("An instrument keeps what it is used for."))
    with refusals_in_words(
        groups_instrument_once=_("Somebody else added a version a moment ago. Look at that."),
        groups_instrument_whole=_("The weights or levels leave a gap."),
    ):
        made = load_instrument(draft, why=why.strip(), by=by)
    if made is None:
        raise RuleBroken(_("Somebody else added a version a moment ago. Look at that."))
    return made
