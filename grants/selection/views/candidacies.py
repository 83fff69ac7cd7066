"""Find and propose groups in a round, add documents, withdraw."""

from functools import partial

from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.access import get_permitted
from foundation.acts import act_page, posted
from foundation.bodies import FILES, takes_files
from foundation.exports import table_file
from foundation.formatting import day
from foundation.lists import OfficeList
from foundation.pagination import paginate
from foundation.rules import refusal_of
from grants import crumbs
from grants.selection.actions import candidacies as actions
from grants.selection.forms.candidacies import DocumentForm, ProposalForm, WithdrawalForm
from grants.selection.forms.filters import EligibleFilter
from grants.selection.models import Candidacy, Round
from grants.selection.reports.candidacies import candidacies_shown
from grants.selection.reports.eligible import eligible_columns, rows_of
from grants.selection.reports.hidden import seen_by
from grants.selection.reports.requirements import (
    meeting_all,
    not_proposed,
    requirements_of,
    requirements_of_groups,
    unmet,
)
from grants.selection.reports.rounds import documents_of
from grants.selection.rules.rounds import (
    require_here,
    require_in_the_round,
    require_proposable,
    require_proposer,
)
from groups.models import Group


def eligible(request, pk):
    """List groups not proposed yet that meet every rule; with `all`, the others too."""
    selection_round = get_permitted(request, Round, "grants.view_round", pk=pk)
    today = timezone.localdate()
    mine = Group.objects.visible_to(request.user, "grants.view_candidacy")
    chosen = EligibleFilter(request, not_proposed(selection_round, mine))
    everybody = "all" in request.GET
    groups = list(chosen.qs) if everybody else meeting_all(selection_round, chosen.qs, today)
    takes = not selection_round.is_closed and today <= selection_round.proposals_until
    takes = takes and not refusal_of(partial(require_proposer, selection_round, request.user))
    columns = eligible_columns(
        selection_round,
        lambda group: takes and request.user.has_perm("grants.propose_group", group),
        sees_members=request.user.has_perm("groups.view_membership"),
    )
    listed = OfficeList(request, columns)
    groups = listed.sorted(groups)
    if chosen.wants_table:
        rows = rows_of(selection_round, groups, today)
        return table_file(_("eligible groups"), *listed.table(rows))
    page = paginate(groups, request.GET.get("page"))
    context = {
        "round": selection_round,
        "filter": chosen.form,
        "listed": listed,
        "page": page,
        "rows": rows_of(selection_round, page, today),
        "all": everybody,
    }
    return render(request, "grants/eligible.html", context, status=chosen.status)


def propose_group(request, pk, group_pk):
    selection_round = get_permitted(request, Round, "grants.propose_group", pk=pk)
    group = get_permitted(request, Group, "grants.propose_group", pk=group_pk)
    today = timezone.localdate()
    act = partial(actions.propose_group, selection_round=selection_round, group=group)
    requirements = requirements_of_groups(selection_round, [group], today)[group.pk]
    until = _("proposals until %(day)s") % {"day": day(selection_round.proposals_until)}
    return act_page(
        request,
        form=ProposalForm(posted(request)),
        guard=partial(require_proposable, selection_round, group, today, request.user),
        act=partial(act, today=today, by=request.user),
        done=_("%(group)s is proposed. Add its papers and its budget plan (RAB).")
        % {"group": group},
        then=lambda candidacy: reverse("grants:documents", args=[candidacy.pk]),
        title=_("Propose %(group)s") % {"group": group},
        lead=f"{selection_round.name} · {until}",
        button=_("Propose"),
        crumbs=crumbs.of_round(selection_round),
        back=reverse("grants:eligible", args=[pk]),
        template="grants/propose_group.html",
        context={
            "requirements": requirements,
            "was_aided": any(each.rule == "once_only" for each in unmet(requirements)),
        },
    )


def documents(request, pk):
    of_group = Candidacy.objects.select_related("group")
    get_permitted(request, of_group, "grants.view_candidacy", pk=pk)
    [candidacy] = candidacies_shown(pk)
    found = requirements_of(candidacy, timezone.localdate())
    context = {
        "candidacy": candidacy,
        "documents": documents_of(candidacy),
        "requirements": seen_by(request.user, candidacy, found),
    }
    return render(request, "grants/documents.html", context)


@takes_files(FILES)
def add_document(request, pk):
    candidacy = get_permitted(request, Candidacy, "grants.add_document_photo", pk=pk)
    asked_for = {"kind": request.GET.get("kind")}
    return act_page(
        request,
        form=DocumentForm(posted(request), request.FILES or None, initial=asked_for),
        guard=partial(require_here, candidacy),
        act=partial(actions.add_document, candidacy=candidacy, by=request.user),
        done=_("The paper is kept."),
        title=_("Add a paper"),
        lead=f"{candidacy.group} · {candidacy.round.name}",
        button=_("Keep the paper"),
        crumbs=crumbs.of_round(candidacy.round),
        back=reverse("grants:documents", args=[pk]),
    )


def withdraw_candidacy(request, pk):
    candidacy = get_permitted(request, Candidacy, "grants.withdraw_candidacy", pk=pk)
    words, today = {"group": candidacy.group, "round": candidacy.round.name}, timezone.localdate()
    return act_page(
        request,
        form=WithdrawalForm(posted(request)),
        guard=partial(require_in_the_round, candidacy),
        act=partial(actions.withdraw_candidacy, candidacy=candidacy, today=today, by=request.user),
        done=_("%(group)s has left the round.") % words,
        then=reverse("grants:round", args=[candidacy.round_id]),
        title=_("Take %(group)s out of %(round)s?") % words,
        lead=_("After this the group cannot come back into this round."),
        button=_("Take the group out"),
        crumbs=crumbs.of_round(candidacy.round),
        back=reverse("grants:documents", args=[pk]),
    )
