"""Change the officers of a group: chair, secretary, treasurer."""

import datetime
from typing import Any

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import User
from foundation.rules import RuleBroken, refusals_in_words
from groups.models import Group, Membership, Office


@transaction.atomic
def change_officers(
    *,
    group: Group,
    holders: dict[Office.Post, Membership | None],
    date: datetime.date,
    by: User,
) -> None:
    """Give the named offices to these members from `date` on; other offices are unchanged."""
    Group.objects.select_for_update().get(pk=group.pk)
    current = {office.post: office for office in group.offices.filter(until=None)}
    before = {post: office.membership_id for post, office in current.items()}
    after: dict[str, Any] = before | {
        post: member and member.pk for post, member in holders.items()
    }
    changed = [post for post in after if after[post] != before.get(post)]
    if not changed:
        raise RuleBroken(_("Nothing has changed. Choose another member for an office."))
    _require_members(group, holders, date)
    _require_different(after)
    _require_counted_by_others(group, holders.get(Office.Post.TREASURER), date)
    for post in changed:
        if post in current:
            _require_after(current[post], date)
    with refusals_in_words():
        for post in changed:
            if post in current:
                current[post].until = date
                current[post].save(update_fields=["until"])
        Office.objects.bulk_create(
            Office(group=group, membership_id=after[post], post=post, since=date)
            for post in changed
            if after[post]
        )


def _require_members(
    group: Group, holders: dict[Office.Post, Membership | None], date: datetime.date
) -> None:
    running = set(group.memberships.running(date).values_list("pk", flat=True))
    for post, member in holders.items():
        if member and (member.pk not in running or member.until):
            raise RuleBroken(
                _("%(name)s is no member on that day.") % {"name": member}, field=str(post)
            )


def _require_different(after: dict[str, int | None]) -> None:
    """Require a different member for each office; one member a household is a constraint."""
    seen = set()
    for post, pk in after.items():
        if pk and pk in seen:
            raise RuleBroken(
                _("One member holds one office. Choose another member."), field=str(post)
            )
        seen.add(pk)


def _require_counted_by_others(
    group: Group, treasurer: Membership | None, date: datetime.date
) -> None:
    """Refuse a treasurer who counted the cash box on `date` or later (separation of duties)."""
    counts = group.cash_counts.filter(meeting=None, counted_by=treasurer, date__gte=date)
    if treasurer and (count := counts.order_by("-date").first()):
        raise RuleBroken(
            _("%(name)s counted the box on %(day)s. Choose a later day.")
            % {"name": treasurer, "day": date_format(count.date, "j F Y")},
            field="date",
        )


def _require_after(office: Office, date: datetime.date) -> None:
    if date < office.since:
        raise RuleBroken(
            _("This office is held since %(day)s. Choose that day or after.")
            % {"day": date_format(office.since, "j F Y")},
            field="date",
        )
