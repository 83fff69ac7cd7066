"""What stands out in a file of people that was read: its rows by kind."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property

from django.db.models import F, Q, QuerySet, Window
from django.db.models.functions import RowNumber
from django.utils.translation import gettext as _

from accounts.models import User
from foundation.formatting import dotted
from groups.models import Person
from groups.registers.models import Register, RegisterPerson
from groups.registers.reading.cells import key
from groups.registers.reading.people import Fault
from groups.registers.reports.differences import Differences, differences, previous
from groups.reports.namesakes import sound

SERIOUS = [{"serious": True}]


@dataclass(frozen=True)
class Findings:
    """A file beside what is here already, as far as a user may see it."""

    register: Register
    user: User

    @property
    def rows(self) -> QuerySet[RegisterPerson]:
        return RegisterPerson.objects.filter(register=self.register)

    def serious(self) -> QuerySet[RegisterPerson]:
        return self.rows.filter(flaws__contains=SERIOUS)

    def odd(self) -> QuerySet[RegisterPerson]:
        """What may be right all the same; who is away is told by itself."""
        rows = self.rows.exclude(flaws=[]).exclude(flaws__contains=SERIOUS)
        return rows.filter(status=RegisterPerson.Status.LIVING)

    def of(self, kind: str) -> QuerySet[RegisterPerson]:
        """The rows of a kind of finding, or with a fault."""
        if kind in KINDS:
            rows: QuerySet[RegisterPerson] = getattr(self, kind)()
            return rows
        return self.rows.filter(flaws__contains=[{"what": Fault(kind).value}])

    @cached_property
    def faults(self) -> dict[Fault, int]:
        """How many rows have each fault that is serious, in the order of `Fault`."""
        counts = Counter(
            what
            for flaws in self.serious().values_list("flaws", flat=True)
            for what in {flaw["what"] for flaw in flaws if flaw["serious"]}
        )
        return {fault: counts[fault.value] for fault in Fault if counts[fault.value]}

    def away(self) -> QuerySet[RegisterPerson]:
        return self.rows.exclude(status=RegisterPerson.Status.LIVING)

    def twice(self) -> QuerySet[RegisterPerson]:
        """Each row whose NIK stands in an earlier row, too."""
        return self.rows.filter(pk__in=self._again)

    def known(self) -> QuerySet[RegisterPerson]:
        """Who is in a group that the user sees: by NIK."""
        return self.rows.filter(
            nik_index__in=self._people.exclude(nik_index="").values("nik_index")
        )

    def alike(self) -> QuerySet[RegisterPerson]:
        """Who may be somebody of a group that the user sees: by name and birth date."""
        return self.rows.filter(pk__in=list(self.candidates))

    def left_out(self) -> QuerySet[RegisterPerson]:
        return self.rows.filter(is_left_out=True)

    def new(self) -> QuerySet[RegisterPerson]:
        return self.rows.filter(pk__in=self.differences.new)

    def changed(self) -> QuerySet[RegisterPerson]:
        return self.rows.filter(pk__in=list(self.differences.changed))

    def gone(self) -> QuerySet[RegisterPerson]:
        """Rows of the file before, which this one has no more."""
        return RegisterPerson.objects.filter(pk__in=self.differences.gone)

    def count(self) -> dict[str, int]:
        """By kind of finding, the number of rows."""
        return {kind: getattr(self, kind)().count() for kind in KINDS}

    @cached_property
    def before(self) -> Register | None:
        return previous(self.register)

    @cached_property
    def differences(self) -> Differences:
        return differences(self.register, self.before)

    @cached_property
    def candidates(self) -> dict[int, list[Person]]:
        """By row, the people here who may be the same: without an equal NIK."""
        by_sound = defaultdict(list)
        for person in self._people:
            by_sound[sound(person.name)[:100]].append(person)
        known = {person.nik_index for people in by_sound.values() for person in people}
        rows = self.rows.filter(sound__in=list(by_sound)).exclude(nik_index__in=known - {""})
        found = {row.pk: [p for p in by_sound[row.sound] if may_be(row, p)] for row in rows}
        return {row: people for row, people in found.items() if people}

    @cached_property
    def _people(self) -> QuerySet[Person]:
        """Current and former members whom the user sees, who live in the village or are of it."""
        village = self.register.village_id
        here = Q(household__village=village) | Q(memberships__group__village=village)
        return Person.objects.visible_to(self.user).filter(here, same_as=None).order_by()

    @cached_property
    def _again(self) -> list[int]:
        nth = Window(RowNumber(), partition_by=F("nik_index"), order_by=["row", "pk"])
        rows = self.rows.exclude(nik_index="").annotate(nth=nth).filter(nth__gt=1)
        return list(rows.order_by().values_list("pk", flat=True))


KINDS = ("serious", "odd", "twice", "known", "alike", "away", "left_out", "new", "changed", "gone")


def own_figures(register: Register, *, differing: bool = False) -> list[str]:
    """What the file counts by itself, in words; with `differing` what its rows gainsay."""
    words = {
        "people": _("%(count)s people"),
        "families": _("%(count)s families"),
        "men": _("%(count)s men"),
        "women": _("%(count)s women"),
    }
    own = register.counts["own"]
    named = {flaw["column"] for flaw in register.loose_flaws} if differing else set(own)
    return [text % {"count": dotted(own[name])} for name, text in words.items() if name in named]


def other_village(register: Register) -> str:
    """The village that the head of the file names, unless it is that of the register."""
    named = str(register.counts.get("village", ""))
    return "" if key(register.village.name) in key(named) else named


def may_be(row: RegisterPerson, person: Person) -> bool:
    """As `namesakes` asks: one sex and birth date or, where one is unknown, not two NIKs."""
    if row.sex and row.sex != person.sex:
        return False
    if row.born_on and person.born_on:
        return row.born_on == person.born_on
    return not (row.nik_index and person.nik_index)
