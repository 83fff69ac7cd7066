"""After the payment: what goes back, visits, letters and measures."""

from django.contrib import messages
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.access import get_permitted
from foundation.formatting import rupiah
from grants.payment.actions import refunds
from grants.payment.models import Refund
from grants.payment.rules.refunds import next_reference
from grants.spending.actions import follow_up
from grants.spending.forms.purchases import ReasonForm
from grants.spending.forms.reports import MonitoringForm, RefundForm, ReminderForm, SanctionForm
from grants.spending.reports.deadlines import account
from grants.spending.reports.sanctions import next_step
from grants.spending.reports.spending import spending
from grants.spending.views.purchases import AWARDS
from grants.views.acts import page_of, sent


def record_refund(request, pk):
    award = get_permitted(request, AWARDS, "grants.record_refund", pk=pk)
    now = spending(award)
    form = RefundForm(now.left, *sent(request))

    def act(**typed):
        made = refunds.record_refund(
            award=award, **typed, today=timezone.localdate(), by=request.user
        )
        told = {"amount": rupiah(made.amount)}
        messages.success(
            request, _("%(amount)s goes back. It counts once the bank confirms it.") % told
        )
        return reverse("grants:spending", args=[award.pk])

    context = context_of(award) | {"now": now, "reference": next_reference(award)}
    return page_of(request, form, act, "grants/record_refund.html", context)


def cancel_refund(request, pk):
    rows = Refund.objects.select_related("award__group", "award__round")
    refund = get_permitted(request, rows, "grants.record_refund", pk=pk)
    form = ReasonForm(*sent(request))

    def act(**typed):
        refunds.cancel_refund(refund=refund, **typed, by=request.user)
        messages.success(request, _("The refund was taken back. Record anew what is right."))
        return reverse("grants:spending", args=[refund.award_id])

    context = context_of(refund.award) | {"refund": refund}
    return page_of(request, form, act, "grants/cancel_refund.html", context)


def monitor_grant(request, pk):
    award = get_permitted(request, AWARDS, "grants.monitor_grant", pk=pk)
    stands = account(award)
    form = MonitoringForm(award, stands and stands.paid_on, *sent(request))

    def act(**typed):
        follow_up.monitor_grant(award=award, **typed, today=timezone.localdate(), by=request.user)
        messages.success(request, _("The visit is recorded."))
        return reverse("grants:spending", args=[award.pk])

    context = context_of(award) | {"stands": stands}
    return page_of(request, form, act, "grants/monitor_grant.html", context)


def remind_group(request, pk):
    award = get_permitted(request, AWARDS, "grants.remind_group", pk=pk)
    return step_page(request, award, ReminderForm, follow_up.remind_group)


def sanction_group(request, pk):
    award = get_permitted(request, AWARDS, "grants.sanction_group", pk=pk)
    return step_page(request, award, SanctionForm, follow_up.sanction_group)


def step_page(request, award, form_class, action):
    """The page of the next letter or measure; what it will say is shown before."""
    form = form_class(*sent(request))

    def act(**typed):
        made = action(award=award, **typed, date=timezone.localdate(), by=request.user)
        messages.success(
            request, _("%(step)s is made out. Print it.") % {"step": made.get_step_display()}
        )
        return reverse("grants:spending", args=[award.pk])

    context = context_of(award) | {"step": next_step(award), "today": timezone.localdate()}
    return page_of(request, form, act, f"grants/{action.__name__}.html", context)


def context_of(award) -> dict:
    return {"award": award, "group": award.group}
