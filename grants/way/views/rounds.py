"""The pages of rounds that show their phases: the list, a round, its ranking."""

import datetime

from django.contrib.auth.decorators import permission_required
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.access import get_permitted
from foundation.exports import table_file
from foundation.pagination import paginate
from grants.selection.forms.filters import CandidacyFilter, RoundFilter
from grants.selection.forms.selection import SinceForm
from grants.selection.models import Candidacy, Round
from grants.selection.reports.outcomes import outcomes_of
from grants.selection.reports.ranking_bar import ranking_bar
from grants.selection.reports.ranking_page import ranking_page, ranking_table
from grants.selection.reports.rankings import ranking_of
from grants.selection.reports.rounds import (
    by_name,
    candidacies_listed,
    candidacies_table,
    candidacy_rows,
    papers_asked,
    rounds_table,
    with_counts,
)
from grants.selection.reports.rules import in_words
from grants.way.reports.rounds import phases_of, rounds_shown

ROUNDS = Round.objects.select_related("district")


@permission_required("grants.view_round", raise_exception=True)
def rounds(request):
    form = RoundFilter(request, of_user(request))
    if form.wants_table:
        return table_file(_("rounds"), *rounds_table(with_counts(form.qs)))
    today = timezone.localdate()
    page = paginate(list(form.qs.values_list("pk", flat=True)), request.GET.get("page"))
    page.object_list = rounds_shown(list(page.object_list))
    context = {
        "form": form.form,
        "page": page,
        "rows": [(each, phases_of(each, today)) for each in page],
        "today": today,
    }
    return render(request, "grants/rounds.html", context, status=form.status)


def selection_round(request, pk):
    get_permitted(request, ROUNDS, "grants.view_round", pk=pk)
    [selection_round] = rounds_shown([pk])
    outcomes, today = outcomes_of(selection_round), timezone.localdate()
    form = CandidacyFilter(request, proposed(request, selection_round), outcomes)
    if form.wants_table:
        return table_file(selection_round.name, *candidacies_table(form.qs, today, outcomes))
    page = paginate(by_name(form.qs), request.GET.get("page"))
    context = {
        "round": selection_round,
        "phases": phases_of(selection_round, today),
        "rules": in_words(selection_round.rules),
        "papers": papers_asked(selection_round),
        "form": form.form,
        "page": page,
        "rows": candidacy_rows(candidacies_listed(list(page.object_list)), today, outcomes),
        "today": today,
    }
    return render(request, "grants/round.html", context, status=form.status)


def ranking(request, pk):
    get_permitted(request, ROUNDS, "grants.view_ranking", pk=pk)
    [selection_round] = rounds_shown([pk])
    if request.GET.get("table") == "xlsx":
        return table_file(
            _("ranking"), *ranking_table(selection_round, ranking_of(selection_round))
        )
    form = SinceForm(request.GET if "since" in request.GET else None)
    wrong = form.is_bound and not form.is_valid()
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    since = (form.is_bound and not wrong and form.cleaned_data["since"]) or yesterday
    context = ranking_page(selection_round, since=min(since, timezone.localdate()))
    context |= ranking_bar(request.user, selection_round, context)
    context |= {
        "filter": form,
        "since": since,
        "phases": phases_of(selection_round, timezone.localdate()),
    }
    return render(request, "grants/ranking.html", context, status=400 if wrong else 200)


def of_user(request):
    return Round.objects.visible_to(request.user, "grants.view_round")


def proposed(request, selection_round: Round):
    """The candidacies of a round visible to this user."""
    return Candidacy.objects.visible_to(request.user).filter(round=selection_round)
