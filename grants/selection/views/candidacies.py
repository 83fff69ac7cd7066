"""Groups for a round: found, proposed, their papers, and leaving it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.access import get_permitted
from foundation.submissions import submit_once
from grants.selection.actions import candidacies as actions
from grants.selection.forms.candidacies import DocumentForm, ProposalForm, WithdrawalForm
from grants.selection.models import Candidacy, Round
from grants.selection.reports.requirements import (
    eligible_groups,
    not_proposed,
    requirements_of,
    requirements_of_groups,
)
from grants.selection.reports.rounds import documents_of
from groups.models import Group

ROWS = 25


def eligible(request, pk):
    """The groups that meet every rule and are not proposed yet; with `all`, the others too."""
    it = get_permitted(request, Round, "grants.view_round", pk=pk)
    today = timezone.localdate()
    mine = Group.objects.visible_to(request.user, "grants.view_candidacy")
    everybody = "all" in request.GET
    groups = not_proposed(it, mine) if everybody else eligible_groups(it, mine, today)
    page = Paginator(groups, ROWS).get_page(request.GET.get("page"))
    found = requirements_of_groups(it, list(page), today)
    context = {
        "round": it,
        "page": page,
        "rows": [(group, [each for each in found[group.pk] if not each.is_met]) for group in page],
        "all": everybody,
        "today": today,
    }
    return render(request, "grants/eligible.html", context)


def propose_group(request, pk, group_pk):
    it = get_permitted(request, Round, "grants.propose_group", pk=pk)
    group = get_permitted(request, Group, "grants.propose_group", pk=group_pk)
    form = ProposalForm(request.POST or None)
    today = timezone.localdate()

    def act(note):
        candidacy = actions.propose_group(
            selection_round=it, group=group, note=note, today=today, by=request.user
        )
        messages.success(request, _("%(group)s is proposed. Add its papers.") % {"group": group})
        return reverse("grants:documents", args=[candidacy.pk])

    if request.method == "POST" and (done := submit_once(request, form, act)):
        return done
    context = {
        "round": it,
        "group": group,
        "form": form,
        "requirements": requirements_of_groups(it, [group], today)[group.pk],
    }
    status = 422 if form.is_bound else 200
    return render(request, "grants/propose_group.html", context, status=status)


def documents(request, pk):
    candidacy = get_permitted(request, Candidacy, "grants.view_candidacy", pk=pk)
    context = {
        "candidacy": candidacy,
        "documents": documents_of(candidacy),
        "requirements": requirements_of(candidacy, timezone.localdate()),
    }
    return render(request, "grants/documents.html", context)


def add_document(request, pk):
    candidacy = get_permitted(request, Candidacy, "grants.add_document_photo", pk=pk)
    form = DocumentForm(
        request.POST or None, request.FILES or None, initial={"kind": request.GET.get("kind")}
    )

    def act(kind, picture):
        actions.add_document(candidacy=candidacy, kind=kind, picture=picture, by=request.user)
        messages.success(request, _("The paper is kept."))
        return reverse("grants:documents", args=[candidacy.pk])

    if request.method == "POST" and (done := submit_once(request, form, act)):
        return done
    context = {"candidacy": candidacy, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "grants/add_document.html", context, status=status)


def withdraw_candidacy(request, pk):
    candidacy = get_permitted(request, Candidacy, "grants.withdraw_candidacy", pk=pk)
    form = WithdrawalForm(request.POST or None)

    def act(reason):
        actions.withdraw_candidacy(
            candidacy=candidacy, reason=reason, today=timezone.localdate(), by=request.user
        )
        messages.success(request, _("%(group)s has left the round.") % {"group": candidacy.group})
        return reverse("grants:round", args=[candidacy.round_id])

    if request.method == "POST" and (done := submit_once(request, form, act)):
        return done
    context = {"candidacy": candidacy, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "grants/withdraw_candidacy.html", context, status=status)
