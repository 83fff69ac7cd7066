"""The village's people and its poverty list, loaded from files shaped as offices have them."""

import datetime
import io
import random
from collections.abc import Iterator
from dataclasses import dataclass, field

import xlsxwriter

from accounts.models import Region, User
from demo.names import HAMLETS, MEN, MENS_SECOND, WOMEN, WOMENS_SECOND
from demo.people import VILLAGE, kk, nik
from groups.models import Membership, Register
from groups.registers.actions.loading import decide_register, load_register
from groups.registers.reading import read_people

PEOPLE = 4_000
POVERTY_LIST = "DTSEN"
Day = datetime.timedelta(days=1)
QUARTERS = {1: "IV", 2: "I", 3: "II", 4: "III"}  # the list of the quarter before
JOBS = ["PETANI/PEKEBUN", "BURUH TANI/PERKEBUNAN", "PEDAGANG", "WIRASWASTA", "PETERNAK"]
HEAD: list[list[object]] = [
    ["BUKU INDUK PENDUDUK WNI"],
    [],
    ["PROVINSI", ":", "JAWA TIMUR", "KABUPATEN/KOTA", ":", "MALANG"],
    ["KECAMATAN", ":", "PONCOKUSUMO", "DESA/KELURAHAN", ":", "DAWUHAN"],
    [],
    [
        *("No", "Nama Lengkap", "NIK", "Tempat dan Tanggal Lahir", "", "JK", "SHDK", "Agama"),
        *("Pendidikan", "Pekerjaan", "Nama Orang Tua Kandung", "Nama Orang Tua Kandung"),
    ],
    ["", "", "", "Tempat Lahir", "Tgl/Bln/Th", "", "", "", "Terakhir", "", "Ibu", "Ayah"],
    [f"-{number}" for number in range(1, 13)],
]
POOR_HEAD: list[list[object]] = [
    ["DAFTAR PEMERINGKATAN DESIL"],
    ["Desa DAWUHAN, Kecamatan PONCOKUSUMO, Kabupaten MALANG"],
    [],
    ["NO", "NO KK", "NIK", "NAMA", "ALAMAT", "DESIL"],
]
Rows = Iterator[list[object]]


@dataclass(frozen=True)
class Resident:
    name: str
    sex: str
    born: datetime.date
    nik: str
    relation: str
    job: str


@dataclass
class Family:
    kk: str
    place: str  # "KRAJAN, RT/RW : 006/001"
    decile: int
    people: list[Resident] = field(default_factory=list)


