"""People who may be one and the same: namesakes of newcomers, and who holds a number."""

import datetime
import re
import unicodedata
from collections.abc import Sequence
from typing import Protocol

from django.utils.translation import gettext as _

from accounts.models import Region, User, district_of
from groups.identity import blind
from groups.models import Group, Person, facilitated

MUHAMMAD = "MOH MOHD MOCH MOCHD MUH MUHD MUCH MHD MD M MOHAMAD MOHAMMAD MOCHAMAD MOCHAMMAD MOKHAMAD"
MUHAMMAD += " MUHAMAD MUCHAMAD MUKHAMAD MOHAMED MUHAMED MOHAMMED MUHAMMED MUHAMMAT"
WHOLE = {
    **dict.fromkeys(MUHAMMAD.split(), "MUHAMMAD"),
    **dict.fromkeys(["ACH", "ACHM", "ACHMAD", "AKHMAD", "AHMAT", "AHM"], "AHMAD"),
    **dict.fromkeys(["ABD", "ABDL", "ABDOEL"], "ABDUL"),
    **dict.fromkeys(["ST", "STI", "SITTI"], "SITI"),
    **dict.fromkeys(["SR", "SRIE"], "SRI"),
    "NR": "NUR",
}  # as lists shorten and spell them
TITLES = frozenset(
    ["H", "HJ", "KH", "DRS", "DRA", "DR", "IR", "NY", "TN", "SDR", "SDRI", "ALM", "ALMH"]
)


class Described(Protocol):
    """What two records of one person have in common."""

    @property
    def name(self) -> str: ...
    @property
    def sex(self) -> str: ...
    @property
    def born_on(self) -> datetime.date | None: ...


class Newcomer(Described, Protocol):
    """What is typed of a person before it is known whether the person is in the register."""

    @property
    def nik(self) -> str: ...
    @property
    def village(self) -> Region | None: ...


def called(person: Person, user: User) -> str:
    """Sutini (M06, KUBE Mawar); initials where the user sees no membership of the person.

    Of a person of another district nothing is told but that the number is known.
    """
    rows = person.memberships.listed_for(user).select_related("group").current_first()
    if (seen := rows.first()) is None:
        if not is_near(person, user):
            return _("somebody in another district")
        initials = " ".join(f"{word[0]}." for word in person.name.split())
        return _("%(initials)s (another group)") % {"initials": initials}
    return f"{person} ({seen.code}, {seen.group})"


def is_near(person: Person, user: User) -> bool:
    """Whether the person lives, or is or was a member, in a district where the user works."""
    groups = person.memberships.values_list("group__village", flat=True)
    villages = [*groups, person.household.village_id]
    held = {held.region_id for held in user.running_assignments if held.region_id}
    districts = {district_of(code) for code in held}
    districts |= {place.district for place in facilitated(user).values()}
    near = [f"{village}.".startswith(f"{code}.") for village in villages for code in districts]
    return any(near)


def holder(nik: str) -> Person | None:
    """The person in the register with this NIK, by the record it is merged with if it is."""
    known = Person.objects.with_nik(nik).select_related("same_as").first() if nik else None
    return (known.same_as or known) if known else None


def namesakes(
    newcomers: Sequence[Newcomer], *, village: Region, group: Group | None = None
) -> list[list[Person]]:
    """For each newcomer the people of the village or the group who may be the same person.

    Also of the villages where the newcomers live, if not in that one.

    A newcomer whose NIK is in the register is that person: nobody else is looked for.
    """
    indexes = [blind(newcomer.nik) if newcomer.nik else "" for newcomer in newcomers]
    registered = Person.objects.filter(nik_index__in=[index for index in indexes if index])
    known = set(registered.values_list("nik_index", flat=True))
    homes = {village, *(newcomer.village for newcomer in newcomers if newcomer.village)}
    around = Person.objects.filter(same_as=None).order_by()
    near = around.filter(household__village__in=homes).values_list("pk", "name")
    if group:
        near = near.union(around.filter(memberships__group=group).values_list("pk", "name"))
    names = {sound(newcomer.name) for newcomer in newcomers}
    called_so = [pk for pk, name in near if sound(name) in names]
    people = list(Person.objects.filter(pk__in=called_so))
    return [
        []
        if index in known
        else [
            person
            for person in people
            if _alike(newcomer, person, other_nik=bool(index and person.nik_index))
        ]
        for newcomer, index in zip(newcomers, indexes, strict=True)
    ]


def twins(newcomers: Sequence[Newcomer]) -> list[int | None]:
    """For each newcomer the place in the list of an earlier one who may be the same person."""
    found: list[int | None] = []
    for row, newcomer in enumerate(newcomers):
        alike = (
            place
            for place, other in enumerate(newcomers[:row])
            if _alike(newcomer, other, other_nik=bool(newcomer.nik and other.nik))
        )
        found.append(next(alike, None))
    return found


def sound(name: str) -> str:
    """What a name sounds like: Soetinni, SUTINI and Su-tini are alike, Sutinah is not.

    Its letters and digits without marks, in the spelling of today; of double letters one. Words
    that lists shorten are whole (Moh. Yusuf is Muhammad Yusuf), and titles are left out.
    """
    letters = whole(unicodedata.normalize("NFKD", name).upper())
    letters = "".join(letter for letter in letters if letter.isalnum())
    for before, now in (("OE", "U"), ("TJ", "C"), ("DJ", "J")):
        letters = letters.replace(before, now)
    return re.sub(r"([A-Z])\1+", r"\1", letters)


def whole(name: str) -> str:
    """A name in capitals with shortened words written out, without titles before and behind it."""
    before, comma, behind = name.partition(",")
    name = before if comma and all(len(word) < 6 for word in behind.split()) else name
    words = [word for word in re.split(r"[\s.]+", name) if word]
    kept = [WHOLE.get(word, word) for word in words if word not in TITLES]
    return " ".join(kept) or name


def _alike(one: Described, other: Described, *, other_nik: bool) -> bool:
    """Same name and sex, and the same birth date or, where one is unknown, not two NIKs."""
    if sound(one.name) != sound(other.name) or one.sex != other.sex:
        return False
    if one.born_on and other.born_on:
        return one.born_on == other.born_on
    return not other_nik
