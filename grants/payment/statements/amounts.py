"""Amounts as banks write them. What is not plainly one number is refused."""

import re
from decimal import Decimal

from django.utils.translation import gettext as _

from foundation.tables import clean

LARGEST = 10**15
SEN = Decimal("0.01")
OUT_MARKS = {"D", "DB", "DR", "DEBET", "DEBIT", "KELUAR"}
IN_MARKS = {"K", "C", "CR", "KR", "KREDIT", "CREDIT", "MASUK"}
MARKS = OUT_MARKS | IN_MARKS
NUMBER = re.compile(
    r"(?P<first>[A-Z]+\.?)?\s*(?P<open>\()?\s*(?P<minus>[-−+])?\s*"
    r"(?:(?P<dotted>\d{1,3}(?:\.\d{3})+)(?:,(?P<sen1>\d{1,2}))?"
    r"|(?P<comma>\d{1,3}(?:,\d{3})+)(?:\.(?P<sen2>\d{1,2}))?"
    r"|(?P<plain>\d+)(?:[.,](?P<sen3>\d{1,2}))?"
    r"|[.,](?P<sen4>\d{2}))"
    r"\s*(?P<last>-)?\s*(?P<close>\))?\s*(?P<mark>[A-Z]+\.?)?"
)
CURRENCY = re.compile(r"(?<![A-Z])(?:RP\.?|IDR)\s*")


def read_amount(cell: object) -> tuple[Decimal | None, str]:
    """The amount, None for an empty cell, and the bank's mark (DB, CR) if any.

    Raises ValueError where it is not plainly one number.
    """
    if isinstance(cell, float | int):
        return _of_excel(cell), ""
    text = clean(cell)
    if text.strip("-−' ") == "":
        return None, ""
    match = NUMBER.fullmatch(CURRENCY.sub("", text.upper().lstrip("'")).strip())
    if not match or bool(match["open"]) != bool(match["close"]):
        raise ValueError(_("“%(text)s” is no amount.") % {"text": text[:40]})
    mark = (match["mark"] or match["first"] or "").rstrip(".")
    if mark and mark not in MARKS:
        raise ValueError(_("“%(text)s” is no amount.") % {"text": text[:40]})
    whole = re.sub(r"\D", "", match["dotted"] or match["comma"] or match["plain"] or "0")
    sen = match["sen1"] or match["sen2"] or match["sen3"] or match["sen4"] or "0"
    minus = [match["open"], match["last"], match["minus"] in ("-", "−")]
    return _within(Decimal(f"{whole}.{sen}") * (-1 if any(minus) else 1)), mark


def _of_excel(number: float) -> Decimal:
    """A number of Excel, which may be off by what binary fractions are."""
    exact = Decimal(repr(number))
    amount = exact.quantize(SEN)
    if abs(exact - amount) > Decimal("0.0001"):
        raise ValueError(_("“%(text)s” is no amount.") % {"text": number})
    return _within(amount)


def _within(amount: Decimal) -> Decimal:
    if abs(amount) > LARGEST:
        raise ValueError(_("“%(text)s” is too large.") % {"text": amount})
    return amount


def written(amount: Decimal) -> str:
    """30000000 -> Rp30.000.000, with sen where there are some."""
    whole, sen = divmod(abs(amount) * 100, 100)
    shown = f"{int(whole):,}".replace(",", ".") + (f",{int(sen):02}" if sen else "")
    return f"{'−' if amount < 0 else ''}Rp{shown}"
