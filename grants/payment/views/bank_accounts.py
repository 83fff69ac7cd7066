"""A group's bank account: detail and history, enter, check; and the checks of many."""

from functools import partial

from django.contrib.auth.decorators import permission_required
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from foundation.access import get_permitted
from foundation.acts import act_page, posted
from foundation.batches import say_result
from foundation.bodies import FILES, takes_files
from foundation.pagination import ROWS
from grants import crumbs
from grants.payment.actions import bank_accounts as actions
from grants.payment.forms.bank_accounts import (
    AccountCheckForm,
    AccountChecksForm,
    AccountForm,
)
from grants.payment.models import AccountCheck, BankAccount
from grants.payment.reports.bank_accounts import accounts_to_check
from grants.payment.rules.account_checks import require_to_check
from grants.payment.rules.account_names import has_more
from groups.models import Group
from groups.rules.officers import officers_of

WHOLE = BankAccount.objects.select_related(
    "group__village", "chair__person", "treasurer__person", "letter", "by", "check_row__by"
)


def bank_account(request, pk):
    group = get_permitted(request, Group, "grants.view_award", pk=pk)
    context = {"group": group, "accounts": WHOLE.filter(group=group)}
    return render(request, "grants/bank_account.html", context)


@takes_files(FILES)
def enter_account(request, pk):
    group = get_permitted(request, Group, "grants.enter_account", pk=pk)
    before, today = group.bank_accounts.first(), timezone.localdate()
    return act_page(
        request,
        form=AccountForm(group, posted(request), request.FILES or None),
        act=partial(actions.enter_account, group=group, today=today, by=request.user),
        done=_("The account is saved. A verifier checks it."),
        title=_("Change the account") if before else _("Enter the account"),
        lead=group,
        button=_("Save the account"),
        icon="bank",
        crumbs=crumbs.of_group(request.user, group),
        back=reverse("grants:bank_account", args=[pk]),
        template="grants/enter_account.html",
        context={"before": before, "officers": officers_of(group, today)},
    )


def check_account(request, pk):
    account = get_permitted(request, WHOLE.all(), "grants.check_account", pk=pk)
    return act_page(
        request,
        form=AccountCheckForm(posted(request)),
        guard=partial(require_to_check, account, request.user),
        act=partial(actions.check_account, account=account, by=request.user),
        done=_checked,
        title=_("Check the account"),
        lead=account.group,
        button=_("Save the check"),
        icon="check",
        crumbs=crumbs.of_group(request.user, account.group),
        back=reverse("grants:bank_account", args=[account.group_id]),
        template="grants/check_account.html",
        context={"account": account, "has_more": has_more(account)},
    )


def _checked(check: AccountCheck) -> str:
    if check.right:
        return _("The account is checked. It may be paid into.")
    return _("The facilitator sees what is wrong and enters the right account.")


@permission_required("grants.check_account", raise_exception=True)
def check_accounts(request):
    every = accounts_to_check(request.user)
    seen = "group__village", "chair__person", "treasurer__person", "letter", "by", "check_row"
    rows = every.select_related(*seen)[:ROWS]
    return act_page(
        request,
        form=AccountChecksForm(list(rows), posted(request)),
        act=partial(actions.check_accounts, by=request.user),
        done=partial(say_result, request, words=_many_checked, label=lambda said: said.row.group),
        title=_("Check the accounts of many groups"),
        lead=_("Compare each with the bank's letter. What you leave for later stays here."),
        button=_("Save the checks"),
        icon="check",
        crumbs=crumbs.of_waiting(_("Check the bank account"), "account_check"),
        back=reverse("grants:waiting", args=["account_check"]),
        template="grants/check_accounts.html",
        context={"count": every.count()},
    )


def _many_checked(count: int) -> str:
    words = ngettext("%(count)s account checked.", "%(count)s accounts checked.", count)
    return words % {"count": count}
