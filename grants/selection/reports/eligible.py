"""The list of groups that a round does not hold yet."""

import datetime
from collections.abc import Callable, Iterable
from typing import NamedTuple

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from foundation.lists import ListColumn, act, folded, link, marks
from foundation.templatetags.constants import address_of
from grants.selection.models import Round
from grants.selection.reports.requirements import (
    Requirement,
    remarks,
    requirements_of_groups,
    unmet,
)
from groups.models import Group
from groups.reports.groups import subdistrict_of, village_of


class EligibleRow(NamedTuple):
    """A group, the rules that it does not meet, and what else is to be known of it."""

    group: Group
    unmet: list[Requirement]
    remarks: list[str]


def rows_of(
    selection_round: Round, groups: Iterable[Group], today: datetime.date
) -> list[EligibleRow]:
    groups = list(groups)
    found = requirements_of_groups(selection_round, groups, today)
    return [
        EligibleRow(group, unmet(found[group.pk]), remarks(found[group.pk])) for group in groups
    ]


def eligible_columns(
    selection_round: Round, may_propose: Callable[[Group], bool], *, sees_members: bool
) -> list[ListColumn]:
    """Of `EligibleRow`s; sorted are the groups. Rules name members only to who may see them."""

    def linked(row: EligibleRow) -> SafeString:
        return link(address_of("finance:group_overview", row.group.pk), row.group)

    def lacks(row: EligibleRow) -> str:
        said = (
            f"{each.name}: {each.named if sees_members else each.evidence}" for each in row.unmet
        )
        return " · ".join(said)

    def propose(row: EligibleRow) -> SafeString | str:
        if not may_propose(row.group):
            return ""
        address = address_of("grants:propose_group", selection_round.pk, row.group.pk)
        return act(address, _("Propose"), row.group)

    return [
        ListColumn(gettext_lazy("Group"), linked, "name", value=str, width=28),
        ListColumn(
            gettext_lazy("Village"),
            lambda row: village_of(row.group),
            "village",
            value=village_of,
        ),
        ListColumn(
            gettext_lazy("Subdistrict"),
            lambda row: subdistrict_of(row.group),
            "subdistrict",
            value=subdistrict_of,
        ),
        ListColumn(
            gettext_lazy("Business"),
            lambda row: row.group.get_business_display(),
            "business",
            value=lambda group: group.get_business_display(),
        ),
        ListColumn(gettext_lazy("State"), _state, width=32),
        ListColumn(
            gettext_lazy("What is open"), lambda row: folded(lacks(row)), in_file=lacks, width=60
        ),
        ListColumn(gettext_lazy("To do"), propose, is_act=True),
    ]


def _state(row: EligibleRow) -> SafeString:
    count = len(row.unmet)
    lacks = ngettext("%(count)s rule open", "%(count)s rules open", count) % {"count": count}
    state = ("wait", lacks) if row.unmet else ("ok", _("Meets every rule"))
    return marks(state, *(("wait", remark) for remark in row.remarks))
