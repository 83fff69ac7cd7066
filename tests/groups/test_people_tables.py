"""What is odd in tables of people, a row at a time: numbers, days, families, notes."""

import datetime

import pytest

from groups.registers.reading import Fault, UnknownTable
from groups.registers.reading.reading import read_tables
from tests.conftest import TODAY

NIK, OTHER = "3507070409819001", "3507074802739002"  # 4 September 1981; a woman, 8 February 1973
KK = "3507071103179001"
SIAK = ["Nomor KK", "NIK", "Nama Penduduk", "Status", "Tanggal Lahir", "Kelamin", "SHDK"]
SIAK += ["Alamat", "RW", "RT", "Petugas Entri", "Tgl Entri"]
LIST = ["NO", "NO KK", "NIK", "NAMA", "ALAMAT", "DESIL"]
BORN = datetime.date(1981, 9, 4)


def read(*rows, **mapping):
    return read_tables([("Sheet1", [list(row) for row in rows])], mapping, today=TODAY)


def row_of_siak(nik=NIK, born="", **more):
    told = {"Nomor KK": KK, "Nama Penduduk": "SUKARDI", "Status": "Hidup", "Kelamin": "Laki-Laki"}
    told |= {"SHDK": "Anak", "NIK": nik, "Tanggal Lahir": born} | more
    return [told.get(name, "") for name in SIAK]


def siak(*rows):
    return read(SIAK, *rows)


def one(**more):
    reading = siak(row_of_siak(**more))
    return reading.people[0], [flaw.what for flaw in reading.flaws]


def faults(reading):
    return [flaw.what for flaw in reading.flaws]


@pytest.mark.parametrize(
    ("nik", "read_as", "fault"),
    [
        (f"{NIK}\xa0", NIK, None),
        (f"'{NIK}", NIK, None),
        ("3507 0704 0981 9001", NIK, None),
        ("350707.040981.9001", NIK, None),
        ("3507070\n409819001", NIK, None),
        (float(NIK), NIK, None),
        (3507070409819000.0, "3507070409819000", Fault.NIK_ROUNDED),
        ("3,50707E+15", "", Fault.NIK_ROUNDED),
        ("3.50707040981900E+15", "", Fault.NIK_ROUNDED),
        ("0", "", Fault.NIK_MISSING),
        (0.0, "", Fault.NIK_MISSING),
        ("-", "", Fault.NIK_MISSING),
        ("NULL", "", Fault.NIK_MISSING),
        ("0000000000000000", "", Fault.NIK_MISSING),
        ("350707040981900", "350707040981900", Fault.NIK_LENGTH),
        ("35070704098190011", "35070704098190011", Fault.NIK_LENGTH),
        ("35O7070409819001", "", Fault.NIK_SIGNS),
        ("3507073113819001", "3507073113819001", Fault.NIK_DATE),
        ("3507070409810000", "3507070409810000", Fault.NIK_SERIAL),
        ("9907070409819001", "9907070409819001", Fault.NIK_REGION),
        (OTHER, OTHER, Fault.SEX_OTHER),
    ],
)
def test_a_nik_as_files_hold_it(nik, read_as, fault):
    person, found = one(nik=nik)

    assert person.nik == read_as
    assert found == ([fault] if fault else [])


@pytest.mark.parametrize(
    "born",
    [
        BORN,
        datetime.datetime(1981, 9, 4, 7, 30),
        "04/09/1981",
        "4-9-1981",
        "04.09.1981",
        "1981-09-04",
        "1981/09/04",
        "1981-09-04 00:00:00",
        "4 September 1981",
        "04 Sep 1981",
        "4-Sept-81",
        "04/09/81",
        "September 4, 1981",
        29833.0,
        "29833",
        "04091981",
        "19810904",
        datetime.date(1981, 4, 9),  # exchanged by Excel, as the NIK shows
        "09/04/1981",
    ],
)
def test_a_day_is_read_whatever_its_writing(born):
    person, found = one(born=born)

    assert person.born == BORN
    assert found == []


@pytest.mark.parametrize("born", ["", "-", "NULL", "0000-00-00", "00/00/0000", "0"])
def test_an_empty_day_stays_empty(born):
    person, found = one(born=born)

    assert person.born is None
    assert found == []


