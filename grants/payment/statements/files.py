"""Bytes of a bank's file to the rows of its tables, refused in the words of a statement."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from foundation import tables as files
from foundation.workbooks import Rows, TooLarge, Unreadable
from grants.payment.statements.lines import Refused


def tables(content: bytes, score: Callable[[Rows], int]) -> list[Rows]:
    """The tables of a file; of a text, as the delimiter cuts it that scores most."""
    try:
        return [rows for _name, rows in files.tables(content, score)]
    except files.OpenQuote as cause:
        why = _("It is neither MT940 nor a table: a quotation mark is left open.")
        raise Refused(why, cause.row) from cause
    except files.TooManyRows as cause:
        raise Refused(_("It has too many rows. Take a shorter time.")) from cause
    except TooLarge as cause:
        raise Refused(_("It is too large.")) from cause
    except Unreadable as cause:
        if content.startswith(files.PACKED):
            raise Refused(_("It is no table of Excel.")) from cause
        raise Refused(_("It is neither MT940 nor a table.")) from cause
