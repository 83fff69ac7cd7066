"""What was recorded wrong is reversed, with its reason, and recorded anew: never edited."""

import datetime
from collections.abc import Sequence
from dataclasses import replace

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from finance import ledger
from finance.ledger import Posting
from finance.models import Book, CashCount, Entry
from finance.rules import check_day, check_enough
from foundation.formatting import respectful
from foundation.rules import RuleBroken
from groups.models import Membership


@transaction.atomic
def reverse_entry(
    *,
    entry: Entry,
    right: Sequence[Posting] = (),
    reason: str,
    today: datetime.date,
    by: User,
) -> Entry:
    """Reverse an entry; record what is right, if anything, both dated today. Returns the reversal.

    `right` may be several postings (a deposit that was mandatory and voluntary savings); one
    without a member is of the member of the entry. Each points to the entry by `corrects`.
    """
    ledger.lock(entry.group)
    entry = Entry.objects.select_related("group", "debit", "credit", "membership__person").get(
        pk=entry.pk
    )
    if not reason.strip():
        raise RuleBroken(_("Write what was wrong."), field="reason")
    check_not_own(entry, by)
    check_reversible(entry)
    check_right(entry, right)
    check_day(entry.group, today, today=today)
    mirrored = Posting(
        entry.credit, entry.debit, entry.amount, entry.membership, reason, reverses=entry
    )
    anew = [
        replace(posting, membership=posting.membership or entry.membership, corrects=entry)
        for posting in right
    ]
    check_enough([mirrored, *anew], correction=True)
    reversal, *_rest = ledger.post_many([mirrored, *anew], group=entry.group, date=today, by=by)
    return Entry.objects.get(pk=reversal)


def check_not_own(entry: Entry, by: User) -> None:
    """Nobody puts the own money right, whatever role they hold."""
    if entry.membership and entry.membership.person.user_id == by.pk:
        raise RuleBroken(_("This is your own money. Ask somebody else to put it right."))


def check_reversible(entry: Entry) -> None:
    """Once, never a reversal, and not what another paper or a closed savings book rests on."""
    if entry.is_reversal:
        raise RuleBroken(_("This is a reversal already. Record anew what is right."))
    if Entry.objects.filter(reverses=entry).exists():
        raise RuleBroken(_("This was reversed before. Correct the line recorded in its place."))
    if CashCount.objects.filter(entry=entry).exists():
        raise RuleBroken(_("This is what a count found. Count the box again to put it right."))
    kinds = {entry.debit.kind, entry.credit.kind}
    if Book.Kind.GRANT in kinds:
        raise RuleBroken(
            _("This is grant money. It is put right where the grant is accounted for.")
        )
    if kinds & {Book.Kind.HERD, Book.Kind.EQUIPMENT}:
        raise RuleBroken(_("This is a thing bought. Cancel the purchase instead."))
    in_savings = kinds & set(Book.SAVINGS)
    if in_savings and left(entry.membership):
        raise RuleBroken(
            _("%(name)s has left and was paid out; that savings book is finished.")
            % {"name": respectful(entry.membership.person)}
        )


def check_right(entry: Entry, right: Sequence[Posting]) -> None:
    """Amounts of rupiah, members who are still there, and not the same once more."""
    if any(posting.amount <= 0 for posting in right):
        raise RuleBroken(_("Write whole rupiah, for example 25.000."), field="amount")
    for posting in right:
        if posting.membership and left(posting.membership):
            raise RuleBroken(
                _("%(name)s has left and was paid out; that savings book is finished.")
                % {"name": respectful(posting.membership.person)},
                field="membership",
            )
    said = [(posting.debit, posting.credit, posting.amount) for posting in right]
    if said == [(entry.debit, entry.credit, entry.amount)]:
        raise RuleBroken(_("This is what stands there already. Write what is right."))


def left(membership: Membership | None) -> bool:
    return membership is not None and membership.until is not None
