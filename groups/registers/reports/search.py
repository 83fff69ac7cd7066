"""Look for people in a village's registers, with what else is known of them here."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from accounts.models import Region, User
from foundation.searches import each_word
from groups.identity import blind
from groups.models import Membership
from groups.registers.models import Register, RegisterPerson
from groups.registers.reading.people import Fault
from groups.reports.namesakes import sound

Kind = Register.Kind


@dataclass(frozen=True)
class Found:
    """A row of a register, what a poverty list says of the family, where the person is a member."""

    row: RegisterPerson
    listed: RegisterPerson | None  # of a poverty list
    membership: Membership | None

    @property
    def decile(self) -> int | None:
        return self.listed.decile if self.listed else None

    @property
    def may_be_picked(self) -> bool:
        lives = self.row.status == RegisterPerson.Status.LIVING
        return lives and self.membership is None and not self.has_odd_name

    @property
    def has_odd_name(self) -> bool:
        """Whether the form of a new member would refuse the name."""
        return any(flaw["what"] == Fault.NAME_SIGNS for flaw in self.row.flaws)


class VillagePeople:
    """The newest registers of a village that a user sees: its people, and its poverty lists."""

    def __init__(self, user: User, village: str):
        self.user, self.village = user, village
        newest = Register.objects.visible_to(user).newest().filter(village=village)
        registers = list(newest.order_by("-as_of", "-pk"))
        self.lists = [each for each in registers if each.kind == Kind.POVERTY]
        self.population = [each for each in registers if each.kind == Kind.POPULATION]

    @property
    def source(self) -> list[Register]:
        """Where people are looked for: a list of the poor only where there is nothing else."""
        return self.population or self.lists

    @property
    def may_see_numbers(self) -> bool:
        """Whether the user may see a birth date, of which a NIK holds the figures."""
        return any(self.user.has_perm("groups.reveal_number", each) for each in self.source)

    @property
    def rows(self) -> QuerySet[RegisterPerson]:
        return RegisterPerson.objects.filter(register__in=[each.pk for each in self.source])

    def search(self, q: str = "", *, decile: int | None = None) -> QuerySet[RegisterPerson]:
        """By the words of a name, and by what the poverty lists say of the person or family."""
        rows = self.rows.filter(each_word(q, spelt_so)) if q else self.rows
        if decile is not None:
            listed = self._listed().filter(decile__lte=decile)
            of_person = Q(nik_index__in=listed.exclude(nik_index="").values("nik_index"))
            of_family = Q(kk_index__in=listed.exclude(kk_index="").values("kk_index"))
            rows = rows.filter(of_person | of_family)
        found: QuerySet[RegisterPerson] = rows.order_by("name", "pk")
        return found

    def with_number(self, number: str) -> QuerySet[RegisterPerson]:
        """By a whole NIK or KK."""
        index = blind(number)
        found = self.rows.filter(Q(nik_index=index) | Q(kk_index=index))
        return found.order_by("row", "pk")

    def family(self, row: RegisterPerson) -> QuerySet[RegisterPerson]:
        """Who is on the same card; alone, who has none."""
        same = Q(kk_index=row.kk_index) if row.kk_index else Q(pk=row.pk)
        return self.rows.filter(same).order_by("row", "pk")

    def shown(self, rows: Iterable[RegisterPerson]) -> list[Found]:
        """Rows of a page, with the lists and groups: two queries."""
        rows = list(rows)
        listed = self._by_number(rows)
        members = memberships_of(rows, self.user)
        return [
            Found(
                row,
                listed.get(row.nik_index) or listed.get(row.kk_index),
                members.get(row.nik_index) or members.get(row.person_id),
            )
            for row in rows
        ]

    def _listed(self) -> QuerySet[RegisterPerson]:
        lists = [each.pk for each in self.lists]
        return RegisterPerson.objects.filter(register__in=lists).exclude(decile=None)

    def _by_number(self, rows: list[RegisterPerson]) -> dict[str, RegisterPerson]:
        """By NIK and, for the rest of the family, by KK; what is empty is nobody's."""
        niks = [row.nik_index for row in rows if row.nik_index]
        kks = [row.kk_index for row in rows if row.kk_index]
        found = self._listed().filter(Q(nik_index__in=niks) | Q(kk_index__in=kks))
        of_list: dict[str, RegisterPerson] = {}
        for each in found.select_related("register").order_by("register__as_of", "row"):
            of_list |= {index: each for index in (each.kk_index, each.nik_index) if index}
        return of_list


def spelt_so(word: str) -> Q:
    """In the name as it stands, or as it sounds: Soetini for Sutini, Kasyem for Kasiyem."""
    heard = re.sub("I?Y", "I?Y", sound(word))  # of letters and digits alone
    said = Q(name__icontains=word)
    return said | Q(sound__regex=heard) if heard else said


def memberships_of(
    rows: Sequence[RegisterPerson], user: User
) -> dict[str | int | None, Membership]:
    """Running memberships that the user sees, by blind NIK and by person."""
    niks = [row.nik_index for row in rows if row.nik_index]
    persons = [row.person_id for row in rows if row.person_id]
    mine = Q(person__nik_index__in=niks) | Q(person__in=persons)
    running = Membership.objects.listed_for(user).filter(mine, until=None)
    found: dict[str | int | None, Membership] = {}
    for each in running.select_related("person", "group"):
        found[each.person_id] = each
        if each.person.nik_index:
            found[each.person.nik_index] = each
    return found


def villages_with_registers(user: User) -> QuerySet[Region]:
    """The villages of which the user sees a register in force."""
    seen = Register.objects.visible_to(user).newest()
    return Region.objects.filter(pk__in=seen.values("village")).order_by("name", "pk")


def picked_rows(user: User, keys: Iterable[str]) -> dict[int, RegisterPerson]:
    """The rows of registers in force that the user may pick from, by key."""
    wanted = [int(key) for key in keys if key.isascii() and key.isdigit() and len(key) < 18]
    if not wanted:
        return {}
    registers = Register.objects.visible_to(user).in_force()
    rows = RegisterPerson.objects.filter(pk__in=wanted, register__in=registers)
    return {row.pk: row for row in rows.select_related("register__village")}
