"""The whole box is counted."""

from django.contrib import messages
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from finance.actions import money
from finance.forms.money import CountForm
from finance.models import CashCount
from finance.reports.balance_sheet import balance_sheet
from foundation.access import get_permitted
from foundation.formatting import rupiah
from foundation.submissions import submit_once
from groups.models import Group


def count_cash(request, pk):
    group = get_permitted(request, Group, "finance.count_cash", pk=pk)
    form = CountForm(group, request.POST or None)

    def act(**typed):
        count = money.count_cash(group=group, **typed, today=timezone.localdate(), by=request.user)
        messages.success(request, found(count))
        return reverse("finance:cash", args=[group.pk])

    if request.method == "POST" and (done := submit_once(request, form, act)):
        return done
    context = {"group": group, "form": form, "now": balance_sheet(group)}
    status = 422 if form.is_bound else 200
    return render(request, "finance/count_cash.html", context, status=status)


def found(count: CashCount) -> str:
    figures = {"counted": rupiah(count.counted), "amount": rupiah(abs(count.difference))}
    if count.difference > 0:
        return (
            _("%(counted)s counted, %(amount)s over. It is in the books with its reason.") % figures
        )
    if count.difference < 0:
        return (
            _("%(counted)s counted, %(amount)s short. It is in the books with its reason.")
            % figures
        )
    return _("%(counted)s counted. It matches the book.") % figures
