"""When a file of people may be taken over, and when it may be taken back."""

from django.utils.translation import gettext as _

from foundation.rules import RuleBroken
from groups.models import PovertyCheck
from groups.registers.models import Register, RegisterPick

MOST_PEOPLE = 30_000  # of a file: the largest villages have fewer


def require_waiting(register: Register) -> None:
    """Refuse a file that was decided or thrown away."""
    if register.taken_back:
        raise RuleBroken(_("This file was taken back. Send it again."))
    if register.answered:
        raise RuleBroken(_("This file is taken over already."))


def require_untouched(register: Register) -> None:
    """Refuse a file that was taken back, or of which something came."""
    if register.taken_back:
        raise RuleBroken(_("This file was taken back already."))
    if RegisterPick.objects.filter(row__register=register).exists():
        raise RuleBroken(_("Members were taken from this file. Send a newer one instead."))
    if PovertyCheck.objects.filter(register=register).exists():
        raise RuleBroken(_("Families were looked up in this file. Send a newer one instead."))


def is_untouched(register: Register) -> bool:
    try:
        require_untouched(register)
    except RuleBroken:
        return False
    return True


def require_in_force(register: Register) -> None:
    """Refuse a file that is not decided yet, or taken back."""
    if register.taken_back or not register.answered:
        raise RuleBroken(_("This file is not taken over."))
