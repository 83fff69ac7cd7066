"""Orders to pay, the list of payments, and one payment."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.access import get_permitted
from foundation.exports import table_file
from foundation.pagination import page_of
from foundation.submissions import submit_once
from grants.payment.actions import payments
from grants.payment.forms.payments import DisbursementFilter, OrderForm, PaymentForm
from grants.payment.models import Disbursement, PaymentOrder
from grants.payment.reports.payments import (
    State,
    awards_to_pay,
    orderable,
    payments_table,
    rows_of,
    shown,
    sums,
)
from grants.payment.reports.transfer_file import lines_of, transfer_file
from grants.selection.models import Round

ORDERS = PaymentOrder.objects.select_related("round__district", "paper", "by")
WHOLE = Disbursement.objects.select_related(
    "award__group__village", "award__round", "award__decree__paper", "award__agreement__paper",
    "award__revocation", "order",
)  # fmt: skip


@permission_required("grants.view_disbursement", raise_exception=True)
def disbursements(request):
    """What is ready, paid, unmatched; what keeps the rest."""
    every = awards_to_pay(request.user)
    chosen = DisbursementFilter(request.GET or None, every, request=request)
    page = page_of(chosen.qs, shown, request.GET.get("page"))
    rounds = Round.objects.visible_to(request.user, "grants.order_payment")
    context = {
        "form": chosen.form,
        "page": page,
        "rows": rows_of(page.object_list, timezone.localdate()),
        "sums": sums(every),
        "rounds": rounds.filter(awards__in=every.filter(state=State.ORDER)).distinct(),
    }
    status = 200 if chosen.form.is_valid() or not chosen.is_bound else 400
    return render(request, "grants/disbursements.html", context, status=status)


@permission_required("grants.view_disbursement", raise_exception=True)
def download_disbursements(request):
    chosen = DisbursementFilter(request.GET or None, awards_to_pay(request.user), request=request)
    rows = rows_of(shown(chosen.qs), timezone.localdate())
    return table_file(_("Payments of grants"), *payments_table(rows))


def order_payment(request, pk):
    round = get_permitted(
        request, Round.objects.select_related("district"), "grants.order_payment", pk=pk
    )
    today = timezone.localdate()
    rows = orderable(round, today)
    free = [row.award for row in rows if row.state == State.ORDER and not row.obstacle]
    form = OrderForm(free, request.POST or None)

    def act(awards, **typed):
        order = payments.order_payment(
            round=round, awards=list(awards), **typed, today=today, by=request.user
        )
        messages.success(request, _("The order is drawn up. Take the transfer file along."))
        return reverse("grants:payment_order", args=[order.pk])

    if request.method == "POST" and (done := submit_once(request, form, act)):
        return done
    context = {"round": round, "form": form, "rows": rows, "free": free}
    status = 422 if form.is_bound else 200
    return render(request, "grants/order_payment.html", context, status=status)


def payment_order(request, pk):
    order = get_permitted(request, ORDERS.all(), "grants.view_disbursement", pk=pk)
    lines = lines_of(order, timezone.localdate())
    context = {"order": order, "lines": lines, "total": sum(line.amount for line in lines)}
    return render(request, "grants/payment_order.html", context)


def download_transfers(request, pk):
    """What the bank takes in: one line a payment not yet made, with its reference."""
    order = get_permitted(request, ORDERS.all(), "grants.pay_disbursement", pk=pk)
    return transfer_file(order, timezone.localdate())


def pay_disbursement(request, pk):
    row = get_permitted(request, WHOLE.all(), "grants.pay_disbursement", pk=pk)
    today = timezone.localdate()
    form = PaymentForm(request.POST or None, today=today)

    def act(**typed):
        paid = payments.pay_disbursement(disbursement=row, **typed, today=today, by=request.user)
        messages.success(
            request,
            _("The payment is noted, reference %(reference)s. Another cashier matches it.")
            % {"reference": paid.reference},
        )
        return reverse("grants:disbursements")

    if request.method == "POST" and (done := submit_once(request, form, act)):
        return done
    line = next(each for each in lines_of(row.order, today) if each.disbursement == row)
    context = {"line": line, "award": row.award, "disbursement": row, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "grants/pay_disbursement.html", context, status=status)
