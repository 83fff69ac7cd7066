"""Which column is what: profiles of banks as data, and a guess by the usual words."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from foundation.tables import clean
from foundation.workbooks import Cell, Rows
from grants.payment.statements.amounts import MARKS

PREAMBLE = 60  # rows above the headings: name, address, period
ROLES = [
    "date",
    "text",
    "more",
    "out",
    "in",
    "amount",
    "mark",
    "balance",
    "opening",
    "reference",
    "account",
    "name",
    "number",
]
USUAL = {
    "date": "tanggal transaksi|tgl transaksi|tgl tran|tanggal posting|tgl posting|post date|"
    "posting date|transaction date|trx date|txn date|booking date|tanggal pembukuan|"
    "tanggal kirim|tanggal|tgl|date|tanggal trx|tgl trx|hari|tanggal mutasi",
    "out": "debet|debit|mutasi debet|mutasi debit|debit amount|keluar|uang keluar|pengeluaran|"
    "withdrawal|withdrawals|db|jumlah debet|nominal debet|debet rp|debit rp",
    "in": "kredit|credit|mutasi kredit|credit amount|masuk|uang masuk|penerimaan|deposit|"
    "deposits|cr|jumlah kredit|nominal kredit|kredit rp|credit rp",
    "amount": "jumlah|nominal|mutasi|amount|nilai|jumlah transaksi|transaction amount|"
    "nominal transaksi|jumlah rp|mutasi rp",
    "mark": "d k|db cr|dk|d c|c d|k d|dbcr|jenis|type|tipe|cr db|jenis mutasi|debet kredit|"
    "debit kredit|debit credit|jenis transaksi",
    "balance": "saldo|balance|saldo akhir|saldo akhir mutasi|running balance|ending balance|"
    "closing balance|saldo rp|sisa saldo|ledger balance|saldo berjalan",
    "opening": "saldo awal mutasi|saldo awal|saldo sebelum|opening balance",
    "reference": "no referensi|nomor referensi|referensi|reference no|reference number|"
    "reference|ref no|ref|no ref|journal no|no jurnal|trxid|trx id|transaction id|"
    "no transaksi|nomor transaksi|no bukti|bukti",
    "account": "rekening lawan|rekening tujuan|counter account|beneficiary account|"
    "no rekening lawan|no rekening tujuan",
    "number": "norek|no rek|no rekening|nomor rekening|account|account no|account number|rekening",
    "name": "nama penerima|nama rekening|nama lawan|nama|name|beneficiary name|penerima",
    "text": "keterangan|uraian|deskripsi|description|uraian transaksi|rincian transaksi|"
    "keterangan transaksi|transaction description|desk tran|remark|remarks|berita|rincian|"
    "narasi|detail|details|detail transaksi|deskripsi transaksi|narrative|catatan",
}
WORDS = {role: words.split("|") for role, words in USUAL.items()}
KNOWN = {word for words in WORDS.values() for word in words}
NEEDED = 3  # headings that make a row the headings


@dataclass(frozen=True)
class Profile:
    """The columns of a bank's table, by their headings."""

    bank: str
    columns: Mapping[str, str]
    also: tuple[str, ...] = ()  # further headings, by which the table is recognised
    month_first: bool | None = None  # None: not settled by a person
    without_balances: bool = False  # a person said that this bank gives none

    def fits(self, headings: Iterable[str]) -> bool:
        there = set(map(plain, headings))
        return all(plain(each) in there for each in [*self.columns.values(), *self.also])


def _shipped() -> Iterator[Profile]:
    for row in json.loads((Path(__file__).parent / "banks.json").read_text()):
        yield Profile(row["bank"], row["columns"], tuple(row["also"]))


def plain(heading: str) -> str:
    """Letters and figures only: “Tgl. Val.” -> “tgl val”."""
    return " ".join(re.findall(r"[^\W_]+", heading.lower()))


SHIPPED = list(_shipped())


@dataclass(frozen=True)
class Headings:
    """The row of headings of a table, with each column's name and what it is."""

    last_row: int  # index of the first row below
    names: list[str]
    profile: Profile
    rows: Rows = field(repr=False)

    @property
    def places(self) -> dict[str, int]:
        names = [plain(each) for each in self.names]
        columns = self.profile.columns.items()
        return {role: names.index(plain(each)) for role, each in columns if plain(each) in names}

    @property
    def width(self) -> int:
        return len(self.names)


def names_of(row: Iterable[Cell]) -> list[str]:
    """A name for each column: its heading, or “kolom 5” where it has none or not its own."""
    names: list[str] = []
    for number, cell in enumerate(row, start=1):
        heading = clean(cell)[:60]
        if not heading:
            heading = f"kolom {number}"
        elif heading in names:
            heading = f"{heading} (kolom {number})"
        names.append(heading)
    return names


