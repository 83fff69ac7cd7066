"""Our own template: what it asks for, and that what is filled in is read."""

import datetime
import io
import zipfile

from foundation.tables import tables
from groups.registers.reading.reading import read_tables, score
from groups.registers.reports.template import PEOPLE
from tests.conftest import TODAY

COLUMNS = [column.heading for column in PEOPLE.sheets[0].columns]
FILLED = {
    "No. KK": "3507071103179001",
    "NIK": "3507070409819001",
    "Nama Lengkap": "PONIRAN HANDAYANI",
    "Jenis Kelamin (L/P)": "L",
    "Tanggal Lahir": datetime.date(1981, 9, 4),
    "Hubungan dalam Keluarga": "Kepala Keluarga",
    "Dusun": "KRAJAN",
    "RT": "006",
    "RW": "001",
    "Status Penduduk": "Hidup",
    "Desil": "2",
}


def sheets():
    return tables(PEOPLE.content(), score)


def test_what_is_filled_in_is_read():
    (name, rows), notes = sheets()
    filled = [*rows, [FILLED.get(heading, "") for heading in COLUMNS]]

    reading = read_tables([notes, (name, filled)], {}, today=TODAY)

    assert (reading.format, reading.sheet, reading.flaws) == ("template", "Data Penduduk", [])
    person = reading.people[0]
    assert (person.name, person.nik, person.born) == (
        "PONIRAN HANDAYANI",
        "3507070409819001",
        datetime.date(1981, 9, 4),
    )
    assert (person.rt, person.rw, person.hamlet, person.decile) == (6, 1, "KRAJAN", 2)
    assert (person.status, person.relation) == ("Hidup", "Kepala Keluarga")


def test_each_column_is_explained_with_an_example():
    explained = {row[0].removesuffix(" (wajib)"): row[1:] for row in sheets()[1][1]}

    assert all(all(explained[heading]) for heading in COLUMNS)


def test_choices_are_offered_and_numbers_stay_text():
    with zipfile.ZipFile(io.BytesIO(PEOPLE.content())) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()

    assert sheet.count("<dataValidation ") == 8
    assert '"Kepala Keluarga,Suami,Istri' in sheet.replace("&quot;", '"')


def test_an_empty_template_holds_nobody():
    assert read_tables(sheets(), {}, today=TODAY).people == []
