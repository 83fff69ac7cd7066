"""Guards on the days of a programme."""

import datetime

from django.utils.translation import gettext as _

from foundation.formatting import day
from foundation.rules import RuleBroken
from groups.models import Programme


def require_running(programme: Programme, on: datetime.date) -> None:
    """Require that the programme ran on the day a group was formed; name those that did."""
    words = {"programme": programme, "since": day(programme.since), "until": day(programme.until)}
    if on < programme.since:
        said = _("%(programme)s began on %(since)s, after the group was formed.") % words
    elif programme.until and on >= programme.until:
        said = _("%(programme)s ended on %(until)s, before the group was formed.") % words
    else:
        return
    ran = ", ".join(map(str, Programme.objects.running(on)))
    todo = (
        _("On that day there was: %(names)s.") % {"names": ran}
        if ran
        else _("Ask the head of division to add a programme for older groups.")
    )
    raise RuleBroken(f"{said} {todo}", field="programme")
