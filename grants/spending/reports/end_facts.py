"""What grants say against the end of a group."""

import datetime
from collections.abc import Iterator

from django.utils.translation import gettext as _

from grants.selection.models import Award, Candidacy
from grants.spending.models import grants
from groups.forming.models import EndAsk
from groups.forming.rules.stages import Fact


def facts(ask: EndAsk, today: datetime.date) -> Iterator[Fact]:
    """No grant is open: each is accounted for, nothing is left of it, no round waits."""
    group = ask.group
    done = grants().with_progress().filter(group=group, accepted=True, left__lte=0)
    awards = Award.objects.in_force().filter(group=group).exclude(pk__in=done.values("pk"))
    said = ", ".join(str(award.round) for award in awards.select_related("round"))
    yield Fact(_("Each grant is accounted for"), not said, said or _("None is open"))
    waiting = Candidacy.objects.filter(
        group=group, withdrawal=None, round__decrees=None, round__closing=None
    )
    said = ", ".join(str(row.round) for row in waiting.select_related("round"))
    yield Fact(_("The group is in no round"), not said, said or _("In none"))
