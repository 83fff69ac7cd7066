"""Counting the cash box."""

from functools import partial

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from finance.actions import counts as actions
from finance.crumbs import cash_crumbs
from finance.forms.money import CountForm
from finance.models import CashCount
from finance.reports.balance_sheet import balance_sheet
from foundation.access import get_permitted
from foundation.acts import act_page, posted
from foundation.formatting import rupiah
from groups.models import Group


def count_cash(request, pk):
    group = get_permitted(request, Group, "finance.count_cash", pk=pk)
    today = timezone.localdate()
    return act_page(
        request,
        form=CountForm(group, posted(request)),
        act=partial(actions.count_cash, group=group, today=today, by=request.user),
        done=found,
        title=_("Count the cash"),
        lead=_("Count all the money in the box, then compare it with the book."),
        button=_("Save the count"),
        icon="check",
        crumbs=cash_crumbs(group),
        back=reverse("finance:cash", args=[pk]),
        template="finance/count_cash.html",
        context={"now": balance_sheet(group)},
    )


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
