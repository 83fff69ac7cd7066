"""The table of rules of domain.md §3: each programme a column, each case a row."""

import datetime
from dataclasses import replace

import pytest

from foundation.months import months_after
from grants.selection.rules.requirements import RULES, GroupFacts, grant_of, rules_of
from groups.models import Programme
from groups.rules.members import Member
from groups.rules.requirements import OF_FORMING, checked, rules_of_forming

ON = datetime.date(2026, 6, 15)
HERE, SAME_SUBDISTRICT, ELSEWHERE = "35.07.07.2001", "35.07.07.2002", "35.07.08.2001"
NO_AGES = {"youngest": 0, "oldest": 150}
COLUMNS = {
    "blps": {
        **{"least_members": 10, "most_members": 10, "youngest": 15, "oldest": 55},
        **{"poverty_list": "Daerah", "heads_only": True, "waiting_months": 24},
        **{"stage_needed": "developing", "amount": 30_000_000},
    },
    "2015": {
        **{"least_members": 5, "most_members": 20, "poverty_list": "BDT", "amount": 20_000_000},
        **NO_AGES,
    },
    "2019": {
        **{"least_members": 5, "most_members": 20, "youngest": 18, "oldest": 60, "married": True},
        **{"poverty_list": "Data terpadu", "members_live": "subdistrict", "heads_only": True},
        **{"no_aid_before": True, "amount_a_member": 2_000_000},
    },
    "kalbar": {
        **{"least_members": 5, "most_members": 10, "youngest": 18, "oldest": 59, "married": True},
        **{"poverty_list": "BDT", "members_live": "village", "amount": 20_000_000},
        **{"barred_occupations": "PNS, pegawai negeri, TNI, tentara, polisi, Polri"},
    },
    "kaltara": {
        **{"least_members": 5, "most_members": 10, "poverty_list": "DTKS"},
        **{"members_live": "village", "amount": 20_000_000, **NO_AGES},
    },
}
ALL = set(COLUMNS)


def born(age: int) -> datetime.date:
    return months_after(ON, -12 * age)


def member(number: int, **changed) -> Member:
    posts = {1: "chair", 2: "secretary", 3: "treasurer"}
    usual = Member(
        code=f"M{number:02}",
        born_on=born(40),
        nik_sealed="",
        person=number,
        household=number,
        post=posts.get(number, ""),
        checked=True,
        decile=1,
        name="Siti",
        home=HERE,
        home_name="Dawuhan",
        occupation="Petani",
        marriage="married",
        in_family="head",
    )
    return replace(usual, **changed)


def facts(count: int = 10, last=None, **of_group) -> GroupFacts:
    """A group that every programme takes; its last member as `last` says."""
    members = [member(number) for number in range(1, count)] + [member(count, **(last or {}))]
    usual = {"formed_on": months_after(ON, -30), "stage": "developing", "village": HERE}
    return GroupFacts(on=ON, members=members, **(usual | of_group))


CASES = {  # rule, facts, the programmes that refuse
    "ten of one village": ("size", facts(), set()),
    "four": ("size", facts(4), ALL),
    "five": ("size", facts(5), {"blps"}),
    "nine": ("size", facts(9), {"blps"}),
    "eleven": ("size", facts(11), {"blps", "kalbar", "kaltara"}),
    "twenty": ("size", facts(20), {"blps", "kalbar", "kaltara"}),
    "twenty-one": ("size", facts(21), ALL),
    "14 years": ("ages", facts(last={"born_on": born(14)}), {"blps", "2019", "kalbar"}),
    "17 years": ("ages", facts(last={"born_on": born(17)}), {"2019", "kalbar"}),
    "18 years": ("ages", facts(last={"born_on": born(18)}), set()),
    "56 years": ("ages", facts(last={"born_on": born(56)}), {"blps"}),
    "60 years": ("ages", facts(last={"born_on": born(60)}), {"blps", "kalbar"}),
    "61 years": ("ages", facts(last={"born_on": born(61)}), {"blps", "2019", "kalbar"}),
    "single": ("married", facts(last={"marriage": "single"}), {"2019", "kalbar"}),
    "widowed": ("married", facts(last={"marriage": "widowed"}), set()),
    "of no list": ("poverty_list", facts(last={"decile": None}), ALL),
    "next village": (
        "near",
        facts(last={"home": SAME_SUBDISTRICT, "home_name": "Sumberejo"}),
        {"kalbar", "kaltara"},
    ),
    "next subdistrict": (
        "near",
        facts(last={"home": ELSEWHERE, "home_name": "Wajak"}),
        {"2019", "kalbar", "kaltara"},
    ),
    "main earner": ("heads", facts(last={"in_family": "earner"}), set()),
    "neither": ("heads", facts(last={"in_family": "other"}), {"blps", "2019"}),
    "civil servant": (
        "occupations",
        facts(last={"occupation": "Pegawai Negeri Sipil (PNS)"}),
        {"kalbar"},
    ),
    "soldier": ("occupations", facts(last={"occupation": "Anggota TNI"}), {"kalbar"}),
    "police": ("occupations", facts(last={"occupation": "Kepolisian RI (Polri)"}), {"kalbar"}),
    "aided before": ("aid", facts(last={"aided_by": "BLPS 2024"}), {"2019"}),
    "formed 23 months ago": ("waiting_months", facts(formed_on=months_after(ON, -23)), {"blps"}),
    "formed 24 months ago": ("waiting_months", facts(formed_on=months_after(ON, -24)), set()),
    "growing": ("stage", facts(stage="growing"), {"blps"}),
    "two officers of one family": ("officers", facts(3, {"household": 1}), ALL),
    "two of one family": ("families", facts(last={"household": 1}), ALL),
}


def programme(name: str) -> Programme:
    return Programme(name=name, **COLUMNS[name])


@pytest.mark.parametrize("name", list(COLUMNS))
@pytest.mark.parametrize("case", list(CASES))
def test_a_programme_takes_or_refuses(case, name):
    rule, given, refuse = CASES[case]

    rules = rules_of(programme(name)) | rules_of_forming(programme(name))
    found = dict(checked(given, rules, RULES | OF_FORMING)).get(rule)

    assert (found is not None and found.met is False) == (name in refuse)


@pytest.mark.parametrize(
    ("case", "words"),
    [
        ("17 years", "Siti M10 (17)"),
        ("next subdistrict", "Siti M10 (Wajak)"),
        ("soldier", "Siti M10 (Anggota TNI)"),
        ("aided before", "Siti M10 (BLPS 2024)"),
        ("single", "Siti M10"),
        ("neither", "Siti M10"),
    ],
)
def test_who_it_is_and_the_figure_are_named(case, words):
    rule, given, refuse = CASES[case]
    rules = rules_of_forming(programme(min(refuse)))

    assert words in dict(checked(given, rules, OF_FORMING))[rule].named


@pytest.mark.parametrize("name", list(COLUMNS))
def test_the_grant_of_ten(name):
    rules, amount = rules_of(programme(name)), COLUMNS[name].get("amount", 30_000_000)

    assert grant_of(rules, amount, 10) == (30_000_000 if name == "blps" else 20_000_000)
