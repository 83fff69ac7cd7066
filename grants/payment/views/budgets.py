"""A group's budget plan: detail, enter, change, approve, return."""

from functools import partial

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.access import get_permitted
from foundation.acts import Crumb, act_page, posted
from foundation.formatting import rupiah
from grants import crumbs
from grants.payment.actions import budgets as actions
from grants.payment.forms.budgets import ApprovalForm, BudgetChangeForm, BudgetForm, ReturnForm
from grants.payment.models import Budget
from grants.payment.reports.budgets import plan_of
from grants.payment.rules.budgets import (
    grant_of,
    require_changeable,
    require_first_plan,
    require_waiting,
)
from grants.selection.models import Candidacy
from groups.rules.officers import officers_of

OF = Candidacy.objects.select_related("group__village", "round", "award", "withdrawal")
WHOLE = Budget.objects.select_related(
    "candidacy__group", "candidacy__round", "candidacy__award", "approval", "returned", "by"
).prefetch_related("lines")


def budget(request, pk):
    candidacy = get_permitted(request, OF.all(), "grants.view_candidacy", pk=pk)
    plan = plan_of(candidacy)
    chosen_on = plan.in_force.meeting.date if plan.in_force else timezone.localdate()
    signing = {"officers": officers_of(candidacy.group, chosen_on)}
    return render(request, "grants/budget.html", {"candidacy": candidacy, "plan": plan} | signing)


def plan_budget(request, pk):
    candidacy = get_permitted(request, OF.all(), "grants.plan_budget", pk=pk)
    if candidacy.budgets.exists() and request.method == "GET":
        return redirect("grants:change_budget", candidacy.pk)
    grant = {"amount": rupiah(grant_of(candidacy))}
    return _plan_page(
        request,
        candidacy,
        BudgetForm,
        actions.plan_budget,
        guard=partial(require_first_plan, candidacy),
        done=_("The budget plan is saved."),
        title=_("Enter the plan"),
        lead=_("The lines from the grant come to %(amount)s exactly.") % grant,
        button=_("Save the plan"),
    )


def change_budget(request, pk):
    candidacy = get_permitted(request, OF.all(), "grants.plan_budget", pk=pk)
    if not candidacy.budgets.exists() and request.method == "GET":
        return redirect("grants:plan_budget", candidacy.pk)
    grant = {"amount": rupiah(grant_of(candidacy))}
    return _plan_page(
        request,
        candidacy,
        BudgetChangeForm,
        actions.change_budget,
        guard=partial(require_changeable, candidacy),
        done=_("The change is saved. It counts when a verifier approved it."),
        title=_("Change the budget plan"),
        lead=_(
            "Before buying, chosen in a meeting. The lines from the grant stay %(amount)s. It "
            "counts when a verifier approved it."
        )
        % grant,
        button=_("Send the change to the verifier"),
    )


def _plan_page(request, candidacy: Candidacy, form_class, action, **page):
    """Render the form of a first or next plan."""
    today = timezone.localdate()
    before = candidacy.budgets.prefetch_related("lines").first()
    return act_page(
        request,
        form=form_class(candidacy, posted(request), today=today, before=before),
        act=partial(action, candidacy=candidacy, today=today, by=request.user),
        icon="check",
        crumbs=budget_crumbs(request.user, candidacy),
        back=reverse("grants:budget", args=[candidacy.pk]),
        template="grants/enter_plan.html",
        context={"grant": grant_of(candidacy), "candidacy": candidacy, "before": before},
        **page,
    )


def budget_crumbs(user, candidacy: Candidacy) -> list[Crumb]:
    page = reverse("grants:budget", args=[candidacy.pk])
    return [*crumbs.of_group(user, candidacy.group), Crumb(_("Budget plan (RAB)"), page)]


def approve_budget(request, pk):
    row = get_permitted(request, WHOLE.all(), "grants.approve_budget", pk=pk)
    return act_page(
        request,
        form=ApprovalForm(posted(request)),
        guard=partial(require_waiting, row, request.user),
        act=partial(actions.approve_budget, budget=row, by=request.user),
        done=_("The changed plan counts from now on."),
        title=_("Changed budget plan"),
        lead=row.candidacy.group,
        button=_("Approve the change"),
        icon="check",
        crumbs=budget_crumbs(request.user, row.candidacy),
        back=reverse("grants:budget", args=[row.candidacy_id]),
        template="grants/approve_budget.html",
        context={"budget": row, "plan": plan_of(row.candidacy)},
    )


def return_budget(request, pk):
    row = get_permitted(request, WHOLE.all(), "grants.approve_budget", pk=pk)
    return act_page(
        request,
        form=ReturnForm(posted(request)),
        guard=partial(require_waiting, row, request.user),
        act=partial(actions.return_budget, budget=row, by=request.user),
        done=_("The plan went back to the facilitator."),
        then=reverse("grants:budget", args=[row.candidacy_id]),
        title=_("Give it back with a note"),
        lead=row.candidacy.group,
        button=_("Give back with a note"),
        icon="out",
        crumbs=budget_crumbs(request.user, row.candidacy),
        back=reverse("grants:approve_budget", args=[pk]),
    )
