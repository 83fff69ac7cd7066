"""Propose groups in a round, add their documents, withdraw them."""

import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from foundation.rules import RuleBroken, refusals_in_words
from grants.selection.models import Candidacy, Document, Round, Withdrawal
from grants.selection.reports.requirements import group_facts
from grants.selection.rules.requirements import check
from grants.selection.rules.rounds import (
    is_decreed,
    require_here,
    require_in_the_round,
    require_proposable,
)
from groups.models import Group
from groups.photos import Picture, keep_photo


@transaction.atomic
def propose_group(
    *, selection_round: Round, group: Group, note: str = "", today: datetime.date, by: User
) -> Candidacy:
    """Propose a group in a running round; it may meet missing requirements later."""
    require_proposable(selection_round, group, today, by)
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
    require_here(candidacy)
    photo = keep_photo(group=candidacy.group, picture=picture, by=by)
    return Document.objects.create(candidacy=candidacy, kind=kind, photo=photo, by=by)


@transaction.atomic
def withdraw_candidacy(
    *, candidacy: Candidacy, reason: str, today: datetime.date, by: User
) -> Withdrawal:
    """Withdraw a group before the decree, with a reason; afterwards an addendum does it."""
    require_in_the_round(candidacy)
    with refusals_in_words(grants_withdrawal_before_an_award=is_decreed()):
        return Withdrawal.objects.create(candidacy=candidacy, date=today, reason=reason, by=by)
