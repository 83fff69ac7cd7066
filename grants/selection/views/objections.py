"""Objections to the published list, and their answers."""

from functools import partial

from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.duties import require_apart
from foundation.access import get_permitted
from foundation.acts import act_page, posted
from foundation.exports import table_file
from foundation.lists import OfficeList
from foundation.pagination import paginate
from foundation.rules import refusal_of
from grants import crumbs
from grants.selection.actions import objections as actions
from grants.selection.forms.objections import ObjectionFilter
from grants.selection.forms.selection import AnswerForm, ObjectionForm
from grants.selection.models import Objection, Round
from grants.selection.reports.objections import ORDER, objection_columns
from grants.selection.rules.objections import require_objections_open

ROUNDS = Round.objects.select_related("district", "publication__paper")
SHOWN = Objection.objects.select_related(
    "candidacy__group__village",
    "by",
    "answer__by",
    "answer__criterion",
    "answer__papers",
    "round__district",
)


def objections(request, pk):
    selection_round = get_permitted(request, ROUNDS, "grants.view_objection", pk=pk)
    chosen = ObjectionFilter(request, SHOWN.filter(round=selection_round))
    may_answer = request.user.has_perm("grants.answer_objection", selection_round.district)
    listed = OfficeList(request, objection_columns(may_answer=may_answer), ORDER)
    rows = listed.ordered(chosen.qs)
    if chosen.wants_table:
        return table_file(_("objections"), *listed.table(rows))
    context = {
        "round": selection_round,
        "filter": chosen.form,
        "listed": listed,
        "page": paginate(rows, request.GET.get("page")),
        "publication": selection_round.publication_or_none,
        "is_open": not refusal_of(partial(require_objections_open, selection_round)),
    }
    return render(request, "grants/objections.html", context, status=chosen.status)


def record_objection(request, pk):
    selection_round = get_permitted(request, ROUNDS, "grants.record_objection", pk=pk)
    today = timezone.localdate()
    return act_page(
        request,
        form=ObjectionForm(selection_round, posted(request)),
        guard=partial(require_objections_open, selection_round),
        act=partial(actions.record_objection, today=today, by=request.user),
        done=_("The objection is written down. Somebody must answer it."),
        title=_("Write down an objection"),
        lead=selection_round.name,
        button=_("Save the objection"),
        icon="pen",
        crumbs=crumbs.of_ranking(selection_round),
        back=reverse("grants:objections", args=[pk]),
        template="grants/record_objection.html",
        context={"publication": selection_round.publication_or_none},
    )


def answer_objection(request, pk):
    objection = get_permitted(request, SHOWN, "grants.answer_objection", pk=pk)
    today = timezone.localdate()
    return act_page(
        request,
        form=AnswerForm(objection, posted(request)),
        guard=partial(
            require_apart, "answer_objection", by=request.user, candidacy=objection.candidacy
        ),
        act=partial(actions.answer_objection, objection=objection, date=today, by=request.user),
        done=_("Answered. The ranking takes it into account."),
        title=_("Answer an objection"),
        lead=objection.round.name,
        button=_("Send the answer"),
        icon="check",
        crumbs=crumbs.of_ranking(objection.round),
        back=reverse("grants:objections", args=[objection.round_id]),
        template="grants/answer_objection.html",
        context={"objection": objection},
    )
