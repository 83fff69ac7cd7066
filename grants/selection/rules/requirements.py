"""The requirements of a programme: each rule, its result and the reason.

`rules_of` copies a programme's rules as data when a round opens; afterwards only the copy counts,
and a rule missing from it is not checked. Nothing here queries the database;
`grants.selection.reports.requirements` reads the facts of groups.
"""

import datetime
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from foundation.formatting import day
from foundation.months import months_between
from groups.models import Programme
from groups.models.programmes import Stage
from groups.rules import requirements as of_members
from groups.rules.requirements import Facts, Found, checked, listed

SILENT_MONTHS = 6  # a group without a meeting for longer is inactive (domain.md §3)
COLUMNS = [
    *("amount", "amount_a_member", "least_members", "most_members", "youngest", "oldest"),
    *("poverty_list", "deciles", "waiting_months", "closed_months", "stage_needed", "once_only"),
    *("two_scores", "members_live"),
    *("barred_occupations", "married", "heads_only", "no_aid_before"),
]
NAMES = of_members.NAMES | {
    "active": _("The group is active"),
    "waiting_months": _("Time since the group was formed"),
    "closed_months": _("Months of closed books"),
    "stage": _("Stage of the group"),
    "once_only": _("No grant before"),
    "sanctions": _("No sanction in force"),
}


@dataclass(kw_only=True)
class GroupFacts(Facts):
    """The facts of a group on a day that rules use."""

    stage: str
    last_met_on: datetime.date | None = None
    closed_months: int = 0
    earlier_grants: list[str] = field(default_factory=list)
    sanctions: list[str] = field(default_factory=list)
    removals: list[str] = field(default_factory=list)  # from earlier rounds, for cause


def rules_of(programme: Programme) -> dict[str, Any]:
    """The programme's current rules, to be frozen in a round."""
    columns = {name: getattr(programme, name) for name in COLUMNS}
    return columns | {"programme": programme.name, "silent_months": SILENT_MONTHS}


def grant_of(rules: dict[str, Any], amount: int, members: int) -> int:
    """The grant of a group of this size: an amount a member, at most the round's; whole rupiah."""
    a_member = rules.get("amount_a_member")
    return min(a_member * members, amount) if a_member else amount


def check(facts: GroupFacts, rules: dict[str, Any]) -> dict[str, Found]:
    """Evaluate each rule in this copy."""
    return dict(checked(facts, rules, RULES))


def all_met(facts: GroupFacts, rules: dict[str, Any]) -> bool:
    """Whether a group meets every rule without a finding; stops at the first unmet rule."""
    return all(found.met for _name, found in checked(facts, rules, RULES))


def active(facts: GroupFacts, rules: dict[str, Any]) -> Found:
    latest = facts.last_met_on or facts.formed_on
    text = _("Last met on %(day)s") if facts.last_met_on else _("No meeting since %(day)s")
    return Found(
        months_between(latest, facts.on) < rules["silent_months"], text, {"day": day(latest)}
    )


def waiting_months(facts: GroupFacts, rules: dict[str, Any]) -> Found | None:
    if not rules["waiting_months"]:
        return None
    months = months_between(facts.formed_on, facts.on)
    return Found(
        months >= rules["waiting_months"],
        _("Formed on %(day)s, %(months)s months ago; %(asked)s are asked for"),
        {"day": day(facts.formed_on), "months": months, "asked": rules["waiting_months"]},
    )


def closed_months(facts: GroupFacts, rules: dict[str, Any]) -> Found | None:
    if not rules["closed_months"]:
        return None
    return Found(
        facts.closed_months >= rules["closed_months"],
        _("%(months)s months are closed; %(asked)s are asked for"),
        {"months": facts.closed_months, "asked": rules["closed_months"]},
    )


def stage(facts: GroupFacts, rules: dict[str, Any]) -> Found | None:
    if not rules["stage_needed"]:
        return None
    order = list(Stage)
    is_at, asked = Stage(facts.stage), Stage(rules["stage_needed"])
    return Found(
        order.index(is_at) >= order.index(asked),
        _("%(stage)s; %(asked)s is asked for"),
        {"stage": is_at.label, "asked": asked.label},
    )


def once_only(facts: GroupFacts, rules: dict[str, Any]) -> Found | None:
    if not rules["once_only"]:
        return None
    if facts.earlier_grants:
        return Found(False, _("Had one before: %(which)s"), {"which": listed(facts.earlier_grants)})
    return Found(True, _("No grant in this register"))


def sanctions(facts: GroupFacts, rules: dict[str, Any]) -> Found:
    words = listed(facts.sanctions) or _("None in this register")
    return Found(not facts.sanctions, words, remark="; ".join(facts.removals))


RULES = {  # by the key of the copy that enables it
    "active": ("silent_months", active),
    "size": of_members.OF_FORMING["size"],
    "ages": of_members.OF_FORMING["ages"],
    "officers": of_members.OF_FORMING["officers"],
    "families": of_members.OF_FORMING["families"],
    "heads": of_members.OF_FORMING["heads"],
    "married": of_members.OF_FORMING["married"],
    "occupations": of_members.OF_FORMING["occupations"],
    "poverty_list": of_members.OF_FORMING["poverty_list"],
    "aid": of_members.OF_FORMING["aid"],
    "waiting_months": ("waiting_months", waiting_months),
    "closed_months": ("closed_months", closed_months),
    "stage": ("stage_needed", stage),
    "once_only": ("once_only", once_only),
    "sanctions": ("programme", sanctions),
    "nik": of_members.OF_FORMING["nik"],  # last, because it must decrypt the NIKs
}
