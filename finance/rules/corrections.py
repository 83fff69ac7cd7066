"""Which entries can be reversed, and which sheets."""

from django.utils.translation import gettext as _

from finance.models import Book, CashCount, Entry
from foundation.formatting import respectful
from foundation.rules import RuleBroken
from groups.models import Meeting, Membership


def require_not_cancelled(meeting: Meeting) -> None:
    if meeting.is_cancelled:
        raise RuleBroken(_("This meeting has been cancelled already."))


def require_reversible(entry: Entry) -> None:
    """Refuse a second reversal, a reversal of a reversal, entries owned by another act (counts,
    grants, purchases) and savings of a member who has left."""
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
    if kinds & {*Book.GOODS, Book.Kind.LOAN}:
        raise RuleBroken(_("This is a thing bought or money lent. Cancel the purchase instead."))
    if entry.membership and is_of_finished_book(entry):
        raise RuleBroken(
            _("%(name)s has left and was paid out; that savings book is finished.")
            % {"name": respectful(entry.membership.person)}
        )


def is_of_finished_book(entry: Entry) -> bool:
    """Whether it is savings of who has left; no page offers to correct it."""
    return has_left(entry.membership) and bool(
        {entry.debit.kind, entry.credit.kind} & set(Book.SAVINGS)
    )


def has_left(membership: Membership | None) -> bool:
    return membership is not None and membership.until is not None
