"""Disputes of members about entries, and the answers to them."""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from finance.models import Dispute, Entry
from foundation.formatting import respectful
from foundation.rules import RuleBroken, refusals_in_words
from groups.models import Membership


@transaction.atomic
def make_dispute(
    *,
    membership: Membership,
    entry: Entry | None,
    says: str,
    claimed: int | None = None,
    today: datetime.date,
    by: User,
) -> Dispute:
    """Contest an entry of the member's own book (sanggahan); `claimed` is the amount expected.

    Without `entry` the member says that money was handed over and never written.
    """
    if entry is None and not claimed:
        raise RuleBroken(_("Write how much money was not written."), field="claimed")
    if entry and entry.membership_id != membership.pk:
        raise RuleBroken(_("Choose an entry of your own book."), field="entry")
    if membership.until and membership.until <= today:
        raise RuleBroken(_("This book is closed. Tell the facilitator what is wrong."))
    if not says.strip():
        raise RuleBroken(_("Write what is wrong."), field="says")
    with refusals_in_words():
        return Dispute.objects.create(
            group=membership.group,
            membership=membership,
            entry=entry,
            claimed=claimed,
            says=says.strip(),
            made_by=by,
        )


@transaction.atomic
def answer_dispute(*, dispute: Dispute, answer: str, by: User) -> Dispute:
    """Answer a dispute in words; a wrong entry needs a separate correction."""
    dispute = (
        Dispute.objects.select_for_update(of=["self"])
        .select_related("answered_by", "membership__person")
        .get(pk=dispute.pk)
    )
    if dispute.answered_at and dispute.answered_by:
        raise RuleBroken(
            _("%(name)s has answered this already.") % {"name": respectful(dispute.answered_by)}
        )
    if dispute.membership.person.user_id == by.pk:
        raise RuleBroken(_("This is a figure of your own. Somebody else must answer."))
    if not answer.strip():
        raise RuleBroken(_("Write what you found."), field="answer")
    dispute.answer, dispute.answered_by, dispute.answered_at = answer.strip(), by, timezone.now()
    dispute.save(update_fields=["answer", "answered_by", "answered_at"])
    return dispute