def score(rows: Rows) -> int:
    """How many usual headings the best row has."""
    return max((_known(names) for _at, names in _candidates(rows)), default=0)


def _known(names: Iterable[str]) -> int:
    return len({plain(name) for name in names} & KNOWN_HEADINGS)


KNOWN_HEADINGS = KNOWN | {
    plain(each) for profile in SHIPPED for each in [*profile.columns.values(), *profile.also]
}


def _candidates(rows: Rows) -> Iterator[tuple[int, list[str]]]:
    """Rows that may be the headings: one row, or two of which each has a part."""
    for at, row in enumerate(rows[:PREAMBLE]):
        if sum(bool(clean(cell)) for cell in row) >= NEEDED:
            yield at + 1, names_of(row)
    for at, (above, below) in enumerate(pairwise(rows[:PREAMBLE])):
        if _wordy(above) and _wordy(below):
            width = max(len(above), len(below))
            pairs = zip(_wide(above, width), _wide(below, width), strict=True)
            yield at + 2, names_of(f"{clean(one)} {clean(two)}" for one, two in pairs)


def _wide(row: list[Cell], width: int) -> list[Cell]:
    return [*row, *[""] * (width - len(row))]


def _wordy(row: list[Cell]) -> bool:
    cells = [clean(cell) for cell in row if clean(cell)]
    return len(cells) > 1 and not any(re.search(r"\d", cell) for cell in cells)


def find(rows: Rows, profiles: Iterable[Profile] = ()) -> Headings | None:
    """The headings by a profile, those given before the shipped ones; None if there are none."""
    candidates = list(_candidates(rows))
    for profile in [*profiles, *SHIPPED]:
        for at, names in candidates:
            if profile.fits(names):
                return Headings(at, names, _completed(profile, names, rows[at:]), rows)
    return None


def _completed(profile: Profile, names: list[str], rows: Rows) -> Profile:
    """With the column of the balance, which older mappings do not name."""
    if "balance" in profile.columns or profile.without_balances:
        return profile
    known = {plain(name) for name in profile.columns.values()}
    guessed = guess(names, rows)
    more = {
        role: guessed[role]
        for role in ("balance",)
        if role in guessed and plain(guessed[role]) not in known
    }
    return Profile(profile.bank, {**profile.columns, **more}, month_first=profile.month_first)


def find_by_words(rows: Rows) -> Headings | None:
    """The headings by the usual words, for a table of no known bank."""
    best = max(_candidates(rows), key=lambda each: _known(each[1]), default=None)
    if best is None or _known(best[1]) < 2:
        return None
    at, names = best
    return Headings(at, names, Profile("", guess(names, rows[at:])), rows)


def guess(names: list[str], rows: Rows = ()) -> dict[str, str]:  # type: ignore[assignment]
    """What each column seems to be, by its heading or by what stands in it."""
    by_word = {plain(name): name for name in reversed(names)}
    found: dict[str, str] = {}
    for role, words in WORDS.items():
        match = next((by_word[word] for word in words if word in by_word), None)
        if match and match not in found.values():
            found[role] = match
    if "out" in found and "in" in found:
        found.pop("amount", None)
        found.pop("mark", None)
    else:
        found.pop("out", None)
        found.pop("in", None)
        found |= _mark_by_values(names, rows, found)
    if "balance" not in found:
        found.pop("opening", None)
    found |= _second_text(names, found)
    return _account_by_values(names, rows, found)


def _second_text(names: list[str], found: Mapping[str, str]) -> dict[str, str]:
    text = found.get("text")
    again = [name for name in names if text and name.startswith(f"{text} (kolom ")]
    return {"more": again[0]} if again else {}


def _values(rows: Rows, at: int) -> list[str]:
    return [text for row in rows if at < len(row) and (text := clean(row[at]))]


def _mark_by_values(names: list[str], rows: Rows, found: Mapping[str, str]) -> dict[str, str]:
    """A column of nothing but D and K, or DB and CR, whatever its heading."""
    if "mark" in found or "amount" not in found:
        return {}
    for at, name in enumerate(names):
        values = Counter(value.upper().rstrip(".") in MARKS for value in _values(rows, at))
        if values[True] > max(values[False], 0) and name not in found.values():
            return {"mark": name}
    return {}


def _account_by_values(names: list[str], rows: Rows, found: dict[str, str]) -> dict[str, str]:
    """“Rekening” is the office's own where most rows have the same, else the other side's."""
    if "number" in found:
        values = _values(rows, names.index(found["number"]))
        numbers = Counter(each for each in values if re.fullmatch(r"'?[\d.\- ]{5,}", each))
        most = max(numbers.values(), default=0)
        if most <= numbers.total() / 2:
            number = found.pop("number")
            if "account" not in found and numbers:
                found["account"] = number
    return found
