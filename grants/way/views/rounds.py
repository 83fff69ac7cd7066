"""The pages of rounds that show their phases: the list, a round, its ranking."""

import datetime

from django.contrib.auth.decorators import permission_required
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.access import get_permitted
from foundation.exports import table_file
from foundation.filters import TABLE
from foundation.lists import OfficeList, as_keyed
from foundation.pagination import paginate
from foundation.templatetags.constants import address_of
from grants.selection.forms.filters import CandidacyFilter, RoundFilter
from grants.selection.forms.selection import SinceForm
from grants.selection.models import Candidacy, Round
from grants.selection.reports.candidacy_list import ORDER, candidacy_columns, in_order
from grants.selection.reports.outcomes import outcomes_of
from grants.selection.reports.ranking_bar import ranking_bar
from grants.selection.reports.ranking_columns import ranking_columns
from grants.selection.reports.ranking_page import ranking_page, ranking_table
from grants.selection.reports.rounds import (
    candidacies_table,
    candidacy_rows,
    papers_asked,
    rounds_table,
    with_counts,
)
from grants.selection.reports.rules import in_words
from grants.spending.models import grants
from grants.way.reports.rounds import ROUND_ORDER, phases_of, round_columns, rounds_shown

ROUNDS = Round.objects.select_related("district")


@permission_required("grants.view_round", raise_exception=True)
def rounds(request):
    form = RoundFilter(request, of_user(request))
    listed = OfficeList(request, round_columns(timezone.localdate()), ROUND_ORDER)
    if form.wants_table:
        return table_file(_("rounds"), *rounds_table(listed.ordered(with_counts(form.qs))))
    rows = listed.ordered(with_counts(form.qs) if listed.column else form.qs)
    page = paginate(list(rows.values_list("pk", flat=True)), request.GET.get("page"))
    shown = list(page.object_list)
    page.object_list = as_keyed(shown, rounds_shown(shown))
    context = {"form": form.form, "listed": listed, "page": page}
    return render(request, "grants/rounds.html", context, status=form.status)


def selection_round(request, pk):
    get_permitted(request, ROUNDS, "grants.view_round", pk=pk)
    [selection_round] = rounds_shown([pk])
    outcomes, today = outcomes_of(selection_round), timezone.localdate()
    form = CandidacyFilter(request, proposed(request, selection_round), outcomes)
    listed = OfficeList(request, candidacy_columns(candidacy_page(request)), ORDER)
    keys = in_order(form.qs, listed, outcomes)
    if form.wants_table:
        rows = candidacy_rows(keys, today, outcomes, request.user)
        return table_file(selection_round.name, *candidacies_table(rows))
    page = paginate(keys, request.GET.get("page"))
    context = {
        "round": selection_round,
        "phases": phases_of(selection_round, today),
        "rules": in_words(selection_round.rules),
        "papers": papers_asked(selection_round),
        "form": form.form,
        "listed": listed,
        "page": page,
        "rows": candidacy_rows(list(page.object_list), today, outcomes, request.user),
        "today": today,
    }
    return render(request, "grants/round.html", context, status=form.status)


def ranking(request, pk):
    get_permitted(request, ROUNDS, "grants.view_ranking", pk=pk)
    [selection_round] = rounds_shown([pk])
    form = SinceForm(request.GET if "since" in request.GET else None)
    wrong = form.is_bound and not form.is_valid()
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    since = (form.is_bound and not wrong and form.cleaned_data["since"]) or yesterday
    context = ranking_page(selection_round, since=min(since, timezone.localdate()))
    listed = OfficeList(request, ranking_columns(context["columns"]))
    rows = listed.sorted(context["shown"])
    if request.GET.get("table") == TABLE:
        return table_file(_("ranking"), *ranking_table(selection_round, rows))
    context["may_leave"] = grants().unpaid().filter(round=selection_round).exists()
    context |= ranking_bar(request.user, selection_round, context)
    context |= {
        "filter": form,
        "listed": listed,
        "rows": rows,
        "since": since,
        "phases": phases_of(selection_round, timezone.localdate()),
    }
    return render(request, "grants/ranking.html", context, status=400 if wrong else 200)


def candidacy_page(request):
    """What this user may open of a candidacy: its check, else its documents."""
    may_check = request.user.has_perm("grants.view_ranking")
    name = "grants:candidacy" if may_check else "grants:documents"
    return lambda candidacy: address_of(name, candidacy.pk)


def of_user(request):
    return Round.objects.visible_to(request.user, "grants.view_round")


def proposed(request, selection_round: Round):
    """The candidacies of a round visible to this user."""
    return Candidacy.objects.visible_to(request.user).filter(round=selection_round)
