"""Tables of banks: what is read, what is left out by name, what is refused and in which row."""

import datetime
from decimal import Decimal

import pytest

from grants.payment.statements.headings import Profile
from grants.payment.statements.lines import Proof, Refused
from grants.payment.statements.reading import read
from tests.grants.bank_writing import booked, excel, jatim

pytestmark = pytest.mark.usefixtures("in_english")
MARCH = [
    (datetime.date(2026, 3, 2), 100_000_000, "SP2D 00123"),
    (datetime.date(2026, 3, 5), -30_000_000, "TRF KUBE MAWAR"),
    (datetime.date(2026, 3, 25), -2_500, "BIAYA"),
]
READ = [(date, Decimal(amount), said) for date, amount, said in MARCH]
HEAD = "Tanggal;Uraian;Debet;Kredit;Saldo\n"
ROWS = (
    "02/03/2026;SP2D 00123;;100.000.000,00;100.000.000,00\n"
    "05/03/2026;TRF KUBE MAWAR;30.000.000,00;;70.000.000,00\n"
    "25/03/2026;BIAYA;2.500,00;;69.997.500,00\n"
)
US = ROWS.translate(str.maketrans(",.", ".,"))


def told(content, **more):
    (statement,) = read(content if isinstance(content, bytes) else content.encode(), **more)
    return statement


def lines(content, **more):
    return [(line.date, line.amount, line.text) for line in told(content, **more).lines]


GOOD = {
    "five lines above": "Bank Jatim\nAlamat;Jl. Basuki\nNo. Rekening;0123456789\n\n\n"
    + HEAD
    + ROWS,
    "totals below": HEAD + ROWS + ";TOTAL;30.002.500,00;100.000.000,00;\n",
    "sums below each other": HEAD + ROWS + "Saldo Awal : 0\nSaldo Akhir : 69.997.500,00\n",
    "sums in a row": HEAD
    + ROWS
    + "Saldo Awal;Total Debet;Total Kredit;Saldo Akhir\n"
    + "0;30.002.500,00;100.000.000,00;69.997.500,00\n",
    "opening with a day": HEAD
    + "01/03/2026;SALDO AWAL;;0,00;0,00\n"
    + ROWS
    + "31/03/2026;TOTAL MUTASI DEBET;30.002.500,00;;\n31/03/2026;SALDO AKHIR;;69.997.500,00;\n",
    "headings on each page": HEAD + ROWS.replace("25/03", f"Halaman 2\n{HEAD}25/03"),
    "not booked yet": HEAD + ROWS + "PEND;TRF KUBE KANTIL;1.000,00;;\n",
    "points before sen": HEAD + US,
    "commas": "Tanggal,Uraian,Debet,Kredit,Saldo\n" + US.replace(",", "").replace(";", ","),
    "tabs": (HEAD + ROWS).replace(";", "\t"),
    "sep=": "sep=;\n" + HEAD + ROWS,
    "rupiah": HEAD + ROWS.replace(";100.", ";Rp 100.").replace(";2.500", ";IDR2.500"),
    "zero as .00": HEAD + ROWS.replace(";;", ";,00;"),
    "no sen": HEAD + ROWS.replace(",00", ""),
    "latest first": HEAD + "\n".join(ROWS.splitlines()[::-1]),
    "names of months": HEAD + ROWS.replace("/03/", " Mar "),
    "moments": HEAD + ROWS.replace("/03/2026", "-03-26 10.15.20"),
    "ISO": HEAD + "".join(f"2026-03-{row[:2]}T08:00{row[10:]}\n" for row in ROWS.splitlines()),
    "eight figures": HEAD + "".join(f"202603{row[:2]}{row[10:]}\n" for row in ROWS.splitlines()),
    "without a year": "Periode : 01/03/2026 - 31/03/2026\n" + HEAD + ROWS.replace("/2026", ""),
    "a month as period": "Periode;Maret 2026\n" + HEAD + ROWS.replace("/2026", ""),
    "month first": HEAD + "".join(f"03/{row[:2]}{row[5:]}\n" for row in ROWS.splitlines()),
    "month first by the period": "Period;03/01/2026 - 03/31/2026\n"
    + HEAD
    + "".join(f"03/{row[:2]}{row[5:]}\n" for row in ROWS.splitlines()),
    "a debit that is negative": HEAD + ROWS.replace(";30.", ";-30.").replace(";2.5", ";-2.5"),
    "DB and CR": "Tanggal;Uraian;Mutasi;Saldo\n"
    + ROWS.replace(";;100.000.000,00", ";100.000.000,00 CR").replace(",00;;", ",00 DB;"),
    "signs": "Tanggal;Uraian;Mutasi;Saldo\n"
    + ROWS.replace(";;", ";").replace("MAWAR;", "MAWAR;-").replace("BIAYA;", "BIAYA;("),
    "mark without heading": "Tanggal;Uraian;Jumlah;;Saldo\n"
    + ROWS.replace(";;100.000.000,00", ";100.000.000,00;CR").replace(",00;;", ",00;DB;"),
    "two headings": "Tanggal;Uraian;Mutasi;;Saldo\n;;Debet;Kredit;\n" + ROWS,
    "two columns of text": "Tanggal;Keterangan;Debet;Kredit;Saldo;Keterangan\n"
    + ROWS.replace("SP2D 00123", "SP2D").replace("000,00\n05", "000,00;00123\n05"),
    "balance at the end of a day": HEAD + ROWS.replace(";100.000.000,00\n", ";\n"),
    "words below": HEAD + ROWS + "\nDicetak oleh;LILIK\nDokumen ini sah\n",
}


