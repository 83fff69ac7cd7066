"""Objections to the published list, and their answers."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.access import get_permitted
from foundation.exports import table_file
from grants.selection.actions import objections as actions
from grants.selection.forms.objections import ObjectionFilter
from grants.selection.forms.selection import AnswerForm, ObjectionForm
from grants.selection.models import Objection, Round
from grants.selection.reports.objections import objections_table
from grants.views.acts import page_of

ROUNDS = Round.objects.select_related("district", "publication")
SHOWN = Objection.objects.select_related(
    "candidacy__group__village", "by", "answer__by", "answer__criterion", "round__district"
)


def objections(request, pk):
    it = get_permitted(request, ROUNDS, "grants.view_objection", pk=pk)
    form = ObjectionFilter(request)
    rows = form.chosen(SHOWN.filter(round=it))
    if request.GET.get("table") == "xlsx":
        return table_file(_("objections"), *objections_table(rows))
    context = {
        "round": it,
        "filter": form,
        "page": Paginator(rows, 25).get_page(request.GET.get("page")),
        "publication": getattr(it, "publication", None),
        "today": timezone.localdate(),
    }
    return render(request, "grants/objections.html", context, status=form.status)


def record_objection(request, pk):
    it = get_permitted(request, ROUNDS, "grants.record_objection", pk=pk)
    form = ObjectionForm(it, request.POST or None)

    def act(**typed):
        actions.record_objection(today=timezone.localdate(), by=request.user, **typed)
        messages.success(request, _("The objection is written down. Somebody must answer it."))
        return reverse("grants:objections", args=[it.pk])

    context = {"round": it, "publication": getattr(it, "publication", None)}
    return page_of(request, form, act, "grants/record_objection.html", context)


def answer_objection(request, pk):
    objection = get_permitted(request, SHOWN, "grants.answer_objection", pk=pk)
    form = AnswerForm(objection, request.POST or None)

    def act(**typed):
        actions.answer_objection(
            objection=objection, date=timezone.localdate(), by=request.user, **typed
        )
        messages.success(request, _("Answered. The ranking takes it into account."))
        return reverse("grants:objections", args=[objection.round_id])

    context = {"objection": objection, "round": objection.round}
    return page_of(request, form, act, "grants/answer_objection.html", context)
