"""The head of office signs a list, or an addendum to it."""

from functools import partial

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from foundation.access import get_permitted
from foundation.acts import act_page, posted
from foundation.rules import RuleBroken
from foundation.submissions import SubmitOnceForm
from grants import crumbs
from grants.selection.actions import decrees as actions
from grants.selection.models import ListProposal, Round
from grants.selection.reports.lists import (
    changed_since,
    proposal_page,
    proposed_by,
    waiting_proposal,
)
from grants.selection.reports.ranking_page import stage_of
from grants.selection.rules.rounds import require_signer

ROUNDS = Round.objects.select_related("district", "instrument", "ranking__paper", "publication")


def issue_decree(request, pk):
    selection_round = get_permitted(request, ROUNDS, "grants.issue_decree", pk=pk)
    proposal, stage = waiting_proposal(selection_round), stage_of(selection_round)
    context = {"round": selection_round, "proposal": proposal, "stage": stage}
    if proposal:
        context |= proposal_page(proposal) | {"is_changed": changed_since(proposal)}
    return act_page(
        request,
        form=SubmitOnceForm(posted(request)),
        guard=partial(require_signer, selection_round, request.user),
        act=partial(_sign, proposal, by=request.user),
        done=lambda decree: _("Signed: %(number)s.") % {"number": decree.paper.number},
        then=lambda decree: reverse("papers:paper", args=[decree.paper_id]),
        title=_title(proposal, stage),
        lead=proposed_by(proposal) if proposal else selection_round.name,
        button=pgettext("act", "Decree"),
        icon="lock",
        crumbs=crumbs.of_ranking(selection_round),
        back=reverse("grants:ranking", args=[selection_round.pk]),
        template="grants/issue_decree.html",
        context=context,
    )


def _sign(proposal: ListProposal | None, *, by):
    if proposal is None:
        raise RuleBroken(_("No list waits for you."))
    return actions.issue_decree(proposal=proposal, date=timezone.localdate(), by=by)


def _title(proposal: ListProposal | None, stage) -> str:
    if not proposal:
        return _("Decree")
    return _("Sign this addendum?") if stage["decrees"] else _("Sign this list?")
