"""Propose a list to the head of office, or return it."""

from functools import partial

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.access import get_permitted
from foundation.acts import act_page, posted
from foundation.formatting import rupiah
from grants import crumbs
from grants.selection.actions import lists as actions
from grants.selection.forms.selection import AddendumForm, ProposalForm, ReturnForm
from grants.selection.models import Award, ListProposal, Round
from grants.selection.reports.lists import could_rise, proposed_by
from grants.selection.reports.ranking_page import Shown, stage_of
from grants.selection.reports.rankings import ranking_of
from grants.selection.rules.rounds import require_addendum, require_listable

ROUNDS = Round.objects.select_related("district", "instrument", "ranking__paper", "publication")


def propose_list(request, pk):
    selection_round = get_permitted(request, ROUNDS, "grants.propose_list", pk=pk)
    ranked = ranking_of(selection_round)
    act = partial(actions.propose_list, selection_round=selection_round)
    sums = {"amount": rupiah(ranked.amount), "budget": rupiah(selection_round.budget)}
    returned = selection_round.list_proposals.exclude(returned=None)
    return act_page(
        request,
        form=ProposalForm(ranked, posted(request)),
        guard=partial(require_listable, selection_round, timezone.localdate()),
        act=partial(act, date=timezone.localdate(), by=request.user),
        done=_("The list went to the head of office."),
        title=_("Is this the list?"),
        lead=_("%(round)s: %(amount)s of %(budget)s") % {"round": selection_round.name, **sums},
        button=_("Propose"),
        icon="share",
        crumbs=crumbs.of_ranking(selection_round),
        back=reverse("grants:ranking", args=[pk]),
        template="grants/propose_list.html",
        context={
            "stage": stage_of(selection_round),
            "listed": [Shown(ranked, row) for row in ranked.listed],
            "reserves": [Shown(ranked, row) for row in ranked.reserves],
            "returned": returned.select_related("returned__by").first(),
        },
    )


def propose_addendum(request, pk):
    selection_round = get_permitted(request, ROUNDS, "grants.propose_list", pk=pk)
    given = Award.objects.in_force().filter(round=selection_round).select_related("group__village")
    awards = list(given.order_by("place"))
    is_ranked = selection_round.has_ranking
    act = partial(actions.propose_addendum, selection_round=selection_round)
    return act_page(
        request,
        form=AddendumForm(awards, posted(request)),
        guard=partial(require_addendum, selection_round, timezone.localdate(), request.user),
        act=partial(act, date=timezone.localdate(), by=request.user),
        done=_("The addendum went to the head of office."),
        title=_("Propose an addendum"),
        lead=selection_round.name,
        button=_("Propose"),
        icon="share",
        crumbs=crumbs.of_ranking(selection_round),
        back=reverse("grants:ranking", args=[pk]),
        template="grants/propose_addendum.html",
        context={
            "reserves": could_rise(selection_round, awards) if is_ranked else [],
            "stage": stage_of(selection_round),
        },
    )


def return_list(request, pk):
    rows = ListProposal.objects.select_related("round__district", "by")
    proposal = get_permitted(request, rows, "grants.issue_decree", pk=pk)
    return act_page(
        request,
        form=ReturnForm(posted(request)),
        act=partial(actions.return_list, proposal=proposal, by=request.user),
        done=_("The list went back to the head of division."),
        title=_("Give the list back"),
        lead=proposed_by(proposal),
        button=_("Return with a note"),
        icon="out",
        crumbs=crumbs.of_ranking(proposal.round),
        back=reverse("grants:ranking", args=[proposal.round_id]),
    )
