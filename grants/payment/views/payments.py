"""Payment orders and payments."""

from functools import partial

from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from foundation.access import get_permitted
from foundation.acts import Crumb, act_page, posted
from foundation.batches import say_result
from foundation.bodies import FILES, takes_files
from foundation.formatting import day
from grants import crumbs
from grants.payment.actions import payments as actions
from grants.payment.forms.payments import (
    LostForm,
    OrderForm,
    PaymentFileForm,
    PaymentForm,
    Sp2dForm,
)
from grants.payment.models import Disbursement, PaymentOrder, Transfer
from grants.payment.reports.payments import orderable
from grants.payment.reports.transfer_file import order_lines, transfer_file, transfer_table
from grants.payment.rules.payable import (
    require_any_payable,
    require_losable,
    require_payable,
    require_sp2d_open,
)
from grants.payment.rules.sent_payments import LARGEST
from grants.selection.models import Round

ORDERS = PaymentOrder.objects.select_related("round__district", "paper", "by", "treasury")
TRANSFERS = Transfer.objects.select_related(
    "disbursement__award__group", "disbursement__award__round", "lost"
)
WHOLE = Disbursement.objects.select_related(
    "award__group__village",
    "award__round",
    "award__decree__paper",
    "award__agreement__paper",
    "award__revocation",
    "order__treasury",
)


def order_payment(request, pk):
    rounds = Round.objects.select_related("district")
    selection_round = get_permitted(request, rounds, "grants.order_payment", pk=pk)
    today = timezone.localdate()
    rows = orderable(selection_round, today)
    free = [row for row in rows if row.is_free]
    until = {"round": selection_round, "day": day(selection_round.payment_until)}
    return act_page(
        request,
        form=OrderForm([row.award for row in free], posted(request)),
        act=partial(actions.order_payment, round=selection_round, today=today, by=request.user),
        done=_("The order is drawn up. Take the transfer file along."),
        then=lambda order: reverse("grants:payment_order", args=[order.pk]),
        title=_("Order to pay (SPP, SPM, SP2D)"),
        lead=_("%(round)s, to be paid until %(day)s") % until,
        button=_("Draw up the order"),
        icon="file",
        crumbs=crumbs.of_payments(),
        back=reverse("grants:disbursements"),
        template="grants/order_payment.html",
        context={"free": free, "waiting": [row for row in rows if not row.is_free]},
    )


def payment_order(request, pk):
    order = get_permitted(request, ORDERS.all(), "grants.view_disbursement", pk=pk)
    lines = order_lines(order, timezone.localdate())
    context = {
        "order": order,
        "lines": lines,
        "total": sum(line.amount for line in lines),
        "is_paid": any(line.transfers for line in lines),
    }
    return render(request, "grants/payment_order.html", context)


def enter_sp2d(request, pk):
    order = get_permitted(request, ORDERS.all(), "grants.order_payment", pk=pk)
    page = reverse("grants:payment_order", args=[pk])
    today = timezone.localdate()
    return act_page(
        request,
        form=Sp2dForm(order, posted(request)),
        guard=partial(require_sp2d_open, order),
        act=partial(actions.enter_sp2d, order=order, today=today, by=request.user),
        done=_("The SP2D number is kept. The grants may be paid."),
        title=_("SP2D number of the treasury"),
        lead=f"{order.round} · SPM {order.spm}",
        button=_("Keep the number"),
        icon="check",
        crumbs=[*crumbs.of_payments(), Crumb(order, page)],
        back=page,
    )


def download_transfers(request, pk):
    """Download the transfer file: a row for each payment not yet made; with `table` for Excel."""
    order = get_permitted(request, ORDERS.all(), "grants.pay_disbursement", pk=pk)
    make = transfer_table if "table" in request.GET else transfer_file
    return make(order, timezone.localdate())


@takes_files(FILES)
def declare_lost(request, pk):
    transfer = get_permitted(request, TRANSFERS.all(), "grants.match_statement", pk=pk)
    words = {"reference": transfer.reference, "day": day(transfer.date)}
    return act_page(
        request,
        form=LostForm(posted(request), request.FILES or None),
        guard=partial(require_losable, transfer, request.user),
        act=partial(
            actions.declare_lost, transfer=transfer, today=timezone.localdate(), by=request.user
        ),
        done=_("The payment is declared lost. Another payment may be made."),
        then=reverse("grants:waiting_on_bank"),
        title=_("Is the payment to %(group)s lost?") % {"group": transfer.group},
        lead=_("%(reference)s of %(day)s. Only with a letter of the bank that it never left.")
        % words,
        button=_("Declare it lost"),
        icon="alert",
        crumbs=crumbs.of_bank(),
        back=reverse("grants:waiting_on_bank"),
    )


@takes_files(FILES)
def pay_by_file(request, pk):
    order = get_permitted(request, ORDERS.all(), "grants.pay_disbursement", pk=pk)
    page, today = reverse("grants:payment_order", args=[pk]), timezone.localdate()

    def act(file, date):
        content = file.read(LARGEST + 1)
        return actions.pay_by_file(
            order=order, content=content, date=date, today=today, by=request.user
        )

    return act_page(
        request,
        form=PaymentFileForm(posted(request), request.FILES or None, today=today),
        guard=partial(require_any_payable, order, request.user, today),
        act=act,
        done=partial(say_result, request, words=_noted, label=lambda row: row),
        title=_("Note the payments by the bank's file"),
        lead=_("Each account number and amount is compared with the order. What differs is named."),
        button=_("Compare and note"),
        icon="check",
        crumbs=[*crumbs.of_payments(), Crumb(order, page)],
        back=page,
    )


def _noted(count: int) -> str:
    words = ngettext("%(count)s payment noted.", "%(count)s payments noted.", count)
    return words % {"count": count}


def pay_disbursement(request, pk):
    row = get_permitted(request, WHOLE.all(), "grants.pay_disbursement", pk=pk)
    today, order = timezone.localdate(), row.order
    words = _("The payment is noted, reference %(reference)s. Another cashier matches it.")
    page = reverse("grants:payment_order", args=[order.pk])
    return act_page(
        request,
        form=PaymentForm(posted(request), today=today),
        guard=partial(require_payable, row, request.user, today),
        act=partial(actions.pay_disbursement, disbursement=row, today=today, by=request.user),
        done=lambda transfer: words % {"reference": transfer.reference},
        then=reverse("grants:disbursements"),
        title=_("Pay %(group)s") % {"group": row.award.group},
        lead=_("Decree %(number)s") % {"number": row.award.decree.paper.number},
        button=_("Note the transfer"),
        icon="check",
        crumbs=[*crumbs.of_payments(), Crumb(order, page)],
        back=page,
        template="grants/pay_disbursement.html",
        context={
            "disbursement": row,
            "line": next(each for each in order_lines(order, today) if each.disbursement == row),
        },
    )
