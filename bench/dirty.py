"""Invented files with flaws of known number: people of a village, old groups with members."""

import datetime
import io
from collections import Counter
from itertools import cycle

import xlsxwriter

from bench.xls import Cell, xls

Planted = Counter[str]
Row = dict[str, Cell]
Changes = tuple[str, dict[str, Cell]]  # a flaw, and the cells that make it
KK = 3507070101100001
EVERY = 40  # rows of people, or groups, of which one is flawed
NAMES = ["SUTINI", "PONISRI", "KASIYEM", "LASMINI", "RUKMINI", "SUMIATI", "WAGINI", "JUMIATI"]
SIAK = ["Nomor KK", "NIK", "Nama Penduduk", "Status", "Tempat Lahir", "Tanggal Lahir", "Kelamin"]
SIAK += ["SHDK", "Alamat", "RW", "RT", "Petugas Entri", "Tgl Entri"]
SAVED, MEMBERS = 100_000.0, 10  # of a member; of a group
COUNTED = datetime.date(2026, 6, 30)
OF_PEOPLE: list[Changes] = [
    ("NIK missing", {"NIK": "0"}),
    ("NIK length", {"NIK": "350707570585000"}),
    ("NIK not digits", {"NIK": "35O7075705850001"}),
    ("birth date differs from NIK", {"Tanggal Lahir": datetime.date(2006, 1, 31)}),
    ("sex differs from NIK", {"Kelamin": "Laki-Laki"}),
    ("impossible date", {"Tanggal Lahir": "31/02/1980"}),
    ("KK missing", {"Nomor KK": ""}),
    ("KK length", {"Nomor KK": "350707"}),
    ("no name", {"Nama Penduduk": ""}),
    ("name with odd signs", {"Nama Penduduk": '=HYPERLINK("http://x")'}),
    ("dead", {"Status": "Mati"}),
    ("moved", {"Status": "Pindah Dalam Negeri"}),
    ("not valid", {"Status": "Tidak Valid"}),
    ("unknown code", {"Kelamin": "X"}),
]
OF_GROUPS: list[Changes] = [
    ("no village", {"Desa": ""}),
    ("day", {"Tanggal Berdiri": ""}),
    ("business", {"Usaha": "tambang"}),
    ("day of meetings", {"Tanggal Pertemuan": ""}),
    ("counted by", {"Dihitung Oleh": ""}),
    ("amount", {"Kas": "banyak"}),
    ("not balanced", {"Modal": 500.0}),
]
OF_MEMBERS: list[Changes] = [
    ("NIK missing", {"NIK": ""}),
    ("NIK length", {"NIK": "350707570585000"}),
    ("sex", {"Jenis Kelamin (L/P)": ""}),
    ("sex differs from NIK", {"Jenis Kelamin (L/P)": "L"}),
    ("impossible date", {"Tanggal Lahir": "31/02/1980"}),
    ("KK length", {"No. KK": "350707"}),
    ("no name", {"Nama Lengkap": ""}),
    ("office", {"Jabatan": "Pembina"}),
    ("amount", {"Simpanan Wajib": "banyak"}),
]


def born(at: int) -> datetime.date:
    """Another day for each of twenty thousand."""
    return datetime.date(1950, 1, 1) + datetime.timedelta(days=at * 7 % 20_000)


def nik(at: int) -> str:
    """Of a woman of that birth date."""
    date = born(at)
    return f"350707{date.day + 40:02}{date:%m%y}0001"


def people(count: int) -> tuple[bytes, Planted]:
    """An .xls of a village as SIAK writes it, and how often each flaw was planted."""
    planted: Planted = Counter()
    rows, flaws = [], cycle(OF_PEOPLE)
    for at in range(count):
        row = _person(at)
        if at % EVERY == 0:
            flaw, cells = next(flaws)
            row |= cells
            planted[flaw] += 1
        elif at % EVERY == 1 and at % (EVERY * 5) == 1:
            row |= {"NIK": nik(at + 1), "Tanggal Lahir": born(at + 1)}
            planted["NIK on two rows"] += 2
        rows.append([row[name] for name in SIAK])
    _spread_lengths(rows)
    return xls([SIAK, *rows]), planted


