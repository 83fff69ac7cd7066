"""When a file of the bank may be taken back."""

from django.utils.translation import gettext as _

from foundation.rules import RuleBroken
from grants.payment.models import BankFile


def require_unsettled(file: BankFile) -> None:
    """Require a file in force, none of its lines settled, no later one of the same days."""
    if file.withdrawal_or_none:
        raise RuleBroken(_("This file was taken back already."))
    if file.lines.exclude(match=None, note=None, parts=None).exists():
        raise RuleBroken(line_is_settled())
    later = file.account.files.in_force().filter(
        pk__gt=file.pk, first_on__lte=file.last_on, last_on__gte=file.first_on
    )
    if after := later.first():
        text = _("%(file)s has the same days and came later. Take that one back first.")
        raise RuleBroken(text % {"file": after})


def line_is_settled() -> str:
    return _("A line of this file is matched or explained. Undo that first.")
