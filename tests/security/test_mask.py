"""A masked NIK or KK leaves 10,000 possibilities to who may not see it whole (domain.md §9).

A NIK is the region (6 digits), the birth date (6, the day + 40 for women) and a serial number (4).
So what counts is the mask together with the birth date, sex and village that stand beside it.
"""

import datetime
import re
from html import unescape

import pytest
from django.urls import reverse

from accounts.models import Assignment
from foundation.formatting import day
from groups.models import Person
from kube_admin.policy import POLICY
from tests.factories import MembershipFactory, MergeFactory, PersonFactory, UserFactory
from tests.project import ROOT

pytestmark = pytest.mark.django_db
LEAST = 10_000
A_MASK = re.compile(r"[\d•]*•[\d•]*")
WHO_MAY_NOT = [
    role
    for role in Assignment.Role
    if "groups.view_membership" in POLICY[role] and "groups.reveal_number" not in POLICY[role]
]


def nik(person: Person, serial: str) -> str:
    of_birth = f"{person.born_on.day + 40 * (person.sex == 'F'):02}{person.born_on:%m%y}"
    return f"350707{of_birth}{serial}"


def possibilities(mask: str, person: Person, page: str) -> int:
    """How many NIKs fit the mask for who knows the village, the sex and what the page says."""
    born_on = person.born_on
    said = [day(born_on), born_on.isoformat(), f"{born_on:%d/%m/%Y}", f"{born_on:%d-%m-%Y}"]
    if any(text in page for text in said):
        births = [born_on]
    else:
        first = datetime.date(born_on.year, 1, 1)
        days = (first + datetime.timedelta(days=n) for n in range(366))
        births = [date for date in days if date.year == born_on.year]
    serials = 10 ** mask[-4:].count("•")
    fits = re.compile(mask[:12].replace("•", "."))
    starts = {nik(Person(sex=person.sex, born_on=date), "") for date in births}
    return serials * sum(1 for start in starts if fits.fullmatch(start))


@pytest.fixture
def member():
    person = PersonFactory(name="Sutini", born_on=datetime.date(1985, 5, 28))
    MembershipFactory(person=person)
    person.born_on = datetime.date(1985, 5, 17)  # so that the history tells of a birth date, too
    person.seal_nik(nik(person, "0003"))
    person.household.seal_kk("3507071203090001")
    person.household.save()
    person.save()
    return person.memberships.get()


def pages(member) -> list[str]:
    other = MembershipFactory(group=member.group, person__name="Sutini")
    MergeFactory(group=member.group, person=member.person, duplicate=other.person)
    return [
        reverse("groups:member", args=[member.pk]),
        reverse("groups:members", args=[member.group_id]),
    ]


@pytest.mark.parametrize("role", WHO_MAY_NOT)
def test_the_mask_masks(as_user, member, role):
    client = as_user(UserFactory(role=role))

    for url in pages(member):
        page = unescape(client.get(url).text)
        masks = [mask for mask in A_MASK.findall(page) if len(mask) == 16]
        assert masks
        assert all(possibilities(mask, member.person, page) >= LEAST for mask in masks), url


@pytest.mark.parametrize("said", ["17 Mei 1985", "1985"])
def test_four_digits_beside_a_birth_date_would_not_do(member, said):
    assert possibilities("3507••••••••0003", member.person, said) < LEAST


def test_who_compares_cards_sees_the_birth_date(as_user, member):
    client = as_user(UserFactory(role="verifier"))

    assert day(member.person.born_on) in client.get(pages(member)[0]).text


def test_who_sees_a_register_may_reveal():
    assert all(
        "groups.reveal_number" in verbs
        for verbs in POLICY.values()
        if "groups.view_register" in verbs
    )


def test_where_numbers_are_shown_is_known():
    """Each of these is opened above, or only by who may reveal (`whole`)."""
    found = {
        path.relative_to(ROOT).as_posix()
        for folder in ("templates", "groups", "finance", "grants", "kube_admin", "papers")
        for path in (ROOT / folder).rglob("*.*")
        if path.suffix in {".html", ".typ", ".py"} and path.parent.name != "models"
        if re.search(r"nik_masked|kk_masked|identity\.(masked|unseal)", path.read_text())
    }

    assert found == {
        "templates/groups/_card.html",
        "templates/groups/_members.html",
        "templates/groups/find_member.html",
        "groups/forms/persons.py",  # who may change may reveal, see below
        "groups/forms/merges.py",
        "groups/reports/history.py",
        "groups/actions/exports.py",  # the birth date stands beside whole numbers alone
        "groups/registers/reports/differences.py",  # registers: who sees them may reveal
        "groups/registers/reports/lists.py",
        "templates/groups/find_people.html",
        "groups/reports/households.py",  # a card alone, to who typed another one
        "groups/actions/identity.py",
    }


@pytest.mark.parametrize("verb", ["change_membership", "ask_merge", "answer_merge"])
def test_who_sees_both_to_act_on_them_may_reveal(verb):
    assert all("groups.reveal_number" in may for may in POLICY.values() if f"groups.{verb}" in may)
