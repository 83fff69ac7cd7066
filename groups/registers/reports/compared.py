"""What a village's register says of somebody who was typed by hand."""

from collections import defaultdict
from collections.abc import Sequence

from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.models import Region, User
from groups.identity import blind
from groups.models import Register, RegisterPerson
from groups.registers.reports.lists import described
from groups.reports.namesakes import Newcomer, sound


def register_questions(
    newcomers: Sequence[Newcomer], *, village: Region, user: User
) -> list[str | None]:
    """For each newcomer what to ask, once, before it differs from the register; None: nothing.

    In two queries, whatever their number.
    """
    homes = {(each.village or village).pk for each in newcomers}
    registers = Register.objects.visible_to(user).newest()
    registers = registers.filter(village__in=homes, kind=Register.Kind.POPULATION)
    of_village = {each.pk: each for each in registers}
    if not of_village:
        return [None] * len(newcomers)
    rows = _rows(newcomers, list(of_village))
    by_nik = {row.nik_index: row for row in rows if row.nik_index}
    by_sound = defaultdict(list)
    for row in rows:
        by_sound[of_village[row.register_id].village_id, row.sound].append(row)
    return [
        _question(
            each,
            by_nik.get(blind(each.nik)) if each.nik else None,
            by_sound[(each.village or village).pk, sound(each.name)[:100]],
        )
        for each in newcomers
    ]


def _rows(newcomers: Sequence[Newcomer], registers: list[int]) -> list[RegisterPerson]:
    niks = [blind(each.nik) for each in newcomers if each.nik]
    sounds = {sound(each.name)[:100] for each in newcomers}
    rows = RegisterPerson.objects.filter(register__in=registers)
    return list(rows.filter(Q(nik_index__in=niks) | Q(sound__in=sounds)).order_by("row"))


def _question(
    typed: Newcomer, holder: RegisterPerson | None, alike: list[RegisterPerson]
) -> str | None:
    if holder:
        return _of_holder(typed, holder)
    near = [row for row in alike if (row.sex or typed.sex) == typed.sex and _nearly(typed, row)]
    if not near:
        return None
    words = _("The village register has %(who)s. Is it the same person? Then pick from there.")
    return words % {"who": "; ".join(_told(row) for row in near[:3])}


def _of_holder(typed: Newcomer, row: RegisterPerson) -> str | None:
    """The register's person of that NIK, where the two differ."""
    if row.status != RegisterPerson.Status.LIVING:
        words = _("By the village register: %(who)s. Ask the family.")
        return words % {"who": f"{described(row)}, {row.get_status_display().lower()}"}
    same_day = not (row.born_on and typed.born_on) or row.born_on == typed.born_on
    if sound(row.name) == sound(typed.name) and same_day and (row.sex or typed.sex) == typed.sex:
        return None
    words = _("The village register has for this NIK: %(who)s. Look at the card.")
    return words % {"who": described(row)}


def _told(row: RegisterPerson) -> str:
    return ", ".join(filter(None, [described(row), row.place]))


def _nearly(typed: Newcomer, row: RegisterPerson) -> bool:
    """The same birth date, or one that a slip makes of it; unless both have a NIK of their own."""
    if typed.nik and row.nik_index:
        return False
    if not (typed.born_on and row.born_on):
        return True
    one, other = typed.born_on, row.born_on
    same_year, same_day = one.year == other.year, (one.month, one.day) == (other.month, other.day)
    return same_day or (same_year and one.month in (other.month, other.day))
