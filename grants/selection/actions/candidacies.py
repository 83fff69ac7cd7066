"""Propose groups in a round, add their documents, withdraw them."""

import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from foundation.formatting import day
from foundation.rules import RuleBroken, refusals_in_words
from grants.selection.models import Award, Candidacy, Document, Ranking, Round, Withdrawal
from grants.selection.reports.requirements import group_facts
from grants.selection.rules.requirements import check
from grants.selection.rules.rounds import require_running
from groups.models import Group
from groups.photos import Picture, keep_photo


@transaction.atomic
def propose_group(
    *, selection_round: Round, group: Group, note: str = "", today: datetime.date, by: User
) -> Candidacy:
    """Propose a group in a running round; it may meet missing requirements later."""
    if today < selection_round.opened_on:
        raise RuleBroken(
            _("This round opens on %(day)s. Propose the group then.")
            % {"day": day(selection_round.opened_on)}
        )
    if today > selection_round.proposals_until:
        raise RuleBroken(
            _("Groups could be proposed until %(day)s.")
            % {"day": day(selection_round.proposals_until)}
        )
    _require_open(selection_round)
    if not f"{group.village_id}.".startswith(f"{selection_round.district_id}."):
        raise RuleBroken(_("This group is in another district."))
    if selection_round.candidacies.filter(group=group).exists():
        raise RuleBroken(_("This group is proposed already."))
    active = check(
        group_facts([group], selection_round, today)[group.pk], selection_round.rules
    ).get("active")
    if active and not active.met:
        raise RuleBroken(
            _("This group is not active: %(why)s. Record its meetings first.")
            % {"why": active.evidence}
        )
    with refusals_in_words(
        grants_candidacy_in_a_running_round=_(
            "This round is ranked already. No group comes in any more."
        ),
        grants_round_closed=_("This round was closed a moment ago."),
    ):
        return Candidacy.objects.create(
            round=selection_round, group=group, date=today, note=note, by=by
        )


@transaction.atomic
def add_document(*, candidacy: Candidacy, kind: str, picture: Picture, by: User) -> Document:
    """Add a photo or scan of a document; the latest of each kind counts."""
    if candidacy.is_withdrawn:
        raise RuleBroken(_("This group has left the round."))
    photo = keep_photo(group=candidacy.group, picture=picture, by=by)
    return Document.objects.create(candidacy=candidacy, kind=kind, photo=photo, by=by)


@transaction.atomic
def withdraw_candidacy(
    *, candidacy: Candidacy, reason: str, today: datetime.date, by: User
) -> Withdrawal:
    """Withdraw a group before the decree, with a reason; afterwards an addendum does it."""
    if candidacy.is_withdrawn:
        raise RuleBroken(_("This group has left the round already."))
    if Award.objects.in_force().filter(candidacy=candidacy).exists():
        raise RuleBroken(_("The decree names this group. Only an addendum takes it off."))
    with refusals_in_words(
        grants_withdrawal_before_an_award=_(
            "The decree names this group. Only an addendum takes it off."
        )
    ):
        return Withdrawal.objects.create(candidacy=candidacy, date=today, reason=reason, by=by)


def _require_open(selection_round: Round) -> None:
    require_running(selection_round)
    if Ranking.objects.filter(round=selection_round).exists():
        raise RuleBroken(_("This round is ranked already. No group comes in any more."))
