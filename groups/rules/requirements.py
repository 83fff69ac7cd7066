"""The requirements that a programme makes of a group and its members: results and reasons.

Nothing here queries the database; `groups.reports.member_facts` reads the facts. A rule that asks
nothing by these rules answers None.
"""

import datetime
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from foundation.formatting import short_day
from foundation.texts import Text
from groups.models import Person, Programme
from groups.models.programmes import Near
from groups.rules.members import Member, age, is_valid_sealed, with_names

POSTS = {"chair", "secretary", "treasurer"}
OF_GROUPS = [  # the columns of a programme that are asked when a group is formed
    *("least_members", "most_members", "youngest", "oldest", "members_live", "poverty_list"),
    *("deciles", "barred_occupations", "married", "heads_only", "no_aid_before"),
]
NAMES = {
    "size": _("Number of members"),
    "ages": _("Ages"),
    "near": _("Where members live"),
    "officers": _("Three officers of three families"),
    "families": _("One member a family"),
    "heads": _("Heads of families"),
    "married": _("Married, or were"),
    "occupations": _("Occupations"),
    "poverty_list": _("In the list of poor families"),
    "aid": _("No aid to a group before"),
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


@dataclass(kw_only=True)
class Facts:
    """What the rules of members ask of a group on a day."""

    on: datetime.date
    formed_on: datetime.date
    village: str = ""
    members: list[Member] = field(default_factory=list)


Rule = Callable[[Any, dict[str, Any]], Found | None]


def checked(
    facts: Facts, rules: dict[str, Any], asked: Mapping[str, tuple[str, Rule]]
) -> Iterator[tuple[str, Found]]:
    """Each rule of this copy that asks something: its name and what was found.

    `asked` has for each name the key of the copy that enables it, and the rule.
    """
    for name, (key, rule) in asked.items():
        if key in rules and (found := rule(facts, rules)):
            yield name, found


def rules_of_forming(programme: Programme) -> dict[str, Any]:
    """The programme's rules of today, to be frozen in a check."""
    return {name: getattr(programme, name) for name in OF_GROUPS} | {"programme": programme.name}


def size(facts: Facts, rules: dict[str, Any]) -> Found:
    count = len(facts.members)
    met = rules["least_members"] <= count <= rules["most_members"]
    least, most = rules["least_members"], rules["most_members"]
    return Found(met, MEMBERS, {"count": count, "least": least, "most": most})


def ages(facts: Facts, rules: dict[str, Any]) -> Found:
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


def officers(facts: Facts, rules: dict[str, Any]) -> Found:
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


def families(facts: Facts, rules: dict[str, Any]) -> Found:
    count = len({member.household for member in facts.members})
    return Found(
        count == len(facts.members),
        _("%(members)s members of %(families)s families"),
        {"members": len(facts.members), "families": count},
    )


def nik(facts: Facts, rules: dict[str, Any]) -> Found:
    wrong = [
        member.code
        for member in facts.members
        if not is_valid_sealed(member.nik_sealed, member.person)
    ]
    if wrong:
        said = {"who": listed(wrong)}
        return Found(False, _("Missing or wrong: %(who)s"), said, members=facts.members)
    return Found(True, _("All members have one"))


def poverty_list(facts: Facts, rules: dict[str, Any]) -> Found:
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
    days = sorted({member.list_day for member in facts.members if member.list_day})
    name = ", ".join([name, *map(short_day, days)])
    if outside:
        text = _("%(list)s: not among the families meant: %(who)s")
        return Found(False, text, {"list": name, "who": listed(outside)}, versions, facts.members)
    if unknown:
        text = _("%(list)s: not looked up yet: %(who)s")
        return Found(None, text, {"list": name, "who": listed(unknown)}, versions, facts.members)
    return Found(True, _("%(list)s: all families are in it"), {"list": name}, versions)


def near(facts: Facts, rules: dict[str, Any]) -> Found | None:
    if not rules["members_live"]:
        return None
    asked = Near(rules["members_live"])
    here = facts.village.split(".")[: asked.parts]
    far = [
        f"{member.code} ({member.home_name})"
        for member in facts.members
        if member.home.split(".")[: asked.parts] != here
    ]
    if far:
        said = {"asked": asked.label, "who": listed(far)}
        return Found(False, _("%(asked)s; not so: %(who)s"), said, members=facts.members)
    return Found(True, _("All members: %(asked)s"), {"asked": asked.label})


def occupations(facts: Facts, rules: dict[str, Any]) -> Found | None:
    """Nobody has one of the occupations that the programme bars, by any word of its name."""
    barred = barred_in(rules.get("barred_occupations", ""))
    if not barred:
        return None
    wrong = [
        f"{member.code} ({member.occupation})"
        for member in facts.members
        if any(word in member.occupation.casefold() for word in barred)
    ]
    unknown = [member.code for member in facts.members if not member.occupation]
    asked = _("No %(asked)s; not so: %(who)s"), _("All occupations are known; none is barred")
    return _of_members(facts, wrong, unknown, asked, {"asked": listed(barred)})


def married(facts: Facts, rules: dict[str, Any]) -> Found | None:
    if not rules.get("married"):
        return None
    single = Person.Marriage.SINGLE
    wrong = [member.code for member in facts.members if member.marriage == single]
    unknown = [member.code for member in facts.members if not member.marriage]
    asked = _("Not married: %(who)s"), _("All are or were married")
    return _of_members(facts, wrong, unknown, asked)


def heads(facts: Facts, rules: dict[str, Any]) -> Found | None:
    """Each member is the head of the family or earns most of its living (Permensos 2/2019 ps 5)."""
    if not rules.get("heads_only"):
        return None
    wrong = [m.code for m in facts.members if m.in_family == Person.InFamily.OTHER]
    unknown = [member.code for member in facts.members if not member.in_family]
    said = _("Neither head of the family nor its main earner: %(who)s")
    return _of_members(facts, wrong, unknown, (said, _("All are heads or main earners")))


def aid(facts: Facts, rules: dict[str, Any]) -> Found | None:
    """Nobody had a part in a grant to a group before."""
    if not rules.get("no_aid_before"):
        return None
    wrong = [f"{member.code} ({member.aided_by})" for member in facts.members if member.aided_by]
    asked = _("Had aid before: %(who)s"), _("Nobody in this register")
    return _of_members(facts, wrong, [], asked)


def _of_members(
    facts: Facts,
    wrong: list[str],
    unknown: list[str],
    words: tuple[Text, Text],
    said: dict[str, Any] | None = None,
) -> Found:
    """Not met by these members, not known of those, or met by all."""
    if wrong:
        return Found(False, words[0], {**(said or {}), "who": listed(wrong)}, members=facts.members)
    if unknown:
        who = {"who": listed(unknown)}
        return Found(None, _("Not known of %(who)s"), who, members=facts.members)
    return Found(True, words[1])


def barred_in(text: str) -> list[str]:
    """The occupations in a programme's list, which commas or lines divide."""
    words = text.replace("\n", ",").split(",")
    return [word.strip().casefold() for word in words if word.strip()]


def listed(words: list[str]) -> str:
    return ", ".join(words)


OF_FORMING: dict[str, tuple[str, Rule]] = {  # by the key of the copy that enables it
    "size": ("least_members", size),
    "near": ("members_live", near),
    "ages": ("youngest", ages),
    "officers": ("programme", officers),
    "families": ("programme", families),
    "heads": ("heads_only", heads),
    "married": ("married", married),
    "occupations": ("barred_occupations", occupations),
    "poverty_list": ("poverty_list", poverty_list),
    "aid": ("no_aid_before", aid),
    "nik": ("programme", nik),
}
