"""Count the cash box."""

import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from finance import ledger
from finance.models import Book, CashCount
from finance.rules.counts import difference, difference_in_words
from finance.rules.enough import held_since, require_enough
from finance.rules.money import require_bookable_day, require_member
from foundation.formatting import respectful
from foundation.rules import RuleBroken
from groups.models import Group, Membership, Office

Kind = Book.Kind

Day = datetime.date


@transaction.atomic
def count_cash(
    *,
    group: Group,
    date: Day,
    counted: int,
    reason: str = "",
    counted_by: Membership,
    today: Day,
    by: User,
) -> CashCount:
    """Record a count of the whole cash box; a difference needs a reason and becomes an entry.

    The treasurer, who holds the box, cannot sign the count.
    """
    ledger.lock(group)
    require_bookable_day(group, date, today=today)
    _require_counter(group, counted_by, date)
    cash = ledger.book(group, Kind.CASH)
    booked = held_since([cash], date)[cash.pk].then
    entry = None
    if counted != booked:
        if not reason:
            raise RuleBroken(difference_in_words(counted - booked), field="reason")
        posting = difference(group, counted - booked, reason)
        require_enough([posting], since=date)
        (entry,) = ledger.post_many([posting], group=group, date=date, by=by)
    return CashCount.objects.create(
        group=group,
        date=date,
        whole_box=True,
        booked=booked,
        counted=counted,
        reason=reason if entry else "",
        entry_id=entry,
        counted_by=counted_by,
        recorded_by=by,
    )


def _require_counter(group: Group, membership: Membership, date: Day) -> None:
    require_member(membership, date)
    holds = Office.objects.running(date).filter(group=group, post=Office.Post.TREASURER)
    if holds.filter(membership=membership).exists():
        raise RuleBroken(
            _("%(name)s holds the box. Another member counts it.")
            % {"name": respectful(membership.person)},
            field="counted_by",
        )
