"""A proposed group before the verifier: its papers, rules, visits and scores."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.access import get_permitted
from grants.selection.actions import verification as actions
from grants.selection.forms.verification import (
    DeclarationForm,
    RequirementForm,
    ScoreForm,
    VisitForm,
)
from grants.selection.models import Candidacy
from grants.selection.reports.candidacies import candidacy_page
from grants.selection.reports.facts import facts_of
from grants.selection.reports.requirements import requirements_of
from grants.views.acts import page_of, sent

SHOWN = Candidacy.objects.select_related(
    "round__instrument", "round__district", "group__village__parent", "by", "withdrawal"
)


def candidacy(request, pk):
    it = get_permitted(request, SHOWN, "grants.view_candidacy", pk=pk)
    context = candidacy_page(it, timezone.localdate(), request.user)
    context["sees_scores"] = request.user.has_perm("grants.view_ranking", it.round.district)
    context["may_check"] = request.user.has_perm("grants.check_candidacy", it.group)
    return render(request, "grants/candidacy.html", context)


def declare(request, pk):
    it = get_permitted(request, SHOWN, "grants.check_candidacy", pk=pk)
    form = DeclarationForm(request.POST or None)

    def act(**typed):
        declared = actions.declare(candidacy=it, by=request.user, **typed)
        if declared.related:
            messages.success(request, _("You stepped back. Another verifier looks at the group."))
        else:
            messages.success(request, _("Declared. You may visit and score the group."))
        return reverse("grants:candidacy", args=[it.pk])

    return page_of(request, form, act, "grants/declare.html", {"candidacy": it})


def record_visit(request, pk):
    it = get_permitted(request, SHOWN, "grants.check_candidacy", pk=pk)
    form = VisitForm(*sent(request))

    def act(**typed):
        today = timezone.localdate()
        visit = actions.record_visit(candidacy=it, today=today, by=request.user, **typed)
        messages.success(request, _("The visit is kept. Print its minutes, let the chair sign."))
        return reverse("papers:paper", args=[visit.paper_id])

    return page_of(request, form, act, "grants/record_visit.html", {"candidacy": it})


def check_requirement(request, pk, rule):
    it = get_permitted(request, SHOWN, "grants.check_candidacy", pk=pk)
    asked = {each.rule: each for each in requirements_of(it, timezone.localdate())}
    if rule not in asked:
        raise Http404
    form = RequirementForm(request.POST or None)

    def act(**typed):
        actions.check_requirement(candidacy=it, rule=rule, by=request.user, **typed)
        messages.success(request, _("Saved."))
        return reverse("grants:candidacy", args=[it.pk])

    more = {"candidacy": it, "requirement": asked[rule]}
    return page_of(request, form, act, "grants/check_requirement.html", more)


def score_candidacy(request, pk):
    it = get_permitted(request, SHOWN, "grants.check_candidacy", pk=pk)
    form = ScoreForm(it, facts_of(it, timezone.localdate()), request.POST or None)

    def act(**typed):
        actions.score_candidacy(candidacy=it, by=request.user, **typed)
        messages.success(request, _("The scores are signed."))
        return reverse("grants:candidacy", args=[it.pk])

    return page_of(request, form, act, "grants/score_candidacy.html", {"candidacy": it})
