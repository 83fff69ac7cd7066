"""When an account of the office may be confirmed."""

from django.utils.translation import gettext as _

from accounts.models import User
from foundation.rules import RuleBroken
from grants.payment.models import OfficeAccount


def require_confirmable(account: OfficeAccount, by: User) -> None:
    """Require an account on the list that another person typed and nobody confirmed."""
    require_listed(account)
    if account.is_confirmed:
        raise RuleBroken(_("This account is confirmed already."))
    if account.by_id == by.pk:
        raise RuleBroken(_("Who typed the account may not confirm it. Ask another cashier."))


def require_changeable(account: OfficeAccount) -> None:
    """Require an account on the list that no statement rests on."""
    require_listed(account)
    if account.files.in_force().exists():
        raise RuleBroken(_("A statement of this account is here. Take the file back first."))


def require_listed(account: OfficeAccount) -> None:
    if account.removed:
        raise RuleBroken(_("This account was removed already."))
