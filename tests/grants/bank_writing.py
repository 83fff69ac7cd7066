"""Statements as each bank writes them: the layouts of tests/grants/data, for other lines."""

import csv
import datetime
import io
from dataclasses import dataclass, replace
from decimal import Decimal

import xlsxwriter

OPENING = Decimal(412_350_000)
NUMBER = "0123456789"


@dataclass(frozen=True)
class Booked:
    """A line of the bank's own books; outgoing amounts are negative."""

    date: datetime.date
    amount: Decimal
    text: str
    reference: str = ""
    balance: Decimal = Decimal()

    @property
    def before(self) -> Decimal:
        return self.balance - self.amount


def booked(rows, opening=OPENING) -> list[Booked]:
    """Rows of (date, amount, text, reference) with the running balance."""
    lines = []
    for date, amount, text, *reference in rows:
        opening += Decimal(amount)
        lines.append(Booked(date, Decimal(amount), text, *reference, balance=opening))
    return lines


def comma(amount: Decimal) -> str:
    return f"{amount:,.2f}"


def dotted(amount: Decimal) -> str:
    return comma(amount).translate(str.maketrans(",.", ".,"))


def out_in(amount: Decimal, shown, none=""):
    return (shown(-amount), none) if amount < 0 else (none, shown(amount))


def jatim(lines):
    yield [
        "Post Date",
        "Effective Date",
        "Account",
        "Name",
        "Description",
        "Currency",
        "Debit",
        "Credit",
        "Balance",
        "Reference No",
    ]
    for line in lines:
        day = f"{line.date:%d/%m/%Y}"
        yield [
            f"{day} 10:10:22",
            day,
            NUMBER,
            "DINAS SOSIAL",
            line.text,
            "IDR",
            *out_in(line.amount, comma),
            comma(line.balance),
            line.reference,
        ]


def mandiri(lines):
    yield ["PT BANK MANDIRI (PERSERO) Tbk."]
    yield ["No. Rekening", NUMBER]
    yield ["Periode", f"{lines[0].date:%d/%m/%Y} - {lines[-1].date:%d/%m/%Y}"]
    yield []
    yield [
        "Tgl.",
        "Tgl. Val.",
        "Rincian Transaksi",
        "No. Referensi",
        "Debit",
        "Kredit",
        "Saldo",
        "Branch Code",
    ]
    for line in lines:
        yield [
            line.date,
            line.date,
            line.text,
            line.reference,
            *out_in(line.amount, float, 0.0),
            float(line.balance),
            "14400",
        ]
    yield ["", "", "TOTAL", "", float(spent(lines)), float(earned(lines))]


def bca(lines):
    yield ["No. rekening :", NUMBER]
    yield ["Periode :", f"{lines[0].date:%d/%m/%Y} - {lines[-1].date:%d/%m/%Y}"]
    yield ["Tanggal Transaksi", "Keterangan", "Cabang", "Jumlah", "Saldo"]
    for line in lines:
        mark = "DB" if line.amount < 0 else "CR"
        yield [
            f"'{line.date:%d/%m}",
            line.text,
            "'0000",
            f"{comma(abs(line.amount))} {mark}",
            comma(line.balance),
        ]
    yield ["Saldo Awal", comma(lines[0].before)]
    yield ["Mutasi Debet", comma(spent(lines)), sum(line.amount < 0 for line in lines)]
    yield ["Mutasi Kredit", comma(earned(lines)), sum(line.amount > 0 for line in lines)]
    yield ["Saldo Akhir", comma(lines[-1].balance)]


def bni(lines):
    yield [
        "No.",
        "Tanggal Kirim",
        "Cabang",
        "Journal No.",
        "Deskripsi",
        "Amount",
        "Db/Cr",
        "Balance",
    ]
    for number, line in enumerate(lines, start=1):
        yield [
            float(number),
            f"{line.date:%d-%m-%y} 09.15.00",
            "0140 MALANG",
            line.reference,
            line.text,
            comma(abs(line.amount)),
            "D" if line.amount < 0 else "C",
            comma(line.balance),
        ]


