"""Quotas and rounds: the lists, a round's page, and opening one."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.db import transaction
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Region
from foundation.access import get_permitted
from foundation.exports import table_file
from foundation.rules import shown_on
from foundation.submissions import submit_once
from grants.selection.actions import rounds as actions
from grants.selection.forms.filters import CandidacyFilter, RoundFilter
from grants.selection.forms.rounds import QuotaForm, RoundForm
from grants.selection.models import Candidacy, Quota, Round
from grants.selection.reports.rounds import (
    candidacies_listed,
    candidacies_table,
    papers_asked,
    rounds_table,
    rows_of,
    steps_of,
    with_places_left,
    with_progress,
)
from grants.selection.reports.rules import in_words
from grants.selection.rules.requirements import rules_of

ROWS = 50


@permission_required("grants.view_round", raise_exception=True)
def rounds(request):
    form = RoundFilter(request.GET, queryset=of_user(request), request=request)
    today = timezone.localdate()
    page = Paginator(with_progress(form.qs), ROWS).get_page(request.GET.get("page"))
    context = {
        "form": form.form,
        "page": page,
        "rows": [(each, steps_of(each, today)) for each in page],
        "today": today,
    }
    return render(request, "grants/rounds.html", context, status=422 if form.errors else 200)


@permission_required("grants.view_round", raise_exception=True)
def download_rounds(request):
    """The rounds of the list, all pages."""
    form = RoundFilter(request.GET, queryset=of_user(request), request=request)
    return table_file(_("rounds"), *rounds_table(with_progress(form.qs)))


def selection_round(request, pk):
    it = get_permitted(request, with_progress(Round.objects.all()), "grants.view_round", pk=pk)
    form = CandidacyFilter(request.GET, queryset=proposed(request, it))
    today = timezone.localdate()
    page = Paginator(candidacies_listed(form.qs), ROWS).get_page(request.GET.get("page"))
    context = {
        "round": it,
        "steps": steps_of(it, today),
        "rules": in_words(it.rules),
        "papers": papers_asked(it),
        "form": form.form,
        "page": page,
        "rows": rows_of(list(page), today),
        "today": today,
    }
    return render(request, "grants/round.html", context, status=422 if form.errors else 200)


def download_round(request, pk):
    """The groups of the list, all pages."""
    it = get_permitted(request, Round, "grants.view_round", pk=pk)
    form = CandidacyFilter(request.GET, queryset=proposed(request, it))
    table = candidacies_table(candidacies_listed(form.qs), timezone.localdate())
    return table_file(it.name, *table)


@permission_required("grants.view_round", raise_exception=True)
def quotas(request):
    rows = Quota.objects.visible_to(request.user, "grants.view_round")
    page = Paginator(with_places_left(rows), ROWS).get_page(request.GET.get("page"))
    return render(request, "grants/quotas.html", {"page": page})


@permission_required("grants.load_quota", raise_exception=True)
def enter_quota(request):
    held = {each.region_id for each in request.user.assignments_for("grants.load_quota")}
    districts = Region.objects.filter(pk__in=held).order_by("name")
    form = QuotaForm(request.POST or None, districts=districts)

    def act(**typed):
        quota = actions.enter_quota(**typed, by=request.user)
        messages.success(request, _("The quota is entered. Open a round on it."))
        return reverse("grants:open_round", args=[quota.pk])

    if request.method == "POST" and (done := submit_once(request, form, act)):
        return done
    status = 422 if form.is_bound else 200
    return render(request, "grants/enter_quota.html", {"form": form}, status=status)


def open_round(request, pk):
    """Filled in, looked over, opened: only the last press fixes it."""
    quota = get_permitted(request, Quota, "grants.open_round", pk=pk)
    form = RoundForm(request.POST or None, quota=quota, left=actions.left_of(quota))
    context = {"quota": quota, "form": form, "rules": in_words(rules_of(quota.programme))}

    def act(**typed):
        it = actions.open_round(quota=quota, **typed, today=timezone.localdate(), by=request.user)
        messages.success(request, _("The round is open. Groups can be proposed."))
        return reverse("grants:round", args=[it.pk])

    sure = "sure" in request.POST
    if request.method == "POST" and sure and (done := submit_once(request, form, act)):
        return done
    if "check" in request.POST and (it := rehearsed(form, quota, request.user)):
        more = {"round": it, "papers": papers_asked(it), "typed": typed_in(request, form)}
        return render(request, "grants/open_round_confirm.html", context | more)
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "grants/open_round.html", context, status=status)


def rehearsed(form: RoundForm, quota: Quota, by) -> Round | None:
    """The round as it would be opened; nothing of it is kept."""
    if not form.is_valid():
        return None
    typed = {name: value for name, value in form.cleaned_data.items() if name != "submission"}
    with shown_on(form), transaction.atomic():
        it = actions.open_round(quota=quota, **typed, today=timezone.localdate(), by=by)
        transaction.set_rollback(True)
        return it
    return None


def typed_in(request, form) -> list[tuple[str, str]]:
    """All that was typed, to be sent once more."""
    sent = [(name, value) for name, values in request.POST.lists() for value in values]
    return [(name, value) for name, value in sent if name in form.fields]


def of_user(request):
    return Round.objects.visible_to(request.user, "grants.view_round")


def proposed(request, selection_round: Round):
    """The candidacies of a round that this user may see."""
    return Candidacy.objects.visible_to(request.user).filter(round=selection_round)