@pytest.mark.parametrize("case", GOOD)
def test_it_is_read(case):
    content = GOOD[case].replace("(2.500,00", "(2.500,00)") if case == "signs" else GOOD[case]

    statement = told(content)

    assert [(line.date, line.amount, line.text) for line in statement.lines] == READ
    assert statement.proof == Proof.BALANCES


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16", "utf-16-le"])
def test_every_encoding_is_read(encoding):
    assert lines((HEAD + ROWS.replace("MAWAR", "MAWÁR")).encode(encoding))[1][2].endswith("MAWÁR")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_end_of_a_line_is_read(end):
    assert lines((HEAD + ROWS).replace("\n", end)) == READ


LEFT_OUT = {
    "totals below": [(5, "Sum, no transaction: TOTAL")],
    "sums in a row": [(5, "Headings of sums"), (6, "Sums")],
    "opening with a day": [
        (2, "Sum, no transaction: SALDO AWAL"),
        (6, "Sum, no transaction: TOTAL MUTASI DEBET"),
        (7, "Sum, no transaction: SALDO AKHIR"),
    ],
    "headings on each page": [(4, "Head of a page"), (5, "Head of a page")],
    "not booked yet": [(5, "Not booked yet (PEND)")],
    "words below": [
        (6, "Neither day nor amount: Dicetak oleh LILIK"),
        (7, "Neither day nor amount: Dokumen ini sah"),
    ],
}


@pytest.mark.parametrize("case", LEFT_OUT)
def test_what_is_no_transaction_is_left_out_by_name(case):
    assert [(each.row, each.why) for each in told(GOOD[case]).left_out] == LEFT_OUT[case]


BAD = {
    "a row is missing": (HEAD + ROWS.replace(ROWS.splitlines()[1] + "\n", ""), 3, "missing"),
    "the last is missing": (
        HEAD + "".join(ROWS.splitlines(True)[:2]) + ";TOTAL;30.002.500,00;100.000.000,00;\n",
        4,
        "a line is missing",
    ),
    "the first is missing": (
        HEAD + "01/03/2026;SALDO AWAL;;;0,00\n" + "".join(ROWS.splitlines(True)[1:]),
        3,
        "balance should be −Rp30.000.000",
    ),
    "a row twice": (HEAD + ROWS + ROWS.splitlines()[2], 5, "balance should be Rp69.995.000"),
    "another size": (HEAD + ROWS.replace(";30.000", ";3.000"), 3, "−Rp27.000.000"),
    "another sign": (HEAD + ROWS.replace(";2.500,00;;", ";;2.500,00;"), 4, "−Rp5.000"),
    "unquoted commas": (
        "Tanggal,Uraian,Debet,Kredit,Saldo\n20/11/2026,TRF,30,000,000.00,,500,000.00\n",
        2,
        "more cells",
    ),
    "in and out": (HEAD + ROWS.replace(";2.500,00;;", ";2.500,00;2.500,00;"), 4, "in and out"),
    "no amount": (HEAD + ROWS.replace("30.000.000,00", "30.000.00"), 3, "Debet: “30.000.00”"),
    "words for an amount": (HEAD + ROWS.replace("2.500,00", "dua ribu"), 4, "“dua ribu” is no am"),
    "three figures of sen": (HEAD + ROWS.replace("2.500,00", "2500,0000"), 4, "“2500,0000”"),
    "no day": (HEAD + ROWS.replace("05/03/2026", ""), 3, "day is missing"),
    "a day that is none": (HEAD + ROWS.replace("05/03/2026", "31/02/2026"), 3, "“31/02/2026”"),
    "day and month exchanged": (HEAD + ROWS.replace("05/03", "03/05"), 3, "3 May 2026"),
    "a day of years ago": (HEAD + ROWS.replace("05/03/2026", "05/03/2020"), 3, "5 March 2020"),
    "the first years ago": (HEAD + ROWS.replace("02/03/2026", "02/03/2020"), 2, "2 March 2020"),
    "the last exchanged": (
        HEAD + ROWS.replace("05/03", "26/02").replace("02/03", "25/02").replace("25/03", "03/08"),
        4,
        "exchanged?",
    ),
    "not in the period": (
        "Periode;01/03/2026 - 20/03/2026\n" + HEAD + ROWS,
        5,
        "not in the period",
    ),
    "without a year or a period": (HEAD + ROWS.replace("/2026", ""), 2, "is no day"),
    "another account in a row": (
        HEAD.replace(";S", ";Norek;S")
        + ROWS.replace(";100.000.000,00\n", ";0123456789;100.000.000,00\n")
        .replace(";;70", ";;0123456788;70")
        .replace(";;69", ";;0123456789;69"),
        3,
        "of account 0123456788",
    ),
    "a file that is cut off": (HEAD + ROWS[:-25], 4, "cut off"),
    "an open quotation mark": (HEAD + ROWS + '"', 5, "quotation mark"),
    "no headings": ("a;b;c\n1;2;3\n", None, "no row of headings"),
    "nothing below": (HEAD, None, "no lines"),
}


