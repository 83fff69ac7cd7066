"""The list on its way from the head of division to the decree of the head of office."""

from django.contrib import messages
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.access import get_permitted, signed_in_anew
from foundation.rules import RuleBroken
from foundation.submissions import SubmitOnceForm
from grants.selection.actions import lists as actions
from grants.selection.actions.decrees import issue_decree as sign
from grants.selection.forms.selection import AddendumForm, ProposalForm, ReturnForm
from grants.selection.models import Award, ListProposal, Round
from grants.selection.reports.lists import (
    changed_since,
    could_rise,
    proposal_page,
    waiting_proposal,
)
from grants.selection.reports.ranking_page import Shown, stage_of
from grants.selection.reports.standings import standing
from grants.views.acts import page_of

ROUNDS = Round.objects.select_related("district", "instrument", "ranking__paper", "publication")


def propose_list(request, pk):
    it = get_permitted(request, ROUNDS, "grants.propose_list", pk=pk)
    ranked = standing(it)
    form = ProposalForm(ranked, request.POST or None)

    def act(**typed):
        today = timezone.localdate()
        actions.propose_list(selection_round=it, date=today, by=request.user, **typed)
        messages.success(request, _("The list went to the head of office."))
        return reverse("grants:ranking", args=[it.pk])

    context = {
        "round": it,
        "ranked": ranked,
        "listed": [Shown(ranked, row) for row in ranked.listed],
        "reserves": [Shown(ranked, row) for row in ranked.reserves],
        "returned": it.list_proposals.exclude(returned=None).select_related("returned__by").first(),
    } | stage_of(it)
    return page_of(request, form, act, "grants/propose_list.html", context)


def propose_addendum(request, pk):
    it = get_permitted(request, ROUNDS, "grants.propose_list", pk=pk)
    awards = Award.objects.in_force().filter(round=it).select_related("group__village")
    form = AddendumForm(list(awards.order_by("place")), request.POST or None)

    def act(**typed):
        today = timezone.localdate()
        actions.propose_addendum(selection_round=it, date=today, by=request.user, **typed)
        messages.success(request, _("The addendum went to the head of office."))
        return reverse("grants:ranking", args=[it.pk])

    reserves = could_rise(it, list(awards)) if hasattr(it, "ranking") else []
    context = {"round": it, "reserves": reserves} | stage_of(it)
    return page_of(request, form, act, "grants/propose_addendum.html", context)


def return_list(request, pk):
    rows = ListProposal.objects.select_related("round__district", "by")
    proposal = get_permitted(request, rows, "grants.issue_decree", pk=pk)
    form = ReturnForm(request.POST or None)

    def act(reason):
        actions.return_list(proposal=proposal, reason=reason, by=request.user)
        messages.success(request, _("The list went back to the head of division."))
        return reverse("grants:ranking", args=[proposal.round_id])

    context = {"round": proposal.round, "proposal": proposal}
    return page_of(request, form, act, "grants/return_list.html", context)


def issue_decree(request, pk):
    """Who may not sign is told so before anybody is asked to sign in anew."""
    return decree(request, get_permitted(request, ROUNDS, "grants.issue_decree", pk=pk))


@signed_in_anew
def decree(request, it: Round):
    proposal = waiting_proposal(it)
    form = SubmitOnceForm(request.POST or None)

    def act():
        if proposal is None:
            raise RuleBroken(_("No list waits for you."))
        signed = sign(proposal=proposal, date=timezone.localdate(), by=request.user)
        messages.success(request, _("Signed: %(number)s.") % {"number": signed.paper.number})
        return reverse("papers:paper", args=[signed.paper_id])

    context = {"round": it, "proposal": proposal}
    if proposal:
        context |= proposal_page(proposal) | {"is_changed": changed_since(proposal)}
    return page_of(request, form, act, "grants/issue_decree.html", context | stage_of(it))
