"""Say what the headings of a table of no known kind are; kept for the next such file."""

from collections.abc import Mapping, Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from foundation.rules import RuleBroken
from groups.registers.models.headings import HeadingMap, signature_of


@transaction.atomic
def name_headings(*, headings: Sequence[str], columns: Mapping[str, str], by: User) -> HeadingMap:
    """Keep which heading is what; a name or a NIK must be among them, each heading once."""
    chosen = list(columns.values())
    if not {"name", "nik"} & set(columns):
        raise RuleBroken(_("Say at least where the name or the NIK stands."), field="name")
    if len(chosen) != len(set(chosen)):
        raise RuleBroken(_("Choose each heading once."))
    if not set(chosen) <= set(headings):
        raise RuleBroken(_("The headings have changed. Send the table again."))
    return HeadingMap.objects.create(signature=signature_of(headings), columns=dict(columns), by=by)
