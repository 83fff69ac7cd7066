"""When a group's bank account may be checked, and by whom."""

from django.utils.translation import gettext as _

from accounts.duties import require_apart
from accounts.models import User, district_of
from foundation.rules import RuleBroken
from grants.payment.models import BankAccount


def require_to_check(account: BankAccount, by: User) -> None:
    """Require the latest account of the group, unchecked, typed by somebody else."""
    if account.group.bank_accounts.first() != account:
        raise RuleBroken(_("The account was changed after this one. Check the latest one."))
    if account.is_checked:
        raise RuleBroken(_("Somebody checked this account a moment ago. Look at it."))
    office = district_of(account.group.village_id)
    require_apart("check_account", office, by=by, account=account)
