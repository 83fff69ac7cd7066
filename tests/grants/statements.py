"""Build bank statements: MT940, CSV and Excel."""

import datetime
import io

import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile

from grants.payment.models import Refund, StatementLine, Transfer
from tests.conftest import TODAY
from tests.grants.factories import StatementLineFactory

NUMBER = "0011000123"  # of OfficeAccountFactory
COLUMNS = {
    "date": "Tanggal",
    "out": "Debet",
    "in": "Kredit",
    "reference": "No. Referensi",
    "account": "Rekening Lawan",
    "text": "Uraian",
    "balance": "Saldo",
}
HEADINGS = ["Tanggal", "No. Referensi", "Rekening Lawan", "Uraian", "Debet", "Kredit", "Saldo"]


def mt940(lines, number: str = NUMBER, closing: int | None = None) -> bytes:
    """An MT940 file of `lines` (date, amount, reference, details); computes the closing balance."""
    before = 500_000_000
    after = before + sum(amount for _date, amount, *_rest in lines)
    closing = after if closing is None else closing
    body = [
        part
        for date, amount, reference, details in lines
        for part in (
            f":61:{date:%y%m%d%m%d}{'D' if amount < 0 else 'C'}{abs(amount)},00NTRF{reference}",
            f":86:{details}",
        )
    ]
    day = f"{TODAY:%y%m%d}"
    head = [":20:KORAN", f":25:{number}", ":28C:1/1", f":60F:C{day}IDR{before},00"]
    mark = "D" if closing < 0 else "C"
    last = f":62F:{mark}{day}IDR{abs(closing)},00"
    return "\r\n".join([*head, *body, last, "-", ""]).encode()


def csv(rows, headings=HEADINGS, delimiter=";") -> bytes:
    above = [["Bank Jatim"], ["Rekening", NUMBER], []]
    return "\n".join(delimiter.join(map(str, row)) for row in [*above, headings, *rows]).encode()


def excel(rows, headings=HEADINGS) -> bytes:
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file)
    sheet = book.add_worksheet()
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    for number, row in enumerate([["Bank Jatim"], [], headings, *rows]):
        for place, cell in enumerate(row):
            if isinstance(cell, datetime.date):
                sheet.write_datetime(
                    number, place, datetime.datetime.combine(cell, datetime.time()), day
                )
            else:
                sheet.write(number, place, cell)
    book.close()
    return file.getvalue()


def upload(content: bytes, name: str = "november.sta") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def line_of_refund(refund: Refund) -> StatementLine:
    """A statement line with the refund's amount, reference and account."""
    return StatementLineFactory(
        reference=refund.reference,
        counter_account=refund.account_numbers[0],
        amount=refund.amount,
    )


def line_of(transfer: Transfer, amount: int | None = None, **more) -> StatementLine:
    """A statement line that names a payment; by default of its amount, outgoing."""
    given = {
        "reference": transfer.reference,
        "counter_account": transfer.account.number,
        "amount": -transfer.amount if amount is None else amount,
    }
    return StatementLineFactory(**given | more)