class Registers:
    """Of the members' families and invented neighbours; the same for a seed and a day."""

    def __init__(self, *, seed: int, today: datetime.date, people: int = PEOPLE):
        self.rng, self.today = random.Random(f"registers {seed}"), today
        self.families: list[Family] = []
        for member in self._members():
            self.families.append(self._of_member(member))
        while sum(len(each.people) for each in self.families) < people:
            self.families.append(self._invented())

    def load(self, by: User) -> list[Register]:
        """The population, the poverty list of the quarter before and that of today."""
        population = _file([*HEAD, *self._population()])
        before = _file([*POOR_HEAD, *self._poor(moved=False)])
        now = _file([*POOR_HEAD, *self._poor(moved=True)])
        days = [self.today - 40 * Day, self.today - 120 * Day, self.today - 30 * Day]
        lists = {"list_name": POVERTY_LIST}
        return [
            self._load("bip_dawuhan.xlsx", population, days[0], by),
            self._load("desil_lama.xlsx", before, days[1], by, **lists),
            self._load("desil.xlsx", now, days[2], by, **lists),
        ]

    def _load(
        self, name: str, content: bytes, day: datetime.date, by: User, **listed: str
    ) -> Register:
        version = f"{QUARTERS[(day.month - 1) // 3 + 1]}/{day.year}" if listed else ""
        register = load_register(
            village=Region.objects.get(pk=VILLAGE),
            as_of=day,
            version=version,
            file_name=name,
            content=content,
            reading=read_people(content, name),
            today=self.today,
            by=by,
            **listed,
        ).register
        decide_register(register=register, leaves_out=["twice"], by=by)
        return register

    def _members(self) -> list[Membership]:
        rows = Membership.objects.filter(group__village=VILLAGE, until=None)
        return list(rows.select_related("person__household", "group").order_by("group", "number"))

    def _of_member(self, member: Membership) -> Family:
        """The member with a husband or wife and children, on the card that the group gave."""
        person = member.person
        born = person.born_on or self.today - self.rng.randint(25 * 365, 55 * 365) * Day
        family = Family(
            person.household.kk or kk(self.rng, self.today),
            self._place(member.group.hamlet or "Krajan"),
            self.rng.choice([1, 1, 2, 2, 3]),
        )
        number = person.nik or nik(self.rng, born, person.sex)
        relation = "KEPALA KELUARGA" if person.sex == "M" else "ISTRI"
        family.people.append(
            Resident(person.name.upper(), person.sex, born, number, relation, self._job())
        )
        self._grow(family, "F" if person.sex == "M" else "M", born)
        return family

    def _invented(self) -> Family:
        born = self.today - self.rng.randint(23 * 365, 75 * 365) * Day
        family = Family(
            kk(self.rng, self.today),
            self._place(self.rng.choice(HAMLETS)),
            self.rng.randint(1, 10),
        )
        family.people.append(self._resident("M", born, "KEPALA KELUARGA"))
        if self.rng.random() < 0.85:
            self._grow(family, "F", born)
        return family

    def _grow(self, family: Family, sex: str, born: datetime.date) -> None:
        relation = "ISTRI" if sex == "F" else "KEPALA KELUARGA"
        near = born + self.rng.randint(-1500, 1500) * Day
        family.people.append(self._resident(sex, near, relation))
        for _child in range(self.rng.choice([0, 1, 2, 2, 3])):
            later = born + self.rng.randint(21 * 365, 35 * 365) * Day
            if later < self.today:
                family.people.append(self._resident(self.rng.choice("FM"), later, "ANAK"))

    def _resident(self, sex: str, born: datetime.date, relation: str) -> Resident:
        first, second = (WOMEN, WOMENS_SECOND) if sex == "F" else (MEN, MENS_SECOND)
        name = f"{self.rng.choice(first)} {self.rng.choice(second)}".upper()
        job = "PELAJAR/MAHASISWA" if relation == "ANAK" else self._job()
        return Resident(name, sex, born, nik(self.rng, born, sex), relation, job)

    def _job(self) -> str:
        return self.rng.choice(JOBS)

    def _place(self, hamlet: str) -> str:
        rt, rw = self.rng.randint(1, 9), self.rng.randint(1, 4)
        return f"{hamlet.upper()}, RT/RW : {rt:03}/{rw:03}"

    def _population(self) -> Rows:
        number = 0
        for family in self.families:
            yield [
                f"No. KK : {family.kk} \xa0",
                "",
                f"Alamat : DAWUHAN, Nama Dusun : {family.place}",
            ]
            for each in family.people:
                number += 1
                yield [
                    *(number, each.name, f"{each.nik}\xa0", "MALANG", f"{each.born:%d-%m-%Y}"),
                    *("Pr" if each.sex == "F" else "Lk", each.relation, "ISLAM"),
                    *("TAMAT SD/SEDERAJAT", each.job, "", ""),
                ]

    def _poor(self, *, moved: bool) -> Rows:
        """Families up to decile 5; in the newer list one in twenty stands elsewhere."""
        number = 0
        for place, family in enumerate(self.families):
            decile = family.decile + (2 if moved and place % 20 == 7 else 0)
            if decile > 5:
                continue
            number += 1
            head = family.people[0]
            address = f"DUSUN {family.place}".replace(", RT/RW : ", " RT ").replace("/", " RW ")
            yield [number, family.kk, head.nik, head.name, address, decile]


def _file(rows: list[list[object]]) -> bytes:
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    sheet = book.add_worksheet()
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    book.close()
    return content.getvalue()
