"""A cut-off workbook of old groups, row by row, and as a file."""

import datetime
import io

import xlsxwriter

from finance.reports.old_groups import GROUPS
from tests.conftest import TODAY
from tests.factories import LONG_AGO

HEADINGS = {sheet.name: [column.heading for column in sheet.columns] for sheet in GROUPS.sheets}
COUNTED = TODAY - datetime.timedelta(days=3)
OF_GROUP = {
    "Nama Kelompok": "Melati",
    "Desa": "35.07.07.2001",
    "Tanggal Berdiri": LONG_AGO,
    "Nomor SK": "140/12/2019",
    "Tanggal SK": LONG_AGO,
    "Usaha": "Ternak kambing",
    "Tanggal Pertemuan": 10.0,
    "Jam": "19.30",
    "Tanggal Hitung": COUNTED,
    "Dihitung Oleh": "Sutini, Ponisri",
    "Kas": 450_000.0,
    "Bank": 200_000.0,
    "IKS": 150_000.0,
    "Modal": -100_000.0,
}
OF_MEMBER = {
    "Nama Kelompok": "Melati",
    "Jenis Kelamin (L/P)": "P",
    "Simpanan Pokok": 50_000.0,
    "Simpanan Wajib": 60_000.0,
    "Simpanan Sukarela": 10_000.0,
}
POSTS = ["Ketua", "Sekretaris", "Bendahara"]
NAMES = ["SUTINI", "PONISRI", "KASIYEM", "LASMINI", "RUKMINI"]


def group_row(**more):
    return OF_GROUP | more


def member_rows(count=5, group="Melati", **first):
    """Members with 600.000 saved by five; the first have offices."""
    return [
        OF_MEMBER
        | {"Nama Kelompok": group, "Nama Lengkap": NAMES[at], "Jabatan": (POSTS + [""] * 9)[at]}
        | (first if at == 0 else {})
        for at in range(count)
    ]


def sheets(groups, members):
    told = {"Kelompok": groups, "Anggota": members}
    return [
        (name, [headings, *([row.get(each, "") for each in headings] for row in told[name])])
        for name, headings in HEADINGS.items()
    ]


def file_of(groups, members) -> io.BytesIO:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for name, rows in sheets(groups, members):
            sheet = book.add_worksheet(name)
            for at, row in enumerate(rows):
                for place, cell in enumerate(row):
                    if isinstance(cell, datetime.date):
                        sheet.write_datetime(
                            at, place, datetime.datetime.combine(cell, datetime.time()), day
                        )
                    elif cell != "":
                        sheet.write(at, place, cell)
    file.seek(0)
    file.name = "kelompok.xlsx"
    return file
