"""Take rows of a register out with their whole numbers."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from foundation.rules import RuleBroken
from groups.registers.models import Register, RegisterExport, RegisterPerson
from groups.registers.rules.loading import require_in_force


@transaction.atomic
def export_register(
    *, register: Register, rows: Sequence[RegisterPerson], purpose: str, by: User
) -> Sequence[RegisterPerson]:
    """The rows, after recording who took them and why."""
    require_in_force(register)
    if not purpose.strip():
        raise RuleBroken(_("Write what you need the numbers for."), field="purpose")
    RegisterExport.objects.create(
        register=register, purpose=purpose.strip(), people=len(rows), by=by
    )
    return rows
