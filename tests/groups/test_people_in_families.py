"""Population books, whose families are blocks: what stands between the people."""

from groups.registers.reading import Fault
from groups.registers.reading.reading import read_tables
from tests.conftest import TODAY

NIK, OTHER = "3507070409819001", "3507074802739002"
KK = "3507071103179001"
HEADINGS = ["No", "Nama Lengkap", "NIK", "Tempat Lahir", "Tgl/Bln/Th", "JK", "SHDK"]
OF_2012 = ["", "NO", "NIK", "NAMA", "JK", "TMPT LHR", "TGL LHR", "KTPEL", "HUB. KEL"]
ABOVE_2012 = ["", "NO.KK", "", "NAMA.KK", "", "", "ALAMAT"]
PAGE = [["BUKU INDUK PENDUDUK"], ["KECAMATAN", ":", "PONCO", "DESA/KELURAHAN", ":", "\xa0DAWUHAN"]]
EKTP = [
    "NO",
    "Nama Lengkap",
    "NIK",
    "Tempat Lahir",
    "Tgl/Bln/Th",
    "JK",
    "SHDK",
    "Wjb KTP",
    "Stat Rkm",
]
EKTP += ["No Akta Lahir"]
ABOVE_EKTP = [
    "No. KK :",
    "",
    "Nama Kepala Keluarga :",
    "",
    "",
    "",
    "No. Blangko KK :",
    "",
    "",
    "Alamat :",
]


def read(*rows):
    return read_tables([("", [list(row) for row in rows])], {}, today=TODAY)


def person(number, name, nik="0", **more):
    return [number, name, nik, "MALANG", "04-09-1981", more.get("sex", "Lk"), "ANAK"]


def of_2012(number, name, nik="0"):
    return ["", number, nik, name, "L", "MALANG", "04-09-1981", "NULL", "Anak"]


def homes(reading):
    return [(each.name, each.kk, each.rt, each.rw, each.hamlet) for each in reading.people]


def test_a_family_over_two_printed_pages_stays_one():
    card = [f"NO.KK: {KK}", "", "ALAMAT : JL. RAYA NO. 5, NAMA DUSUN : KRAJAN, RT/RW : 6/1"]
    reading = read(*PAGE, HEADINGS, card, person(1, "A"), *PAGE, HEADINGS, person(2, "B"))

    assert homes(reading) == [(name, KK, 6, 1, "KRAJAN") for name in "AB"]


def test_a_family_without_a_number_takes_none_of_the_family_before():
    with_card = [
        f"No. KK : {KK} \xa0",
        "",
        "Alamat : DAWUHAN, Nama Dusun : KRAJAN, RT/RW : 006/001",
    ]
    without = ["No. KK : ", "", "Alamat : DAWUHAN, Nama Dusun : -, RT/RW : -/-"]
    reading = read(*PAGE, HEADINGS, with_card, person(1, "A"), without, person(2, "B"))

    assert homes(reading)[1] == ("B", "", None, None, "")
    assert reading.village == "DAWUHAN"
    assert [flaw.row for flaw in reading.flaws if flaw.what == Fault.KK_MISSING] == [7]


def test_values_below_their_labels_may_be_missing():
    reading = read(
        ABOVE_2012,
        ["", KK, "", "A", "", "", " DUSUN PUTUK, RT:006, RW:003, Kodepos:65157,-"],
        OF_2012,
        of_2012(1, "A", NIK),
        ABOVE_2012,
        ["", "", "", "B"],
        OF_2012,
        of_2012(2, "B"),
        OF_2012,
        of_2012(3, "C"),
    )

    assert reading.format == "bip_2012"
    assert homes(reading) == [
        ("A", KK, 6, 3, "PUTUK"),
        ("B", "", None, None, ""),
        ("C", "", None, None, ""),
    ]


def test_labels_that_end_a_page_begin_the_family_of_the_next():
    values = ["", KK, "", "A", "", "", "DUSUN PUTUK"]
    reading = read(OF_2012, ABOVE_2012, ABOVE_2012, values, OF_2012, of_2012(1, "A", NIK))

    assert homes(reading) == [("A", KK, None, None, "PUTUK")]


def test_a_number_of_a_deed_is_no_family():
    first = [*person(1, "A", NIK), "WAJIB", "", "AL.1234567890"]
    second = ["-", "", "B", "", "", "", "", "", "", "DESA DAWUHAN RT/RW : 001/002 DUSUN : PUTUK"]
    reading = read(
        EKTP,
        ABOVE_EKTP,
        [KK, "", "A", "", "", "", "", "", "", "RT/RW : 006/001 DUSUN : KRAJAN"],
        first,
        second,
        [*person(2, "B"), "WAJIB", "", ""],
    )

    assert reading.format == "bip_ektp"
    assert homes(reading) == [("A", KK, 6, 1, "KRAJAN"), ("B", "", 1, 2, "PUTUK")]


def test_a_page_a_family_with_notes_and_signatures():
    def page(kk, *people):
        yield ["", "DESA :", "DAWUHAN", "", "", "NO. KK :", kk]
        yield ["", "", "", "", "", "ALAMAT :", "DSN. KRAJAN,Kodepos :65157,Telp :,-"]
        yield ["", "", "", "", "", "NO.RT/RW :", "006/001"]
        yield [*HEADINGS, "KET"]
        yield from people
        yield ["Mengetahui,", "", "", "", "Petugas,", "", "Kepala Keluarga,"]
        yield ["SUNARTO, S.Sos", "", "", "", "BUDI", "", "A"]
        yield ["2. Jika penduduk telah Pindah (PD) atau Meninggal Dunia (MD), coret datanya."]

    reading = read(
        *page(KK, [*person(1, "A", NIK), "MD 2020"], [*person(2, "B"), "Pindah ke Blitar"]),
        *page("", [*person(1, "C", OTHER, sex="Pr"), ""]),
    )

    assert reading.format == "bip_daftar_keluarga"
    assert homes(reading)[1:] == [("B", KK, 6, 1, "KRAJAN"), ("C", "", 6, 1, "KRAJAN")]
    assert [each.status for each in reading.people] == ["Mati", "Pindah", ""]


def test_half_of_the_headings_again_changes_nothing():
    upper = ["No", "Nama Lengkap", "NIK", "Tempat dan Tanggal Lahir", "", "JK", "SHDK"]
    lower = ["", "", "", "Tempat Lahir", "Tgl/Bln/Th", "", ""]
    card = [f"No. KK : {KK}", "", "Alamat : -, Nama Dusun : KRAJAN"]
    reading = read(upper, lower, card, person(1, "A", NIK), upper, person(2, "B"))

    assert [each.place for each in reading.people] == ["MALANG", "MALANG"]


def test_headings_above_signatures_have_no_lower_half():
    headings = [*HEADINGS, "NAMA IBU"]
    card = ["", "", "", "", "", "NO. KK :", KK]
    signs = ["Mengetahui,", "", "", "", "Petugas,", "", "", "Kepala Keluarga,"]
    one, other = [*person(1, "A", NIK), "IBU"], [*person(2, "B"), "IBU"]
    reading = read(card, headings, one, headings, signs, other)

    assert [each.mother for each in reading.people] == ["IBU", "IBU"]
