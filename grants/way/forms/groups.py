"""What the list of groups is filtered by of their grants; `GROUP_FILTERS` names it."""

from typing import Any

import django_filters
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from grants.selection.forms.filters import year_filter
from grants.selection.models import Award, Candidacy
from grants.spending.models import State
from grants.spending.models.grants import grants
from grants.way.reports.report_list import STATES
from groups.models import Group
from groups.models.groups import GroupQuerySet

NONE, PROPOSED, DECREED = "none", "proposed", "decreed"
GRANTS = {
    NONE: _("No grant"),
    PROPOSED: _("Proposed"),
    DECREED: _("Decreed, not arrived yet"),
    **STATES,
}


class GrantOfGroup:
    """The state of a group's grant and its year; asked together they are of one grant."""

    verb = "grants.view_award"

    def filters(self) -> dict[str, django_filters.Filter]:
        return {
            "grant": django_filters.ChoiceFilter(
                label=_("Grant"),
                choices=list(GRANTS.items()),
                empty_label=_("All"),
                method=as_they_are,
            ),
            "year": year_filter("grant_year", method=as_they_are),
        }

    def narrow(self, groups: GroupQuerySet[Any], user: User, asked: dict[str, Any]) -> Any:
        state, year = asked.get("grant"), asked.get("year")
        if not state and year is None:
            return groups
        seen = {"group": OuterRef("pk")} | ({"round__year": year} if year is not None else {})

        def any_of(rows: QuerySet[Any]) -> Exists:
            return Exists(rows.filter(**seen).order_by())

        groups = groups.filter(pk__in=Group.objects.visible_to(user, self.verb))
        undecided = {"round__decrees": None, "round__closing": None}
        waiting = Candidacy.objects.running().filter(**undecided)
        awards = Award.objects.in_force()
        match state:
            case "" | None:
                return groups.filter(any_of(waiting) | any_of(awards))
            case "none":
                return groups.filter(~any_of(waiting), ~any_of(awards))
            case "proposed":
                return groups.filter(any_of(waiting))
            case "decreed":
                paid = grants().arrived().filter(pk=OuterRef("pk"))
                return groups.filter(any_of(awards.filter(~Exists(paid))))
        return groups.filter(any_of(grants().in_state(State(state))))


def as_they_are(groups: GroupQuerySet[Any], name: str, value: object) -> GroupQuerySet[Any]:
    """Both are asked at once, by `narrow`."""
    return groups