@pytest.mark.parametrize("born", ["31/02/1981", "13/13/1981", "1981", "tidak tahu", "04/09/2981"])
def test_a_day_that_does_not_exist_is_a_flaw(born):
    person, found = one(born=born)

    assert person.born is None
    assert found == [Fault.BORN_IMPOSSIBLE]


def test_the_other_rows_settle_which_comes_first():
    ours = siak(row_of_siak("", "04/09/1981"), row_of_siak("", "25/09/1981"))
    theirs = siak(row_of_siak("", "04/09/1981"), row_of_siak("", "09/25/1981"))

    assert ours.people[0].born == BORN
    assert theirs.people[0].born == datetime.date(1981, 4, 9)
    assert Fault.BORN_UNSURE not in faults(ours) + faults(theirs)


def test_what_nothing_settles_is_a_flaw():
    reading = siak(row_of_siak("", "04/09/1981"), row_of_siak("", "05/05/1981"))

    assert reading.people[0].born == BORN
    assert faults(reading).count(Fault.BORN_UNSURE) == 1


def test_each_nik_decides_where_a_file_writes_both_ways():
    reading = siak(
        row_of_siak(NIK, "04/09/1981"),
        row_of_siak(OTHER, "02/08/1973", Kelamin="P"),
        row_of_siak("", "25/09/1981"),
        row_of_siak("", "09/25/1981"),
        row_of_siak("", "03/04/1981"),
    )

    assert [each.born for each in reading.people[:2]] == [BORN, datetime.date(1973, 2, 8)]
    assert [flaw.row for flaw in reading.flaws if flaw.what == Fault.BORN_UNSURE] == [6]


def test_one_nik_of_another_day_moves_no_order():
    rows = [
        row_of_siak(f"35070704{month:02}819001", f"04/{month:02}/1981") for month in range(5, 13)
    ]
    reading = siak(*rows * 2, row_of_siak("3507070904819001", "04/09/1981"))

    assert reading.people[-1].born == BORN
    assert [flaw.row for flaw in reading.flaws if flaw.what == Fault.BORN_OTHER] == [18]


def test_people_without_a_nik_stay_several():
    reading = siak(*[row_of_siak("0", Status="Mati")] * 3)

    assert len(reading.people) == 3
    assert Fault.NIK_TWICE not in faults(reading)


def test_the_same_nik_is_told_at_each_row():
    reading = siak(row_of_siak(), row_of_siak(f"'{NIK}"), row_of_siak(OTHER, Kelamin="P"))

    assert [(flaw.row, flaw.what) for flaw in reading.flaws] == [
        (2, Fault.NIK_TWICE),
        (3, Fault.NIK_TWICE),
    ]


@pytest.mark.parametrize(
    ("heading", "text", "fault"),
    [
        ("Nomor KK", "", Fault.KK_MISSING),
        ("Nomor KK", "0", Fault.KK_MISSING),
        ("Nomor KK", "350707110317900", Fault.KK_LENGTH),
        ("Nama Penduduk", "", Fault.NAME_MISSING),
        ("Nama Penduduk", "123", Fault.NAME_MISSING),
        ("Nama Penduduk", '=HYPERLINK("http://x")', Fault.NAME_SIGNS),
        ("Nama Penduduk", "SUKARDI <b>", Fault.NAME_SIGNS),
        ("Kelamin", "X", Fault.CODE),
        ("Status", "Mati", Fault.DEAD),
        ("Status", "Pindah Luar Negeri", Fault.MOVED),
        ("Status", "Tidak Valid", Fault.NOT_VALID),
    ],
)
def test_a_flaw_names_row_column_and_kind(heading, text, fault):
    reading = siak(row_of_siak(**{heading: text}))

    assert [(flaw.row, flaw.column, flaw.what) for flaw in reading.flaws] == [(2, heading, fault)]


@pytest.mark.parametrize(
    ("address", "home"),
    [
        ("DSN. KRAJAN", (None, None, "KRAJAN")),
        ("Dusun Sumber Wetan RT 04 RW 03", (4, 3, "Sumber Wetan")),
        ("JL. RAYA NO. 5, DUSUN KRAJAN RT.001/RW.002", (1, 2, "KRAJAN")),
        ("RT/RW : 006/001 DUSUN : KRAJAN", (6, 1, "KRAJAN")),
        ("KRAJAN RT 1/2", (1, 2, "KRAJAN")),
        ("JL. MELATI 12", (None, None, "")),
        ("-", (None, None, "")),
    ],
)
def test_an_address_gives_rt_rw_and_hamlet(address, home):
    person, _found = one(Alamat=address)

    assert (person.rt, person.rw, person.hamlet) == home


