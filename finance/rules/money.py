"""Checks shared by money actions, with messages for users; the database enforces them too."""

import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from finance.models import Opening
from foundation.days import require_past_day
from foundation.formatting import day, respectful
from foundation.months import month_of, months_after
from foundation.rules import RuleBroken
from groups.models import Group, Membership
from groups.rules.schedule import DAYS_LATE, require_soon_enough


def require_bookable_day(
    group: Group, date: datetime.date, *, today: datetime.date, days_back: int | None = DAYS_LATE
) -> None:
    """Refuse a date in the future, too long ago, before the group's books or in a closed month."""
    require_past_day(date, today=today)
    if days_back is not None:
        require_soon_enough(group, date, today=today, days=days_back)
    opening = Opening.objects.filter(group=group).first()
    begins = opening.date if opening else group.formed_on
    if date < begins:
        raise RuleBroken(
            _("The group's books begin on %(day)s. Choose that day or a later one.")
            % {"day": day(begins)},
            field="date",
        )
    require_open_month(group, date)


def require_open_month(group: Group, date: datetime.date) -> None:
    """Refuse a date in a closed month, and name the next open one."""
    month = month_of(date)
    closed = set(group.periods.filter(month__gte=month).values_list("month", flat=True))
    if month not in closed:
        return
    later = month
    while later in closed:
        later = months_after(later, 1)
    raise RuleBroken(
        _("The book of %(month)s is closed. Record it in %(open)s.")
        % {"month": month_name(month, later), "open": month_name(later, month)},
        field="date",
    )


def month_name(month: datetime.date, beside: datetime.date) -> str:
    """ "October", with its year if that of `beside` is different."""
    return date_format(month, "F" if month.year == beside.year else "F Y")


def require_member(membership: Membership, date: datetime.date) -> None:
    """Refuse a non-member on that day; queried again, against a concurrent release."""
    if not Membership.objects.running(date).filter(pk=membership.pk).exists():
        raise RuleBroken(
            _("%(name)s was not a member on %(day)s.")
            % {"name": respectful(membership.person), "day": day(date)},
            field="membership",
        )


def require_savings_open(
    membership: Membership, until: datetime.date | None, *, field: str
) -> None:
    """Refuse savings for who has left by now and was paid out, also if the day lies before.

    `until` was read under the lock, against a concurrent release.
    """
    if until is not None:
        raise RuleBroken(
            _(
                "%(name)s left on %(day)s and was paid out. Write 0 and give the money back, "
                "or admit the member again."
            )
            % {"name": respectful(membership.person), "day": day(until)},
            field=field,
        )
