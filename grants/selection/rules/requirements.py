"""The requirements of a programme: each rule, its result and the reason.

`rules_of` copies a programme's rules as data when a round opens; afterwards only the copy counts,
and a rule missing from it is not checked. Nothing here queries the database;
`grants.selection.reports.requirements` reads the facts of groups.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from foundation.formatting import day
from foundation.months import months_between
from foundation.texts import Text
from grants.selection.rules.members import Member, age, is_valid_sealed, with_names
from groups.models import Programme
from groups.models.programmes import Stage

SILENT_MONTHS = 6  # a group without a meeting for longer is inactive (domain.md §3)
POSTS = {"chair", "secretary", "treasurer"}
COLUMNS = [
    *("amount", "amount_a_member", "least_members", "most_members", "youngest", "oldest"),
    *("poverty_list", "deciles", "waiting_months", "closed_months", "stage_needed", "once_only"),
    *("two_scores", "members_live"),
]
NAMES = {
    "active": _("The group is active"),
    "size": _("Number of members"),
    "ages": _("Ages"),
    "officers": _("Three officers of three families"),
    "families": _("One member a family"),
    "poverty_list": _("In the list of poor families"),
    "waiting_months": _("Time since the group was formed"),
    "closed_months": _("Months of closed books"),
    "stage": _("Stage of the group"),
    "once_only": _("No grant before"),
    "sanctions": _("No sanction in force"),
    "nik": _("A valid NIK of each member"),
}
MEMBERS = ngettext_lazy(
    "%(count)s member; %(least)s to %(most)s are asked for",
    "%(count)s members; %(least)s to %(most)s are asked for",
    "count",
)
VACANT = ngettext_lazy(
    "%(count)s office has no holder", "%(count)s offices have no holder", "count"
)


@dataclass
class GroupFacts:
    """The facts of a group on a day that rules use."""

    on: datetime.date
    formed_on: datetime.date
    stage: str
    last_met_on: datetime.date | None = None
    closed_months: int = 0
    earlier_grants: list[str] = field(default_factory=list)
    sanctions: list[str] = field(default_factory=list)
    removals: list[str] = field(default_factory=list)  # from earlier rounds, for cause
    members: list[Member] = field(default_factory=list)


@dataclass(frozen=True)
class Found:
    """The result of a rule: met, not met or None if unknown; and the reason.

    The reason is translated where it is shown: a list asks only whether a rule is met.
    """

    met: bool | None
    words: Text
    values: dict[str, Any] = field(default_factory=dict)
    list_version: str = ""
    members: list[Member] = field(default_factory=list)  # whom `who` may name
    remark: str = ""  # to look at, though the rule is met

    @property
    def evidence(self) -> str:
        """The reason; members by their code, as papers show them."""
        return str(self.words % self.values if self.values else self.words)

    @property
    def named(self) -> str:
        """The reason; members by name and code, for those who may see them."""
        who = with_names(self.values.get("who", ""), self.members)
        return str(self.words % (self.values | {"who": who})) if who else self.evidence


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
    return dict(_checked(facts, rules))


def all_met(facts: GroupFacts, rules: dict[str, Any]) -> bool:
    """Whether a group meets every rule without a finding; stops at the first unmet rule."""
    return all(found.met for _name, found in _checked(facts, rules))


def _checked(facts: GroupFacts, rules: dict[str, Any]) -> Iterator[tuple[str, Found]]:
    for name, (key, rule) in RULES.items():
        if key in rules and (found := rule(facts, rules)):
            yield name, found


def active(facts: GroupFacts, rules: dict[str, Any]) -> Found:
    latest = facts.last_met_on or facts.formed_on
    text = _("Last met on %(day)s") if facts.last_met_on else _("No meeting since %(day)s")
    return Found(
        months_between(latest, facts.on) < rules["silent_months"], text, {"day": day(latest)}
    )


def size(facts: GroupFacts, rules: dict[str, Any]) -> Found:
    count = len(facts.members)
    met = rules["least_members"] <= count <= rules["most_members"]
    least, most = rules["least_members"], rules["most_members"]
    return Found(met, MEMBERS, {"count": count, "least": least, "most": most})


def ages(facts: GroupFacts, rules: dict[str, Any]) -> Found:
    ages = {member.code: age(member.born_on, facts.on) for member in facts.members}
    unknown = [code for code, years in ages.items() if years is None]
    wrong = [
        f"{code} ({years})"
        for code, years in ages.items()
        if years is not None and not rules["youngest"] <= years <= rules["oldest"]
    ]
    asked = str(_("%(youngest)s to %(oldest)s years")) % rules
    if wrong:
        said = {"asked": asked, "who": listed(wrong)}
        return Found(False, _("%(asked)s; not so: %(who)s"), said, members=facts.members)
    if unknown:
        said = {"who": listed(unknown)}
        return Found(None, _("No birth date known of %(who)s"), said, members=facts.members)
    return Found(True, _("All members are %(asked)s old"), {"asked": asked})


def officers(facts: GroupFacts, rules: dict[str, Any]) -> Found:
    holders = [member for member in facts.members if member.post]
    vacant = POSTS - {member.post for member in holders}
    if vacant:
        return Found(
            False,
            VACANT,
            {"count": len(vacant)},
        )
    if len({member.household for member in holders}) < len(POSTS):
        return Found(False, _("Two officers are of one family"))
    return Found(True, _("Chair, secretary and treasurer, of three families"))


def families(facts: GroupFacts, rules: dict[str, Any]) -> Found:
    count = len({member.household for member in facts.members})
    return Found(
        count == len(facts.members),
        _("%(members)s members of %(families)s families"),
        {"members": len(facts.members), "families": count},
    )


def nik(facts: GroupFacts, rules: dict[str, Any]) -> Found:
    wrong = [
        member.code
        for member in facts.members
        if not is_valid_sealed(member.nik_sealed, member.person)
    ]
    if wrong:
        said = {"who": listed(wrong)}
        return Found(False, _("Missing or wrong: %(who)s"), said, members=facts.members)
    return Found(True, _("All members have one"))


def poverty_list(facts: GroupFacts, rules: dict[str, Any]) -> Found:
    """Every family must be in the list at the last check, and within the deciles if any are set."""
    unknown = [member.code for member in facts.members if not member.checked]
    worst = rules.get("deciles") or 10
    outside = [
        member.code
        for member in facts.members
        if member.checked and (member.decile is None or member.decile > worst)
    ]
    versions = listed(sorted({member.version for member in facts.members if member.version}))
    asked = rules["poverty_list"]
    name = versions if versions.startswith(asked) else f"{asked} {versions}".strip()
    if outside:
        text = _("%(list)s: not among the families meant: %(who)s")
        return Found(False, text, {"list": name, "who": listed(outside)}, versions, facts.members)
    if unknown:
        text = _("%(list)s: not looked up yet: %(who)s")
        return Found(None, text, {"list": name, "who": listed(unknown)}, versions, facts.members)
    return Found(True, _("%(list)s: all families are in it"), {"list": name}, versions)


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
    "size": ("least_members", size),
    "ages": ("youngest", ages),
    "officers": ("programme", officers),
    "families": ("programme", families),
    "poverty_list": ("poverty_list", poverty_list),
    "waiting_months": ("waiting_months", waiting_months),
    "closed_months": ("closed_months", closed_months),
    "stage": ("stage_needed", stage),
    "once_only": ("once_only", once_only),
    "sanctions": ("programme", sanctions),
    "nik": ("programme", nik),  # last, because it must decrypt the NIKs
}


def listed(words: list[str]) -> str:
    return ", ".join(words)
