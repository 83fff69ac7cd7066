"""What the newest lists of poor families say of members, and what a newer one changed."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from foundation.formatting import day
from groups.models import Membership, PovertyCheck, Register, RegisterPerson


@dataclass(frozen=True)
class Listed:
    """By household: the newest list of its village, and the row that names one of the family."""

    of_village: dict[str, Register]
    rows: dict[tuple[int, str], RegisterPerson]  # by register and blind number

    @property
    def registers(self) -> Iterable[Register]:
        return self.of_village.values()

    def register_of(self, member: Membership) -> Register | None:
        return self.of_village.get(member.household.village_id)

    def row_of(self, member: Membership) -> RegisterPerson | None:
        """By the member's NIK, else by the family card."""
        register = self.register_of(member)
        if register is None:
            return None
        found = (self.rows.get((register.pk, index)) for index in numbers_of(member))
        return next(filter(None, found), None)

    def decile_of(self, member: Membership) -> int | None:
        row = self.row_of(member)
        return row.decile if row else None

    def said_of(self, member: Membership) -> str:
        """DTSEN III/2026 of 30 September 2026: decile 2."""
        if (register := self.register_of(member)) is None:
            return ""
        words = {"list": register, "day": day(register.as_of), "decile": self.decile_of(member)}
        if words["decile"]:
            return _("%(list)s of %(day)s: decile %(decile)s") % words
        return _("%(list)s of %(day)s: not in it") % words


def numbers_of(member: Membership) -> list[str]:
    """The blind NIK and KK of a member; who has none is nobody else."""
    return [index for index in (member.person.nik_index, member.household.kk_index) if index]


def list_at_hand(members: list[Membership], asked: str, user: User) -> str:
    """The list asked for; where no file of it is here, the newest of another, if any."""
    villages = {member.household.village_id for member in members}
    newest = Register.objects.visible_to(user).newest().filter(village__in=villages)
    files = newest.filter(kind=Register.Kind.POVERTY).order_by("-as_of", "-pk")
    names = list(files.values_list("list_name", flat=True))
    return asked if asked in names or not names else names[0]


def listed_of(members: list[Membership], list_name: str, user: User) -> Listed:
    """In two queries, whatever the number of members."""
    villages = {member.household.village_id for member in members}
    newest = Register.objects.visible_to(user).newest().filter(village__in=villages)
    newest = newest.filter(kind=Register.Kind.POVERTY, list_name=list_name)
    of_village = {each.village_id: each for each in newest.order_by("as_of", "pk")}
    return Listed(of_village, rows_of(of_village.values(), members))


def rows_of(
    registers: Iterable[Register], members: Iterable[Membership]
) -> dict[tuple[int, str], RegisterPerson]:
    """The rows of these lists with a number of one of these members."""
    keys = [each.pk for each in registers]
    niks = {member.person.nik_index for member in members} - {""}
    kks = {member.household.kk_index for member in members} - {""}
    if not keys:
        return {}
    rows: QuerySet[RegisterPerson] = RegisterPerson.objects.filter(register__in=keys)
    rows = rows.exclude(decile=None).order_by("-row")
    found = {(row.register_id, row.kk_index): row for row in rows.filter(kk_index__in=kks)}
    found |= {(row.register_id, row.nik_index): row for row in rows.filter(nik_index__in=niks)}
    return found


@dataclass(frozen=True)
class Change:
    """A member whose family the newest list puts elsewhere than the look-up that stands."""

    member: Membership
    check: PovertyCheck
    register: Register
    decile: int | None

    @property
    def pk(self) -> int:
        return self.member.pk


def changed_deciles(members: QuerySet[Membership], user: User) -> list[Change]:
    """Of members looked up before: whom a newer list puts elsewhere, by group and number."""
    rows = list(members.select_related("person", "household", "group__village"))
    checks: dict[str, dict[int, PovertyCheck]] = defaultdict(dict)
    households = {row.household_id for row in rows}
    for check in PovertyCheck.objects.latest_of(households).select_related("register"):
        checks[check.poverty_list][check.household_id] = check
    found = []
    for name, of_list in checks.items():
        mine = [row for row in rows if row.household_id in of_list]
        listed = listed_of(mine, name, user)
        for row in mine:
            register, check = listed.register_of(row), of_list[row.household_id]
            if register and is_newer(register, check) and listed.decile_of(row) != check.decile:
                found.append(Change(row, check, register, listed.decile_of(row)))
    return sorted(found, key=lambda each: (str(each.member.group), each.member.number))


def is_newer(register: Register, check: PovertyCheck) -> bool:
    """Whether the file is of a later day than what was looked up in."""
    looked_up_in = check.register.as_of if check.register else check.checked_on
    return register.as_of > looked_up_in
