"""The book of accesses, as an auditor may read it."""

import datetime
from collections.abc import Iterator
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Access, Assignment, User
from foundation.exports import Column
from foundation.formatting import clock
from grants.audit.reports.audit_history import MOST_IN_TABLE
from grants.payment.models.office_accounts import in_districts_of
from groups.models import Facilitation, Group, Membership

VERB = "grants.audit"


def accesses(
    user: User,
    *,
    kind: str = "",
    q: str = "",
    since: datetime.date | None = None,
    until: datetime.date | None = None,
) -> QuerySet[Access]:
    """What people of the auditor's territory did, the latest first.

    Also what administrators did, who have no territory, and tries of names that nobody has.
    """
    rows = Access.objects.filter(Q(user=None) | Q(user__in=_people_of(user)))
    if kind:
        rows = rows.filter(kind=kind)
    if q:
        rows = rows.filter(Q(user__name__icontains=q) | Q(user__username__icontains=q))
    if since:
        rows = rows.filter(at__date__gte=since)
    if until:
        rows = rows.filter(at__date__lte=until)
    return rows.select_related("user")


def _people_of(user: User) -> QuerySet[Any]:
    """Who ever held a role in the territory, facilitates a group there or is a member of one."""
    groups = Group.objects.visible_to(user, VERB).values("pk")
    held = Assignment.objects.filter(
        in_districts_of(user, VERB, "region") | Q(role=Assignment.Role.ADMINISTRATOR)
    )
    return User.objects.filter(
        Q(pk__in=held.values("user"))
        | Q(pk__in=Facilitation.objects.filter(group__in=groups).values("facilitator"))
        | Q(pk__in=Membership.objects.filter(group__in=groups).values("person__user"))
    ).values("pk")


def access_table(rows: QuerySet[Access]) -> tuple[list[Column], Iterator[list[Any]]]:
    heads = [_("Day"), _("Hour"), _("What"), _("By whom"), _("User name"), _("Address"), _("Page")]

    def lines() -> Iterator[list[Any]]:
        for row in rows[:MOST_IN_TABLE]:
            who = [row.user.name, row.user.username] if row.user else ["", ""]
            when = [timezone.localdate(row.at), clock(row.at)]
            yield [*when, row.get_kind_display(), *who, row.address or "", row.page]

    return [Column(str(head)) for head in heads], lines()
