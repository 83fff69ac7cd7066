"""A member of a cut-off workbook: person, office, savings, loan."""

import datetime
from collections.abc import Callable

from finance.old_groups.rows import Lack, OldMember
from finance.old_groups.tables import Days, Line
from groups.models import Office
from groups.registers.reading import Fault
from groups.registers.reading.build import ODD_IN_NAMES
from groups.registers.reading.cells import is_name, key
from groups.registers.reading.codes import SEX
from groups.registers.reading.dates import NoDay
from groups.registers.reading.numbers import LENGTH, digits_of, faults_of_nik

SAVINGS = ("Simpanan Pokok", "Simpanan Wajib", "Simpanan Sukarela")
SEX_OF_USER = {"L": "M", "P": "F"}
POSTS = {
    "ketua": Office.Post.CHAIR,
    "sekretaris": Office.Post.SECRETARY,
    "bendahara": Office.Post.TREASURER,
    "anggota": None,
    "": None,
}
Add = Callable[[Line, str, Lack | Fault], None]


def member_of(line: Line, days: Days, add: Add) -> OldMember:
    """The member as written; what is wrong is told to `add`."""
    name, sex = line.text("Nama Lengkap"), SEX.get(key(line.text("Jenis Kelamin (L/P)")), "")
    if not is_name(name):
        add(line, "Nama Lengkap", Fault.NAME_MISSING)
    elif ODD_IN_NAMES.search(name):
        add(line, "Nama Lengkap", Fault.NAME_SIGNS)
    if not sex:
        add(line, "Jenis Kelamin (L/P)", Lack.SEX)
    born_on = None
    try:
        born_on = days.day(line, "Tanggal Lahir")
    except NoDay:
        add(line, "Tanggal Lahir", Fault.BORN_IMPOSSIBLE)
    post = line.text("Jabatan")
    if key(post) not in POSTS:
        add(line, "Jabatan", Lack.POST)
    return OldMember(
        row=line.row,
        name=name[:100],
        sex=SEX_OF_USER.get(sex, ""),
        born_on=born_on,
        nik=_nik(line, sex, born_on, add),
        kk=_kk(line, add),
        address=line.text("Alamat")[:150],
        post=POSTS.get(key(post)),
        savings=_savings(line, add),
        loan=_amount(line, "Sisa Pinjaman", add),
    )


def _savings(line: Line, add: Add) -> tuple[int, int, int]:
    pokok, wajib, sukarela = (_amount(line, name, add) for name in SAVINGS)
    return pokok, wajib, sukarela


def _amount(line: Line, name: str, add: Add) -> int:
    amount = line.amount(name)
    if amount is None or amount < 0:
        add(line, name, Lack.AMOUNT)
        return 0
    return amount


def _nik(line: Line, sex: str, born_on: datetime.date | None, add: Add) -> str:
    nik, fault = digits_of(line.cell("NIK"))
    if fault:
        add(line, "NIK", fault)
    elif not nik:
        add(line, "NIK", Fault.NIK_MISSING)
    else:
        for each in faults_of_nik(nik, sex, born_on):
            add(line, "NIK", each)
    return nik


def _kk(line: Line, add: Add) -> str:
    kk, fault = digits_of(line.cell("No. KK"))
    if fault or (kk and len(kk) != LENGTH):
        add(line, "No. KK", Fault.KK_LENGTH)
    elif not kk:
        add(line, "No. KK", Fault.KK_MISSING)
    return kk
