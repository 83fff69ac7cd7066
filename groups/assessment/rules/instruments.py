"""When an instrument gets a new version."""

from django.utils.translation import gettext as _

from foundation.rules import RuleBroken
from groups.models import Instrument


def require_newest(instrument: Instrument) -> None:
    """Require the newest version, in use."""
    later = Instrument.objects.filter(code=instrument.code, version__gt=instrument.version)
    if later.exists():
        raise RuleBroken(_("A later version stands already. Change that one."))
    if instrument.for_old_results:
        raise RuleBroken(_("This instrument is for old results only. Choose another."))