@pytest.mark.parametrize("case", BAD)
def test_it_is_refused_with_the_row(case):
    content, row, words = BAD[case]

    with pytest.raises(Refused) as refusal:
        read(content.encode())

    assert words in refusal.value.why
    assert refusal.value.row == row


ASKED = "".join(f"11/{row[:2]}{row[5:]}\n" for row in ROWS.replace("25/", "06/").splitlines())


def test_an_order_of_day_and_month_that_may_be_either_is_asked():
    with pytest.raises(Refused, match="11/02/2026 may be 11 February 2026 or 2 November 2026"):
        read((HEAD + ASKED).encode(), latest=datetime.date(2026, 12, 31))


@pytest.mark.parametrize(("month_first", "month"), [(True, 11), (False, 2)])
def test_the_profile_says_the_order(month_first, month):
    columns = {"date": "Tanggal", "text": "Uraian", "out": "Debet", "in": "Kredit"}
    bank = Profile("Bank Kita", columns, month_first=month_first)
    content = HEAD + "".join(ASKED.splitlines(True)[:1])

    assert lines(content, profiles=[bank])[0][0].month == month


def test_a_day_to_come_settles_the_order():
    today = datetime.date(2026, 6, 30)

    assert [date.month for date, _amount, _text in lines(HEAD + ASKED, latest=today)] == [2, 5, 6]


def test_days_of_excel_that_were_exchanged_are_put_right():
    rows = [row.split(";") for row in (HEAD + ROWS).splitlines()]
    rows[1][0], rows[2][0] = datetime.date(2026, 2, 3), datetime.date(2026, 5, 3)

    assert lines(excel(rows)) == READ


def test_a_table_without_balances_has_no_proof():
    content = "".join(f"{row.rpartition(';')[0]}\n" for row in (HEAD + ROWS).splitlines())

    assert told(content).proof == Proof.NONE


def test_totals_are_a_proof_too():
    content = "".join(f"{row.rpartition(';')[0]}\n" for row in (HEAD + ROWS).splitlines())

    assert told(content + ";TOTAL;30.002.500,00;100.000.000,00\n").proof == Proof.SUMS


def test_one_column_of_amounts_without_any_sign_is_refused():
    unsigned = "Tanggal;Uraian;Jumlah\n05/03/2026;TRF;30.000.000,00\n06/03/2026;TRF;1.000,00\n"

    with pytest.raises(Refused, match="money in or out") as refusal:
        read(unsigned.encode())

    assert refusal.value.row == 2


def test_sen_stay():
    content = HEAD + "31/03/2026;JASA GIRO;;2.347,18;100.002.347,18\n"

    assert told(content).lines[0].amount == Decimal("2347.18")


def test_the_account_is_found():
    assert told("No. Rekening : 0123456789\n" + HEAD + ROWS).account == "0123456789"
    assert told(GOOD["five lines above"]).account == "0123456789"


def test_a_table_on_another_sheet_is_found():
    content = excel(jatim(booked(MARCH)), before=[[["Petunjuk"], ["Isi", "lembar", "kedua"]]])

    assert lines(content) == READ


def test_html_that_is_called_excel_is_read():
    cells = [
        f"<tr><td>{row.replace(';', '</td><td>')}</td></tr>" for row in (HEAD + ROWS).split("\n")
    ]

    assert lines(f"<html><table>{''.join(cells)}</table></html>") == READ


def test_numbers_of_excel_are_read_as_they_are():
    rows = [row.split(";") for row in (HEAD + ROWS).splitlines()]
    rows[1][3], rows[1][4] = 100_000_000.0, 100_000_000.0
    rows[3][2], rows[3][4] = 2_500.18, 69_997_499.82

    assert [amount for _date, amount, _text in lines(excel(rows))][2] == Decimal("-2500.18")
