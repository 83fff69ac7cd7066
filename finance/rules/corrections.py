"""Which entries can be reversed."""

from django.utils.translation import gettext as _

from finance.models import Book, CashCount, Entry
from foundation.formatting import respectful
from foundation.rules import RuleBroken
from groups.models import Membership


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
    in_savings = kinds & set(Book.SAVINGS)
    if in_savings and entry.membership and has_left(entry.membership):
        raise RuleBroken(
            _("%(name)s has left and was paid out; that savings book is finished.")
            % {"name": respectful(entry.membership.person)}
        )


def has_left(membership: Membership | None) -> bool:
    return membership is not None and membership.until is not None
