"""The bank accounts that wait for a check."""

from django.db.models import Exists, OuterRef, QuerySet

from accounts.duties import barred_from
from accounts.models import User
from grants.payment.models import BankAccount, Transfer
from grants.selection.models import Award
from groups.models import Group


def accounts_to_check(user: User) -> QuerySet[BankAccount]:
    """Accounts of grants not yet paid, the oldest first, which the user may check."""
    groups = Group.objects.visible_to(user, "grants.check_account")
    paid = Transfer.objects.in_force().filter(disbursement__award=OuterRef("pk"))
    awards = Award.objects.in_force().filter(~Exists(paid), group__in=groups).order_by()
    rows = BankAccount.objects.awaiting_check().filter(group__in=awards.values("group"))
    district = "group__village__parent__parent"
    barred = barred_from("check_account", user, office=district, account="pk")
    return rows.exclude(barred).order_by("pk")
