"""A group's bank account: what it is and was, typing it, checking it."""

from django.contrib import messages
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.access import get_permitted
from foundation.submissions import submit_once
from grants.payment.actions import bank_accounts
from grants.payment.forms.bank_accounts import AccountCheckForm, AccountForm
from grants.payment.models import BankAccount
from groups.models import Group
from groups.rules.officers import officers_of

WHOLE = BankAccount.objects.select_related(
    "group__village", "chair__person", "treasurer__person", "letter", "by", "check_row__by"
)


def bank_account(request, pk):
    group = get_permitted(request, Group, "grants.view_award", pk=pk)
    context = {"group": group, "accounts": WHOLE.filter(group=group)}
    return render(request, "grants/bank_account.html", context)


def enter_account(request, pk):
    group = get_permitted(request, Group, "grants.enter_account", pk=pk)
    form = AccountForm(group, request.POST or None, request.FILES or None)
    today = timezone.localdate()

    def act(**typed):
        bank_accounts.enter_account(group=group, **typed, today=today, by=request.user)
        messages.success(request, _("The account is saved. A verifier checks it."))
        return reverse("grants:bank_account", args=[group.pk])

    if request.method == "POST" and (done := submit_once(request, form, act)):
        return done
    context = {
        "group": group,
        "form": form,
        "before": group.bank_accounts.first(),
        "officers": officers_of(group, today),
    }
    status = 422 if form.is_bound else 200
    return render(request, "grants/enter_account.html", context, status=status)


def check_account(request, pk):
    account = get_permitted(request, WHOLE.all(), "grants.check_account", pk=pk)
    form = AccountCheckForm(request.POST or None)

    def act(**typed):
        checked = bank_accounts.check_account(account=account, **typed, by=request.user)
        messages.success(
            request,
            _("The account is checked. It may be paid into.")
            if checked.right
            else _("The facilitator sees what is wrong and enters the right account."),
        )
        return reverse("grants:bank_account", args=[account.group_id])

    if request.method == "POST" and (done := submit_once(request, form, act)):
        return done
    context = {"account": account, "group": account.group, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "grants/check_account.html", context, status=status)
