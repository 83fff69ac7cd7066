"""The head of office signs the decree, or an addendum to it."""

import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from foundation.formatting import rupiah
from foundation.rules import RuleBroken, refusals_in_words
from grants.selection.models import Award, Decree, ListProposal, Revocation
from grants.selection.papers.decree import decree_content
from grants.selection.reports.lists import changed_since, waiting_proposal
from grants.selection.rules.objections import require_objections_over
from grants.selection.rules.rounds import require_signer
from papers.actions import issue_paper
from papers.models import Paper


@transaction.atomic
def issue_decree(*, proposal: ListProposal, date: datetime.date, by: User) -> Decree:
    """Issue the decree for a proposed list and create the awards; an addendum also revokes some."""
    selection_round = proposal.round
    require_signer(selection_round, by)
    if waiting_proposal(selection_round) != proposal:
        raise RuleBroken(_("This list is signed or given back already."))
    require_objections_over(selection_round, date)
    if changed_since(proposal):
        raise RuleBroken(_("The ranking changed since this list was proposed. Give it back."))
    _require_within_budget(proposal)
    with refusals_in_words(
        grants_decree_after_the_objections=_("An objection waits for an answer."),
        grants_decree_proposal_id_key=_("This list is signed or given back already."),
        grants_decree_of_a_list_in_force=_("This list is signed or given back already."),
        grants_award_within_budget=_("The awards exceed the quota or the budget of the round."),
        grants_revocation_before_payment=_("A group that leaves is paid already. Give it back."),
    ):
        return _sign(proposal, date, by)


def _sign(proposal: ListProposal, date: datetime.date, by: User) -> Decree:
    selection_round = proposal.round
    before = selection_round.decrees.order_by("sequence").select_related("paper").last()
    listed = list(proposal.listed.select_related("candidacy__group"))
    leaving = [row.candidacy_id for row in listed if row.leaves]
    stay = _awards_in_force(proposal).exclude(candidacy__in=leaving)
    paper = issue_paper(
        Paper.Kind.DECREE,
        office=selection_round.district,
        content=decree_content(
            proposal,
            list(stay),
            date=date,
            by=by,
            amends=before.paper.number if before else "",
        ),
        date=date,
        supersedes=before.paper if before else None,
        by=by,
    )
    decree = Decree.objects.create(
        round=selection_round,
        sequence=before.sequence + 1 if before else 0,
        proposal=proposal,
        date=date,
        paper=paper,
        by=by,
    )
    reasons = {row.candidacy_id: row.reason for row in listed if row.leaves}
    Revocation.objects.bulk_create(
        Revocation(award=award, decree=decree, reason=reasons[award.candidacy_id], by=by)
        for award in _awards_in_force(proposal).filter(candidacy__in=leaving)
    )
    Award.objects.bulk_create(
        Award(
            decree=decree,
            round=selection_round,
            candidacy=row.candidacy,
            group=row.candidacy.group,
            place=row.place,
            amount=row.amount,
            by=by,
        )
        for row in listed
        if not row.leaves
    )
    return decree


def _awards_in_force(proposal: ListProposal) -> QuerySet[Award]:
    rows = Award.objects.in_force().filter(round=proposal.round)
    return rows.select_related("group__village__parent")


def _require_within_budget(proposal: ListProposal) -> None:
    """Raise RuleBroken above quota or budget; the database enforces both too."""
    selection_round = proposal.round
    listed = list(proposal.listed.all())
    leaving = [row.candidacy_id for row in listed if row.leaves]
    coming = [row for row in listed if not row.leaves]
    stay = list(_awards_in_force(proposal).exclude(candidacy__in=leaving))
    left = selection_round.budget - sum(award.amount for award in stay)
    if sum(row.amount for row in coming) > left:
        raise RuleBroken(_("The sum exceeds the budget. Left: %(left)s.") % {"left": rupiah(left)})
    if len(coming) + len(stay) > selection_round.places:
        text = _("More groups than the quota of %(places)s.")
        raise RuleBroken(text % {"places": selection_round.places})
