"""The head of division proposes a list; the head of office returns it or issues the decree."""

import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.duties import require_apart
from accounts.models import User
from foundation.rules import RuleBroken, refusals_in_words
from grants.selection.models import (
    Award,
    ListedGroup,
    ListProposal,
    ListReturn,
    Lot,
    Round,
)
from grants.selection.reports.lists import could_rise, waiting_proposal
from grants.selection.reports.rankings import ranking_of
from grants.selection.rules.ranking import RankingRow, require_drawn
from grants.selection.rules.rounds import list_waits, require_addendum, require_listable


@transaction.atomic
def propose_list(
    *,
    selection_round: Round,
    note: str = "",
    lots: dict[int, int] | None = None,
    date: datetime.date,
    by: User,
) -> ListProposal:
    """Propose the listed groups, after objections, to the head of office.

    `lots` holds drawn numbers by candidacy, where an upheld objection produced a full tie.
    """
    require_apart("propose_list", by=by, round=selection_round)
    require_listable(selection_round, date)
    _draw_list(selection_round, lots or {})
    ranked = ranking_of(selection_round)
    require_drawn(ranked, {})
    if not ranked.listed:
        raise RuleBroken(_("No group reached the list."))
    return _keep_listed(selection_round, date, note, coming=ranked.listed, by=by)


def _draw_list(selection_round: Round, lots: dict[int, int]) -> None:
    """Save lots, numbered after those drawn before."""
    ranking = selection_round.ranking
    drawn = ranking.lots.count()
    Lot.objects.bulk_create(
        Lot(ranking=ranking, candidacy_id=candidacy, number=drawn + number)
        for candidacy, number in lots.items()
    )


@transaction.atomic
def propose_addendum(
    *,
    selection_round: Round,
    leaving: dict[Award, str],
    note: str = "",
    date: datetime.date,
    by: User,
) -> ListProposal:
    """Propose to revoke awards, each with a reason, and to move reserve groups up."""
    require_addendum(selection_round, date, by)
    if not leaving:
        raise RuleBroken(_("Choose the group that leaves."))
    for award, reason in leaving.items():
        _require_may_leave(award, reason)
    coming = could_rise(selection_round, list(leaving))
    return _keep_listed(selection_round, date, note, coming=coming, leaving=leaving, by=by)


def _require_may_leave(award: Award, reason: str) -> None:
    if not reason.strip():
        raise RuleBroken(_("Write why %(group)s leaves.") % {"group": award.group})
    if not Award.objects.in_force().filter(pk=award.pk).exists():
        raise RuleBroken(_("%(group)s left the decree already.") % {"group": award.group})
    if award.has_payment_in_force:
        text = _("%(group)s is paid. An addendum takes no paid grant back.")
        raise RuleBroken(text % {"group": award.group})


def _keep_listed(
    selection_round: Round,
    date: datetime.date,
    note: str,
    *,
    coming: list[RankingRow],
    leaving: dict[Award, str] | None = None,
    by: User,
) -> ListProposal:
    with refusals_in_words(grants_listproposal_one_at_a_time=list_waits()):
        proposal = ListProposal.objects.create(
            round=selection_round, date=date, note=note.strip(), by=by
        )
    before = Award.objects.filter(round=selection_round).order_by("place").last()
    rows = [
        ListedGroup(
            proposal=proposal,
            candidacy_id=row.candidate.candidacy,
            place=place,
            amount=row.candidate.amount,
        )
        for place, row in enumerate(coming, start=before.place + 1 if before else 1)
    ]
    rows += [
        ListedGroup(
            proposal=proposal,
            candidacy=award.candidacy,
            place=award.place,
            amount=award.amount,
            leaves=True,
            reason=reason.strip(),
        )
        for award, reason in (leaving or {}).items()
    ]
    ListedGroup.objects.bulk_create(rows)
    return proposal


@transaction.atomic
def return_list(*, proposal: ListProposal, reason: str, by: User) -> ListReturn:
    """Return the list to the head of division, with the corrections needed."""
    if not reason.strip():
        raise RuleBroken(_("Write what is to be mended."), field="reason")
    if waiting_proposal(proposal.round) != proposal:
        raise RuleBroken(_("This list is signed or given back already."))
    gone = _("This list is signed or given back already.")
    with refusals_in_words(
        grants_listreturn_before_it_is_signed=gone, grants_listreturn_proposal_id_key=gone
    ):
        return ListReturn.objects.create(proposal=proposal, reason=reason.strip(), by=by)
