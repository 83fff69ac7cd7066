"""Who newcomers are: people known by their numbers, or new ones, each in a household."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.models import Region
from foundation.rules import RuleBroken
from groups.identity import blind
from groups.models import Group, Household, Person, RegisterPerson
from groups.models.people import give_keys


@dataclass(frozen=True)
class NewMember:
    """A person to admit, with the data of the identity card and the family card.

    `person` is who it is, where the register has the person already; `family` is the known family
    that the newcomer is said to be of, without which a known KK joins nobody; `village` is where
    the person lives, if not in that of the group; `row` is that of the register that the newcomer
    was picked from.
    """

    name: str
    sex: str
    born_on: datetime.date | None = None
    nik: str = ""
    kk: str = ""
    address: str = ""
    village: Region | None = None
    phone: str = ""
    post: str | None = None
    occupation: str | None = None
    marriage: str | None = None
    in_family: str | None = None
    person: Person | None = None
    family: Household | None = None
    row: RegisterPerson | None = None


def persons_of(newcomers: Sequence[NewMember], group: Group) -> list[Person]:
    """The person of each NIK; else a new person, in the household of the KK or in a new one."""
    niks = [blind(newcomer.nik) for newcomer in newcomers if newcomer.nik]
    kks = [blind(newcomer.kk) for newcomer in newcomers if newcomer.kk]
    known = Person.objects.filter(nik_index__in=niks)
    chosen = [newcomer.person.household_id for newcomer in newcomers if newcomer.person]
    families = Q(kk_index__in=kks) | Q(pk__in=chosen)
    families |= Q(persons__in=known) | Q(persons__in=known.values("same_as"))
    rows = Household.objects.filter(pk__in=Household.objects.filter(families).values("pk"))
    rows = rows.select_for_update().order_by("pk")
    households = {row.kk_index: row for row in rows}  # waits for other groups
    persons = {
        person.nik_index: person.same_as or person
        for person in known.select_related("household", "same_as__household")
    }
    found = []
    for newcomer in newcomers:
        person = persons.get(blind(newcomer.nik)) if newcomer.nik else None
        if newcomer.person:
            person = _completed(newcomer, newcomer.person, holder=person)
        if person is None:
            person = _new_person(newcomer, group, households)
            if newcomer.nik:
                persons[blind(newcomer.nik)] = person
        found.append(person)
    return found


def _completed(newcomer: NewMember, known: Person, *, holder: Person | None) -> Person:
    """The known person, with what the register did not know yet."""
    person = Person.objects.select_related("household").get(pk=known.pk)
    if holder and holder != person:
        raise RuleBroken(_("Another person has this NIK. Look at the card again."), field="nik")
    if newcomer.nik and not person.nik_sealed:
        person.seal_nik(newcomer.nik)
    person.born_on = person.born_on or newcomer.born_on
    return person


def _new_person(newcomer: NewMember, group: Group, households: dict[str, Household]) -> Person:
    household = households.get(blind(newcomer.kk)) if newcomer.kk else None
    if household is None:
        household = Household(village=newcomer.village or group.village, address=newcomer.address)
        if newcomer.kk:
            households[blind(newcomer.kk)] = household
    return Person(
        household=household,
        name=newcomer.name,
        sex=newcomer.sex,
        born_on=newcomer.born_on,
        phone=newcomer.phone,
        occupation=newcomer.occupation or "",
        marriage=newcomer.marriage or "",
        in_family=newcomer.in_family or "",
    )


def seal_numbers(new: Sequence[tuple[Person, NewMember]]) -> list[Household]:
    """Seal the numbers of new people and cards, which get their keys; returns the new cards."""
    of_new_cards = [(row.household, newcomer) for row, newcomer in new if not row.household.pk]
    households = [household for household, _newcomer in of_new_cards]
    give_keys(Household, households)
    give_keys(Person, [person for person, _newcomer in new])
    for household, newcomer in of_new_cards:
        household.seal_kk(newcomer.kk)
    for person, newcomer in new:
        person.household = person.household  # copies the key
        person.seal_nik(newcomer.nik)
    return households
