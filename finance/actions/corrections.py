"""Correct entries: reverse them with a reason and post the right ones; entries are append-only."""

import datetime
from collections.abc import Sequence
from dataclasses import replace

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from finance import ledger
from finance.ledger import Posting
from finance.models import Entry
from finance.rules.corrections import has_left, require_reversible
from finance.rules.enough import require_enough
from finance.rules.money import require_bookable_day
from foundation.formatting import respectful
from foundation.rules import RuleBroken


@transaction.atomic
def reverse_entry(
    *,
    entry: Entry,
    right: Sequence[Posting] = (),
    reason: str,
    today: datetime.date,
    by: User,
) -> Entry:
    """Reverse an entry and post its replacement, both dated today. Returns the reversal.

    `right` may be empty, or several postings (a deposit of mandatory and voluntary savings). One
    without a membership gets that of the entry. Each refers to the entry by `corrects`.
    """
    ledger.lock(entry.group)
    entry = Entry.objects.select_related("group", "debit", "credit", "membership__person").get(
        pk=entry.pk
    )
    if not reason.strip():
        raise RuleBroken(_("Write what was wrong."), field="reason")
    _require_another_person(entry, by)
    require_reversible(entry)
    _require_valid_postings(entry, right)
    require_bookable_day(entry.group, today, today=today)
    mirrored = Posting(
        entry.credit, entry.debit, entry.amount, entry.membership, reason, reverses=entry
    )
    replacements = [
        replace(posting, membership=posting.membership or entry.membership, corrects=entry)
        for posting in right
    ]
    require_enough([mirrored, *replacements], correction=True)
    reversal, *_rest = ledger.post_many(
        [mirrored, *replacements], group=entry.group, date=today, by=by
    )
    return Entry.objects.get(pk=reversal)


def _require_another_person(entry: Entry, by: User) -> None:
    """Refuse a user who corrects their own money as a member."""
    if entry.membership and entry.membership.person.user_id == by.pk:
        raise RuleBroken(_("This is your own money. Ask somebody else to put it right."))


def _require_valid_postings(entry: Entry, right: Sequence[Posting]) -> None:
    """Refuse amounts below 1, members who have left, and postings equal to the entry."""
    if any(posting.amount <= 0 for posting in right):
        raise RuleBroken(_("Write whole rupiah, for example 25.000."), field="amount")
    for posting in right:
        if posting.membership and has_left(posting.membership):
            raise RuleBroken(
                _("%(name)s has left and was paid out; that savings book is finished.")
                % {"name": respectful(posting.membership.person)},
                field="membership",
            )
    typed = [(posting.debit, posting.credit, posting.amount) for posting in right]
    if typed == [(entry.debit, entry.credit, entry.amount)]:
        raise RuleBroken(_("This is what stands there already. Write what is right."))
