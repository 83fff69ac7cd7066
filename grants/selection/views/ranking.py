"""What-if rankings of a round, closing the scoring, publishing the list."""

import datetime
from functools import partial

from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.access import get_permitted
from foundation.acts import act_page, posted
from foundation.submissions import SubmitOnceForm
from grants import crumbs
from grants.selection.actions import rankings as actions
from grants.selection.forms.selection import ClosingForm, WhatIfForm
from grants.selection.models import Round
from grants.selection.reports.ranking_page import Shown, with_weights
from grants.selection.reports.rankings import ranking_of, running_snapshot
from grants.selection.rules.moves import moves
from grants.selection.rules.ranking import rank
from grants.selection.rules.rounds import require_publishable, require_scoring_over

ROUNDS = Round.objects.select_related(
    "district", "programme", "instrument", "ranking__paper", "publication"
)


def what_if(request, pk):
    """Show a what-if ranking from the query string; writes nothing."""
    selection_round = get_permitted(request, ROUNDS, "grants.close_scoring", pk=pk)
    now = ranking_of(selection_round)
    form = WhatIfForm(now, request.GET or None)
    wrong = form.is_bound and not form.is_valid()
    snapshot = with_weights(now.snapshot, form.weights).changed(
        lambda each: None if each.candidacy in form.without else each
    )
    then = rank(snapshot, closed=selection_round.has_ranking)
    context = {
        "round": selection_round,
        "form": form,
        "shown": [Shown(then, row) for row in then.rows],
        "before": now,
        "moves": moves(now, then),
        "sum": sum(form.weights.values()),
        "left_out": form.without,
        "then": then,
    }
    return render(request, "grants/what_if.html", context, status=400 if wrong else 200)


def close_scoring(request, pk):
    selection_round = get_permitted(request, ROUNDS, "grants.close_scoring", pk=pk)
    ranked = rank(running_snapshot(selection_round), closed=True)
    act = partial(actions.close_scoring, selection_round=selection_round)
    return act_page(
        request,
        form=ClosingForm(ranked, posted(request)),
        guard=partial(require_scoring_over, selection_round, timezone.localdate()),
        act=partial(act, date=timezone.localdate(), by=request.user),
        done=_("The scoring is closed. Publish the list next."),
        title=_("Close the scoring"),
        lead=selection_round.name,
        button=_("Close the scoring"),
        icon="lock",
        crumbs=crumbs.of_ranking(selection_round),
        back=reverse("grants:ranking", args=[pk]),
        template="grants/close_scoring.html",
        context={"shown": [Shown(ranked, row) for row in ranked.rows]},
    )


def publish_list(request, pk):
    selection_round = get_permitted(request, ROUNDS, "grants.publish_list", pk=pk)
    ranked = ranking_of(selection_round)
    of, today = {"selection_round": selection_round}, timezone.localdate()
    return act_page(
        request,
        form=SubmitOnceForm(posted(request)),
        guard=partial(require_publishable, selection_round),
        act=partial(actions.publish_list, **of, date=today, by=request.user),
        done=_("The list is public. Print it for the village boards."),
        then=lambda public: reverse("papers:paper", args=[public.paper_id]),
        title=_("Publish the list"),
        lead=selection_round.name,
        button=_("Publish the list"),
        icon="share",
        crumbs=crumbs.of_ranking(selection_round),
        back=reverse("grants:ranking", args=[pk]),
        template="grants/publish_list.html",
        context={
            "shown": [Shown(ranked, row) for row in ranked.rows],
            "until": today + datetime.timedelta(days=selection_round.objection_days),
        },
    )
