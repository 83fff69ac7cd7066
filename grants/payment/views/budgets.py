"""The budget plan of a group: what it is, entering it, changing it, the verifier's word."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.access import get_permitted
from foundation.submissions import submit_once
from grants.payment.actions import budgets
from grants.payment.forms.budgets import ApprovalForm, BudgetChangeForm, BudgetForm, ReturnForm
from grants.payment.models import Budget
from grants.payment.reports.budgets import plan_of
from grants.payment.rules.budgets import grant_of
from grants.selection.models import Candidacy

OF = Candidacy.objects.select_related("group__village", "round", "award", "withdrawal")
WHOLE = Budget.objects.select_related(
    "candidacy__group", "candidacy__round", "candidacy__award", "approval", "returned", "by"
).prefetch_related("lines")


def budget(request, pk):
    candidacy = get_permitted(request, OF.all(), "grants.view_candidacy", pk=pk)
    plan = plan_of(candidacy)
    return render(request, "grants/budget.html", {"candidacy": candidacy, "plan": plan})


def plan_budget(request, pk):
    candidacy = get_permitted(request, OF.all(), "grants.plan_budget", pk=pk)
    if candidacy.budgets.exists() and request.method == "GET":
        return redirect("grants:change_budget", candidacy.pk)
    return page(request, candidacy, BudgetForm, budgets.plan_budget)


def change_budget(request, pk):
    candidacy = get_permitted(request, OF.all(), "grants.plan_budget", pk=pk)
    if not candidacy.budgets.exists() and request.method == "GET":
        return redirect("grants:plan_budget", candidacy.pk)
    return page(request, candidacy, BudgetChangeForm, budgets.change_budget)


def page(request, candidacy, form_class, action):
    """The form of a plan, the first one or the next."""
    today = timezone.localdate()
    before = candidacy.budgets.prefetch_related("lines").first()
    form = form_class(candidacy, request.POST or None, today=today, before=before)

    def act(**typed):
        kept = action(candidacy=candidacy, **typed, today=today, by=request.user)
        messages.success(
            request,
            _("The change is saved. It counts when a verifier approved it.")
            if kept.is_change
            else _("The budget plan is saved."),
        )
        return reverse("grants:budget", args=[candidacy.pk])

    if request.method == "POST" and (done := submit_once(request, form, act)):
        return done
    context = {"candidacy": candidacy, "form": form, "grant": grant_of(candidacy)}
    template = f"grants/{action.__name__}.html"
    return render(request, template, context, status=422 if form.is_bound else 200)


def approve_budget(request, pk):
    row = get_permitted(request, WHOLE.all(), "grants.approve_budget", pk=pk)
    returns = "return" in request.POST
    approval = ApprovalForm(None if returns else request.POST or None)
    giving_back = ReturnForm(request.POST if returns else None, auto_id="return_%s")
    form = giving_back if returns else approval

    def act(**typed):
        if returns:
            budgets.return_budget(budget=row, **typed, by=request.user)
            messages.success(request, _("The plan went back to the facilitator."))
        else:
            budgets.approve_budget(budget=row, **typed, by=request.user)
            messages.success(request, _("The changed plan counts from now on."))
        return reverse("grants:budget", args=[row.candidacy_id])

    if request.method == "POST" and (done := submit_once(request, form, act)):
        return done
    context = {
        "budget": row,
        "candidacy": row.candidacy,
        "plan": plan_of(row.candidacy),
        "form": form,
        "approval": approval,
        "giving_back": giving_back,
    }
    status = 422 if form.is_bound else 200
    return render(request, "grants/approve_budget.html", context, status=status)
