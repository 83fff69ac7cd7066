"""Rows of a table that are no transactions: opening, closing, totals, page heads."""

import re
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.translation import gettext as _

from foundation.tables import clean
from foundation.workbooks import Cell
from grants.payment.statements.amounts import read_amount, written
from grants.payment.statements.lines import Refused

SIDE_OUT = r"(?:debe?i?t|debits?|db|keluar|pengeluaran|withdrawals?)"
SIDE_IN = r"(?:kredit|credits?|cr|masuk|penerimaan|deposits?)"
TOTAL = r"(?:(?:grand|sub)[ -]?)?(?:total|totals|jumlah)"
LABELS = {
    "opening": r"saldo (?:awal|sebelumnya|lalu|pindahan|bulan lalu)(?: (?:hari|bulan|periode))?"
    r"|(?:opening|beginning|previous|initial) balance|balance brought forward",
    "closing": r"saldo (?:akhir|penutup|terakhir)(?: (?:hari|bulan|periode))?"
    r"|(?:closing|ending|final) balance|balance carried forward",
    "out": rf"(?:{TOTAL} )?(?:mutasi|transaksi) {SIDE_OUT}|{TOTAL} (?:mutasi )?{SIDE_OUT}",
    "in": rf"(?:{TOTAL} )?(?:mutasi|transaksi) {SIDE_IN}|{TOTAL} (?:mutasi )?{SIDE_IN}",
    "total": rf"{TOTAL}(?: (?:mutasi|transaksi|saldo))?|saldo|mutasi|pindahan"
    r"|(?:dipindahkan|pindah) ke halaman.*",
}
AFTER = r"(?:(?: (?:per|tanggal|tgl|as of|bulan|periode)\b)?[ :]*\d{1,2}[-/ ][\w/-]+(?:[-/ ]\d+)?)?"
LABEL = {
    kind: re.compile(rf"(?:{words}){AFTER}\s*[:=]?\s*(?P<value>.*)", re.IGNORECASE)
    for kind, words in LABELS.items()
}
PAGE = re.compile(
    r"(?:halaman|page|hal\.?) ?:? ?\d+(?: ?(?:dari|of|/) ?\d+)?|\d+ (?:dari|of) \d+", re.IGNORECASE
)
PENDING = {"PEND", "PENDING"}


@dataclass
class Sums:
    """What the bank itself says of the whole table."""

    opening: list[Decimal] = field(default_factory=list)
    closing: list[Decimal] = field(default_factory=list)
    out: list[Decimal] = field(default_factory=list)
    into: list[Decimal] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    at: dict[str, int] = field(default_factory=dict)  # the row of each kind

    def add(self, kind: str, values: list[Decimal], row: int) -> None:
        if not values:
            return
        self.at[kind] = row
        if kind in ("opening", "closing"):
            getattr(self, kind).append(values[-1])
            return
        {"out": self.out, "in": self.into}[kind].append(abs(values[0]))
        if len(values) == 2 and values[1] == values[1].to_integral_value():
            self.counts[kind] = int(values[1])


def label_of(text: str) -> tuple[str, Decimal | None] | None:
    """The kind of sum that a text names, with an amount behind it if there is one."""
    text = clean(text).rstrip(".")
    for kind, pattern in LABEL.items():
        if match := pattern.fullmatch(text):
            try:
                amount, mark = read_amount(match["value"])
            except ValueError:
                continue  # “TOTAL PERSADA” is a name
            return kind, -amount if amount and mark in ("D", "DB", "DR") else amount
    return None


def is_page(row: list[Cell], names: list[str]) -> bool:
    """Whether the headings come again, or a page is numbered."""
    cells = [clean(cell).lower() for cell in row if clean(cell)]
    headings = {name.lower() for name in names}
    again = sum(cell in headings for cell in cells)
    return again > max(1, len(cells) / 2) or (
        bool(cells) and any(map(PAGE.fullmatch, cells)) and len(cells) <= 2
    )


def is_pending(row: list[Cell]) -> bool:
    return any(clean(cell).upper().strip("'") in PENDING for cell in row)


def amounts_in(cells: list[Cell]) -> list[Decimal]:
    """The amounts in cells; debit balances are negative."""
    found = []
    for cell in cells:
        try:
            amount, mark = read_amount(cell)
        except ValueError:
            continue
        if amount is not None:
            found.append(-amount if mark in ("D", "DB", "DR") else amount)
    return found


def require_sums(sums: Sums, amounts: list[Decimal]) -> bool:
    """Compare the lines with the bank's own totals; whether both sides could be compared."""
    spent = -sum(amount for amount in amounts if amount < 0)
    earned = sum(amount for amount in amounts if amount > 0)
    sides = {"out": (sums.out, spent), "in": (sums.into, earned)}
    compared = True
    for kind, (told, found) in sides.items():
        if len(set(told)) > 1 and found in told:
            continue  # totals of pages before the last
        if len(set(told)) != 1:
            compared = False
            continue
        if told[0] != found:
            raise Refused(
                _("the bank's total is %(total)s, the lines come to %(sum)s; a line is missing.")
                % {"total": written(told[0]), "sum": written(Decimal(found))},
                sums.at[kind],
            )
        _require_count(sums, kind, amounts)
    return compared


def _require_count(sums: Sums, kind: str, amounts: list[Decimal]) -> None:
    sign = -1 if kind == "out" else 1
    found = sum(amount * sign > 0 for amount in amounts)
    if sums.counts.get(kind, found) != found:
        raise Refused(
            _("the bank counts %(count)s lines here, the table has %(found)s.")
            % {"count": sums.counts[kind], "found": found},
            sums.at[kind],
        )