def _person(at: int) -> Row:
    return {
        "Nomor KK": f"{KK + at // 4}",
        "NIK": nik(at),
        "Nama Penduduk": f"{NAMES[at % 8]} {NAMES[at // 8 % 8]}",
        "Status": "Hidup",
        "Tempat Lahir": "MALANG",
        "Tanggal Lahir": born(at),
        "Kelamin": "Perempuan",
        "SHDK": "Anak" if at % 4 else "Kepala Keluarga",
        "Alamat": "DUSUN KRAJAN",
        "RW": 1.0,
        "RT": 6.0,
        "Petugas Entri": "OPERATOR",
        "Tgl Entri": COUNTED,
    }


def _spread_lengths(rows: list[list[Cell]]) -> None:
    """Make the short numbers differ, so that none stands on two rows."""
    at = SIAK.index("NIK")
    for number, row in enumerate(rows):
        if row[at] == "350707570585000":
            row[at] = f"3507075{number:08}"


def groups(count: int) -> tuple[bytes, Planted]:
    """A cut-off workbook of groups of ten, and how often each flaw was planted."""
    planted: Planted = Counter()
    of_groups, of_members, flaws = [], [], cycle([*OF_GROUPS, *OF_MEMBERS])
    for at in range(count):
        group, members = _group(at), [_member(at, each) for each in range(MEMBERS)]
        if at % EVERY == 0:
            flaw, cells = next(flaws)
            (members[5] if (flaw, cells) in OF_MEMBERS else group).update(cells)
            if flaw == "NIK length":
                members[5]["NIK"] = f"3507075{at:08}"
            planted[flaw] += 1
        elif at % (EVERY * 10) == 1:
            members.append(members[9] | {"Nama Kelompok": "Tidak Ada", "NIK": ""})
            planted["no group"] += 1
        elif at % (EVERY * 10) == 2:
            members = []
            planted["no members"] += 1
        of_groups.append(group)
        of_members += members
    return _workbook({"Kelompok": of_groups, "Anggota": of_members}), planted


def _group(at: int) -> Row:
    return {
        "Nama Kelompok": f"Mawar {at}",
        "Desa": "35.07.07.2001",
        "Tanggal Berdiri": datetime.date(2019, 5, 13),
        "Usaha": "Ternak kambing",
        "Tanggal Pertemuan": 10.0,
        "Tanggal Hitung": COUNTED,
        "Dihitung Oleh": "Sutini, Ponisri",
        "Kas": SAVED * MEMBERS,
        "Bank": 0.0,
        "IKS": 0.0,
        "Modal": 0.0,
    }


def _member(group: int, at: int) -> Row:
    number = group * MEMBERS + at
    return {
        "Nama Kelompok": f"Mawar {group}",
        "Nama Lengkap": f"{NAMES[number % 8]} {NAMES[number // 8 % 8]}",
        "NIK": nik(number),
        "No. KK": f"{KK + number}",
        "Jenis Kelamin (L/P)": "P",
        "Tanggal Lahir": born(number),
        "Jabatan": ["Ketua", "Sekretaris", "Bendahara", *[""] * 7][at],
        "Simpanan Pokok": 50_000.0,
        "Simpanan Wajib": 40_000.0,
        "Simpanan Sukarela": 10_000.0,
    }


def _workbook(sheets: dict[str, list[Row]]) -> bytes:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"strings_to_formulas": False}) as book:
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, list(rows[0]))
            for at, row in enumerate(rows, start=1):
                for place, cell in enumerate(row.values()):
                    if isinstance(cell, datetime.date):
                        moment = datetime.datetime.combine(cell, datetime.time())
                        sheet.write_datetime(at, place, moment, day)
                    else:
                        sheet.write(at, place, cell)
    return file.getvalue()