def bri(lines):
    yield [
        "ID",
        "NOREK",
        "TGL_TRAN",
        "TGL_EFEKTIF",
        "JAM_TRAN",
        "SEQ",
        "DESK_TRAN",
        "SALDO_AWAL_MUTASI",
        "MUTASI_DEBET",
        "MUTASI_KREDIT",
        "SALDO_AKHIR_MUTASI",
    ]
    for number, line in enumerate(lines, start=1):
        day = f"{line.date} 00:00:00"
        yield [
            number,
            NUMBER,
            day,
            day,
            91_499 + number,
            number,
            line.text,
            f"{line.before:.2f}",
            *out_in(line.amount, "{:.2f}".format, "0.00"),
            f"{line.balance:.2f}",
        ]


def bsi(lines):
    yield ["TrxId", "Tanggal", "Trx Time", "D/K", "Mutasi", "Saldo", "Keterangan"]
    for line in lines:
        yield [
            line.reference,
            f"{line.date:%d/%m/%Y}",
            "10:15:22",
            "D" if line.amount < 0 else "K",
            dotted(abs(line.amount)),
            dotted(line.balance),
            line.text,
        ]


def spent(lines) -> Decimal:
    return -sum((line.amount for line in lines if line.amount < 0), Decimal())


def earned(lines) -> Decimal:
    return sum((line.amount for line in lines if line.amount > 0), Decimal())


def excel(rows, sheet="Sheet1", before=()) -> bytes:
    """A workbook; `before` are sheets of other rows in front of it."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for number, each in enumerate([*before, rows]):
            page = book.add_worksheet(sheet if each is rows else f"Lain {number}")
            for at, row in enumerate(each):
                for place, cell in enumerate(row):
                    if isinstance(cell, datetime.date):
                        page.write_datetime(at, place, midnight(cell), day)
                    elif isinstance(cell, float):
                        page.write_number(at, place, cell)
                    else:
                        page.write_string(at, place, str(cell))
    return file.getvalue()


def midnight(date: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(date, datetime.time())


def text(rows, delimiter=",", encoding="utf-8") -> bytes:
    file = io.StringIO()
    csv.writer(file, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    return file.getvalue().encode(encoding)


def mt940(lines, number=NUMBER, page="1/1", end="\r\n") -> bytes:
    """A statement; sen with a comma, balances before and after."""
    rows = [":20:KORAN", f":25:{number}", f":28C:{page}"]
    rows.append(f":60F:{signed(lines[0].before, lines[0].date)}")
    for line in lines:
        mark = "D" if line.amount < 0 else "C"
        amount = f"{abs(line.amount):.2f}".replace(".", ",")
        rows.append(f":61:{line.date:%y%m%d}{mark}{amount}NTRF{line.reference or 'NONREF'}")
        rows.append(f":86:{line.text}")
    rows.append(f":62F:{signed(lines[-1].balance, lines[-1].date)}")
    return end.join([*rows, "-", ""]).encode()


def signed(balance: Decimal, date: datetime.date) -> str:
    amount = f"{abs(balance):.2f}".replace(".", ",")
    return f"{'D' if balance < 0 else 'C'}{date:%y%m%d}IDR{amount}"


BANKS = {
    "Jatim": lambda lines: excel(jatim(lines)),
    "Mandiri": lambda lines: excel(mandiri(lines)),
    "BCA": lambda lines: text(bca(lines)),
    "BNI": lambda lines: excel(bni(lines)),
    "BRI": lambda lines: text(bri(lines)),
    "BSI": lambda lines: text(bsi(lines), ";", "utf-8-sig"),
    "MT940": mt940,
}
GIVES_REFERENCES = {"Jatim", "Mandiri", "BNI", "BSI", "MT940"}


def without(lines: list[Booked], at: int) -> list[Booked]:
    return [*lines[:at], *lines[at + 1 :]]


def changed(lines: list[Booked], at: int, **fields) -> list[Booked]:
    return [*lines[:at], replace(lines[at], **fields), *lines[at + 1 :]]
