"""Members who, by the newest register of their village, died, moved away or are not valid."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from accounts.models import User
from groups.models import Membership
from groups.registers.models import Register, RegisterPerson


@dataclass(frozen=True)
class Away:
    """A running member, and the row of the register that says so."""

    member: Membership
    row: RegisterPerson

    @property
    def pk(self) -> int:
        return self.member.pk


def members_away(members: QuerySet[Membership], user: User) -> list[Away]:
    """By group and number; who was admitted after the day of the file was asked about then."""
    running = members.filter(until=None)
    rows = list(running.select_related("person", "household", "group__village").order_by())
    if not rows:
        return []
    by_key = {key: row for row in rows for key in (row.person_id, row.person.nik_index) if key}
    found = {}
    for each in _said_away(rows, user):
        member = by_key.get(each.nik_index) or by_key.get(each.person_id or 0)
        if member and _tells_of(each, member):
            found[member.pk] = Away(member, each)
    return sorted(found.values(), key=lambda each: (str(each.member.group), each.member.number))


def _said_away(rows: list[Membership], user: User) -> QuerySet[RegisterPerson]:
    niks = [row.person.nik_index for row in rows if row.person.nik_index]
    mine = Q(nik_index__in=niks) | Q(person__in=[row.person_id for row in rows])
    registers = Register.objects.visible_to(user).newest().filter(kind=Register.Kind.POPULATION)
    people = RegisterPerson.objects.filter(mine, register__in=registers.values("pk"))
    away = people.exclude(status=RegisterPerson.Status.LIVING)
    return away.select_related("register__decision").order_by("register__as_of", "pk")


def _tells_of(row: RegisterPerson, member: Membership) -> bool:
    """Whether the file is of the village where she lives, and not older than her membership."""
    register = row.register
    return register.village_id == member.household.village_id and member.since <= register.as_of
