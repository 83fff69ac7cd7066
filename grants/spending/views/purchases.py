"""What a grant was spent on: the plan and the purchases, one purchase, and what befalls it."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from finance.reports.balance_sheet import balance_sheet
from foundation.access import get_permitted
from foundation.formatting import rupiah
from grants.selection.models import Award
from grants.spending.actions import follow_up
from grants.spending.actions import purchases as actions
from grants.spending.forms.purchases import EvidenceForm, LossForm, PurchaseForm, ReasonForm
from grants.spending.models import Loss, Purchase
from grants.spending.reports.deadlines import account
from grants.spending.reports.monitoring import next_visit
from grants.spending.reports.sanctions import next_step
from grants.spending.reports.spending import missing_evidence, purchase_shown
from grants.spending.reports.spending import spending as spending_of
from grants.spending.rules.reports import is_sent
from grants.views.acts import page_of, sent

AWARDS = Award.objects.select_related("group__village__parent", "round__district", "decree__paper")


def spending(request, pk):
    award = get_permitted(request, AWARDS, "grants.view_award", pk=pk)
    stands = account(award)
    visits = award.monitoring_visits.select_related("by")
    context = {
        "award": award,
        "group": award.group,
        "now": spending_of(award),
        "stands": stands,
        "today": timezone.localdate(),
        "reports": award.reports.select_related("paper", "by", "facilitator_check", "review"),
        "visits": visits,
        "next_visit": stands and next_visit(stands.paid_on, {visit.month for visit in visits}),
        "sanctions": award.sanctions.select_related("by", "paper"),
        "money_is_asked_back": award.sanctions.asking_money_back().exists(),
        "step": next_step(award),
        "losses": Loss.objects.standing().filter(purchase__award=award).select_related("purchase"),
    }
    return render(request, "grants/spending.html", context)


def record_purchase(request, pk, number):
    award = get_permitted(request, AWARDS, "grants.record_purchase", pk=pk)
    now = spending_of(award)
    planned = next((row for row in now.lines if row.line.number == number), None)
    if planned is None:
        raise Http404
    form = PurchaseForm(planned.line, award.group, award.round.two_offers_over, *sent(request))

    def act(**typed):
        today = timezone.localdate()
        made = actions.record_purchase(
            award=award, line=planned.line, **typed, today=today, by=request.user
        )
        left = spending_of(award).left
        told = {"amount": rupiah(made.amount), "left": rupiah(left)}
        messages.success(request, _("%(amount)s is in the books. Left: %(left)s.") % told)
        return reverse("grants:spending", args=[award.pk])

    context = {
        "award": award,
        "group": award.group,
        "planned": planned,
        "now": balance_sheet(award.group),
    }
    return page_of(request, form, act, "grants/record_purchase.html", context)


def purchase(request, pk):
    row = get_permitted(request, purchase_shown(), "grants.view_award", pk=pk)
    losses = row.losses.select_related("by", "entry__reversal")
    lost = sum(loss.amount for loss in losses if not loss.is_cancelled)
    context = context_of(row) | {
        "missing": [] if row.is_cancelled else missing_evidence(row),
        "losses": losses,
        "left_to_lose": row.capital_entry_id and row.amount - lost,
        "may_cancel": not lost and not is_sent(row.award),
    }
    return render(request, "grants/purchase.html", context)


def add_evidence(request, pk):
    row = get_permitted(request, purchase_shown(), "grants.record_purchase", pk=pk)
    form = EvidenceForm(missing_evidence(row), *sent(request))

    def act(**typed):
        actions.add_evidence(purchase=row, **typed, by=request.user)
        messages.success(request, _("The photo is kept."))
        return reverse("grants:purchase", args=[row.pk])

    return page_of(request, form, act, "grants/add_evidence.html", context_of(row))


def cancel_purchase(request, pk):
    row = get_permitted(request, purchase_shown(), "grants.record_purchase", pk=pk)
    form = ReasonForm(*sent(request))

    def act(**typed):
        today = timezone.localdate()
        actions.cancel_purchase(purchase=row, **typed, today=today, by=request.user)
        messages.success(request, _("The purchase was taken back. Record anew what is right."))
        return reverse("grants:spending", args=[row.award_id])

    return page_of(request, form, act, "grants/cancel_purchase.html", context_of(row))


def record_loss(request, pk):
    row = get_permitted(request, purchase_shown(), "grants.record_loss", pk=pk)
    form = LossForm(row, *sent(request))

    def act(**typed):
        today = timezone.localdate()
        loss = follow_up.record_loss(purchase=row, **typed, today=today, by=request.user)
        messages.success(
            request, _("%(amount)s left the books as a loss.") % {"amount": rupiah(loss.amount)}
        )
        return reverse("grants:purchase", args=[row.pk])

    return page_of(request, form, act, "grants/record_loss.html", context_of(row))


def cancel_loss(request, pk):
    losses = Loss.objects.select_related("purchase__award__group", "entry__group")
    loss = get_permitted(request, losses, "grants.record_loss", pk=pk)
    form = ReasonForm(*sent(request))

    def act(**typed):
        today = timezone.localdate()
        follow_up.cancel_loss(loss=loss, **typed, today=today, by=request.user)
        messages.success(request, _("The loss was taken back. It is in the books again."))
        return reverse("grants:purchase", args=[loss.purchase_id])

    context = context_of(loss.purchase) | {"loss": loss}
    return page_of(request, form, act, "grants/cancel_loss.html", context)


def context_of(row: Purchase) -> dict:
    return {"purchase": row, "award": row.award, "group": row.award.group}
