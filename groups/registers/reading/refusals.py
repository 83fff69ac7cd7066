"""Why a file of people was not read, in words."""

from django.utils.translation import gettext as _

from foundation.tables import OpenQuote
from foundation.workbooks import Macros, TooLarge, Unreadable
from groups.registers.reading.cells import key
from groups.registers.reading.people import UnknownTable

OF_BANKS = {"debit", "debet", "kredit", "saldo", "mutasi", "nominal", "referensi", "keterangan"}
OF_BANKS |= {"tanggaltransaksi", "tgltransaksi", "noreferensi", "uraian"}


def why_not(refusal: TooLarge | Unreadable | UnknownTable) -> str:
    if isinstance(refusal, TooLarge):
        return _("This file is too large: at most 100.000 rows are read. Take a part of it.")
    if isinstance(refusal, Macros):
        return _("This file holds a program (macros). Save it as .xlsx and send that.")
    if isinstance(refusal, OpenQuote):
        return _("Row %(row)s: a quotation mark is left open.") % {"row": refusal.row}
    if isinstance(refusal, UnknownTable) and is_bank_statement(refusal):
        return _("This is a bank statement, no file of people.")
    if isinstance(refusal, UnknownTable) and any(refusal.headings):
        return _(
            "This is no known kind of file. Its headings are: %(headings)s. "
            "Say which of them is what."
        ) % {"headings": ", ".join(filter(None, refusal.headings))[:300]}
    if isinstance(refusal, UnknownTable):
        return _("This file has no row of headings.")
    return _("This is no table: neither Excel, OpenDocument nor CSV.")


def is_bank_statement(table: UnknownTable) -> bool:
    """By two of the words that the statements of banks have."""
    return len(OF_BANKS & {key(heading) for heading in table.headings}) >= 2