@pytest.mark.parametrize("decile", ["0", "11", 12.0, "x", "-1"])
def test_a_decile_is_one_to_ten(decile):
    reading = read(LIST, [1, KK, NIK, "SUKARDI", "", decile])

    assert reading.people[0].decile is None
    assert faults(reading) == [Fault.DECILE]


def test_the_file_s_own_count_is_compared():
    rows = [LIST, [1, KK, NIK, "SUKARDI", "", 1]]

    assert read(*rows, ["JUMLAH KELUARGA : 1"]).counts == {"families": 1}
    assert faults(read(*rows, ["", "TOTAL PENDUDUK", 2.0])) == [Fault.COUNT]


def test_an_aid_with_a_column_of_its_own():
    reading = read(
        ["NAMA PENERIMA", "NIK KTP", "PKH", "SEMBAKO", "NM KEC"],
        ["SUKARDI", NIK, "YA", "TIDAK", ""],
    )

    assert reading.format == "siks_ng_bnba"
    assert reading.people[0].aid == ("PKH",)


def test_a_person_with_a_row_for_each_aid_is_one():
    headings = ["NAMA PENERIMA", "NIK KTP", "BANSOS", "TAHAP"]
    rows = [["SUKARDI", NIK, aid, "1"] for aid in ("PKH", "SEMBAKO", "PKH")]
    reading = read(headings, *rows, ["PONIRAN", NIK, "PKH", "1"])

    assert [(each.row, each.name, each.aid) for each in reading.people] == [
        (2, "SUKARDI", ("PKH", "SEMBAKO")),
        (5, "PONIRAN", ("PKH",)),
    ]
    assert faults(reading) == [Fault.NIK_TWICE] * 2


def test_who_signs_is_nobody_of_the_list():
    reading = siak(
        row_of_siak(),
        row_of_siak(
            "NIP. 197001011990031001", **{"Nama Penduduk": "SUPARMAN, S.Sos", "Kelamin": ""}
        ),
        ["", "NIP. 197001011990031001"],
        ["", "", "SUPARMAN"],
    )

    assert [each.name for each in reading.people] == ["SUKARDI"]


@pytest.mark.parametrize(
    "text", ["LUMAJANG, 04-09-1981", "LUMAJANG,4 September 1981", "LUMAJANG / 1981-09-04"]
)
def test_place_and_day_in_one_cell(text):
    headings = ["NO", "NO KK", "NIK", "NAMA", "Tempat/Tgl Lahir", "DESIL"]
    (person,) = read(headings, [1, KK, NIK, "SUKARDI", text, 1]).people

    assert (person.place, person.born) == ("LUMAJANG", BORN)


def test_sheets_of_one_kind_are_one_file():
    sheets = [(f"RT {rt}", [SIAK, row_of_siak(RT=rt)]) for rt in (1, 2)]
    reading = read_tables([*sheets, ("Catatan", [["Isi dengan benar"]])], {}, today=TODAY)

    assert [(each.sheet, each.rt) for each in reading.people] == [("RT 1", 1), ("RT 2", 2)]
    assert reading.sheet == "RT 1, RT 2"


def test_an_unknown_table_is_read_as_a_person_maps_it():
    rows = [
        ["Daftar warga"],
        ["No", "Nama", "Nomor KTP", "L/P", "HP"],
        [1, "Sukardi", NIK, "L", ""],
    ]
    with pytest.raises(UnknownTable) as refused:
        read(*rows)

    assert refused.value.headings == rows[1]
    assert refused.value.rows == rows[2:]
    assert refused.value.guess["nik"] == "Nomor KTP"
    person = read(*rows, name="Nama", nik="Nomor KTP").people[0]
    assert (person.row, person.name, person.nik, person.sex) == (3, "Sukardi", NIK, "")


def test_a_mapping_whose_headings_are_gone_is_unknown():
    with pytest.raises(UnknownTable):
        read(SIAK, row_of_siak(), name="Nama Warga")
