"""Which column is what, by the words that offices use for it."""

import datetime
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from foundation.workbooks import Cell
from groups.registers.reading.cells import key, said

LONG = re.compile(r"\d{6}")  # no heading has such a number
NEEDED = 3  # known headings, a name or a NIK among them, that make a row the headings
USUAL = {
    "name": "nama|nama lengkap|nama penduduk|nama penerima|nama anggota|nama anggota keluarga|"
    "nama individu|nama orang|nama pm|nama kpm|nama ktp|nama warga|nama sesuai ktp|nama art|"
    "nama penerima manfaat|nama penerima bansos|nama pengurus|nama lengkap sesuai ktp|nm penerima",
    "nik": "nik|nik ktp|no nik|nomor nik|no ktp|nomor ktp|nomor induk kependudukan|nik penerima|"
    "nik penduduk|no induk kependudukan|nik pengurus|nik kpm|nik pm|no nik ktp|nik sesuai ktp|"
    "nik no ktp",
    "kk": "no kk|nomor kk|no kartu keluarga|nomor kartu keluarga|kk|nkk|nokk penerima|no kk kpm|"
    "nik kk",
    "head": "nama kk|nama kepala keluarga|nama kep keluarga|nama kep kel|kepala keluarga",
    "sex": "jk|kelamin|jenis kelamin|sex|l p|jenkel|jkel|jns kelamin|gender|lk pr|j kel|j k|"
    "jenis kelamin l p|jk l p",
    "born": "tanggal lahir|tgl lahir|tgl lhr|tgl bln th|tgl bln thn|tanggal kelahiran|"
    "tgl bulan tahun|tanggal lhr|tgl bln tahun|tgl lahir dd mm yyyy|tanggal lahir dd mm yyyy",
    "place": "tempat lahir|tmpt lhr|tmp lhr|tmpt lahir|tmp lahir|tempat lhr|tpt lahir|tpt lhr",
    "place_born": "tempat tanggal lahir|tempat dan tanggal lahir|tempat tgl lahir|ttl|"
    "tempat tgl lhr|tempat dan tgl lahir|tmpt tgl lahir|tempat tanggal lahir ttl",
    "relation": "shdk|hub kel|hubungan keluarga|hubungan|hubungan dalam keluarga|kk level|hdk|"
    "status hubungan|status hubungan dalam keluarga|status hubungan keluarga|hub keluarga|"
    "sts hub kel|stat hub kel|status dalam keluarga|hubungan dengan kk|shdrt|hub dgn kk|"
    "hubungan dengan kepala keluarga|hub kel dgn kk|hub dlm keluarga",
    "state": "status|ket|keterangan|catatan",
    "status": "status dasar|status penduduk|status kependudukan|keberadaan|status keberadaan|"
    "status hidup",
    "married": "status kawin|stat kwn|status kwn|status perkawinan|status pernikahan|stat kawin|"
    "sts kawin|kawin|status nikah|perkawinan|sts perkawinan",
    "rt": "rt|no rt|nomor rt",
    "rw": "rw|no rw|nomor rw",
    "rt_rw": "rt rw|no rt rw|rt rw no",
    "hamlet": "dusun|nama dusun|lingkungan|dusun lingkungan|dukuh|dsn|kampung|padukuhan|"
    "nm dusun|dusun dukuh",
    "address": "alamat|alamat lengkap|alamat rumah|alamat tinggal|alamat ktp|alamat domisili|"
    "alamat sesuai ktp|alamat kk|alamat penerima",
    "village": "desa|kelurahan|desa kel|desa kelurahan|nama kelurahan|nm kel|kelurahan desa|"
    "nama desa|kel desa|nm desa|nama desa kelurahan",
    "job": "pekerjaan|pekerjaan id|jenis pekerjaan|pekerjaan utama|job",
    "mother": "ibu|nama ibu|nama ibu kandung|ibu kandung|nm ibu|nama lengkap ibu",
    "father": "ayah|nama ayah|nama ayah kandung|ayah kandung|nama bapak|bapak|nm ayah|"
    "nama lengkap ayah",
    "decile": "desil|desil dtsen|desil nasional|peringkat desil|desil keluarga|kelompok desil|"
    "decile|hasil desil|desil kesejahteraan|desil kabupaten|desil kab|rangking desil",
    "aid": "bansos|jenis bansos|program|nama program|program bansos|jenis bantuan|bantuan|"
    "nama bansos|jenis program|program bantuan|kepesertaan bansos",
    "number": "no|nomor|no urut|nomor urut|nourut|num",
}
FIELDS = {key(word): field for field, words in USUAL.items() for word in words.split("|")}
AIDS = {"pkh", "bpnt", "sembako", "pbi", "pbijk", "pbijkn", "blt", "bltdd", "bst", "bpntsembako"}
OF_AID = {"tahap", "idsemesta", "nokel", "nmprov", "nmkab", "nmkec", "periode", "nominal"}
NO_HALF = {"number", "head", "state"}  # these words also stand where people sign
SCATTERED = "state"  # may be the state of a person or of a marriage: its cells tell


@dataclass
class Columns:
    """Where each field stands in the rows below a row of headings."""

    places: dict[str, int]
    names: list[str]
    aids: dict[int, str]  # columns that are an aid each
    states: list[int]  # columns of what may be a state
    below: int = 1  # rows that the headings take

    def name(self, field: str) -> str:
        at = self.places.get(field)
        return self.names[at] if at is not None else ""


def headings_of(row: list[Cell], below: list[Cell], mapping: Mapping[str, str]) -> Columns | None:
    """The columns, if the row has headings; the row below may give the lower half of them."""
    if any(isinstance(cell, datetime.date) or LONG.search(str(cell)) for cell in row):
        return None
    texts = [said(cell) for cell in row]
    places = _mapped(texts, mapping) if mapping else _places(texts)
    if places is None or not (mapping or _enough(places, texts)):
        return None
    lower = [said(cell) for cell in below]
    if mapping or not _is_lower_half(lower, places):
        return _columns(places, texts, 1)
    joined = _joined(texts, lower)
    return _columns(_places_of_two(texts, lower, joined), joined, 2)


def _enough(places: Mapping[str, int], texts: list[str]) -> bool:
    further = {key(text) for text in texts} & (set(AIDS) | OF_AID)
    return not {"name", "nik"}.isdisjoint(places) and len(places) + len(further) >= NEEDED


def _places(texts: Iterable[str]) -> dict[str, int]:
    places: dict[str, int] = {}
    for at, text in enumerate(texts):
        if (field := FIELDS.get(key(text))) and field != SCATTERED:
            places.setdefault(field, at)
    if "name" not in places and "nik" in places and "head" in places:
        places["name"] = places["head"]  # a list of families, each by its head
    return places


def _mapped(texts: list[str], mapping: Mapping[str, str]) -> dict[str, int] | None:
    """By a mapping that a person made, of which each heading must be there."""
    keys = [key(text) for text in texts]
    wanted = {field: key(heading) for field, heading in mapping.items() if heading}
    if not wanted or not set(wanted.values()) <= set(keys):
        return None
    return {field: keys.index(heading) for field, heading in wanted.items()}


def _is_lower_half(lower: list[str], places: Mapping[str, int]) -> bool:
    """Words alone, nothing below the headings of name and NIK, at least one of them known."""
    if any(any(sign.isdigit() for sign in text) for text in lower):
        return False
    own = [places[field] for field in ("name", "nik") if field in places]
    if any(at < len(lower) and lower[at] for at in own):
        return False
    return any(FIELDS.get(key(text), "number") not in NO_HALF for text in lower if text)


def _joined(upper: list[str], lower: list[str]) -> list[str]:
    width = max(len(upper), len(lower))
    upper = [*upper, *[""] * (width - len(upper))]
    lower = [*lower, *[""] * (width - len(lower))]
    return [f"{one} {two}".strip() for one, two in zip(upper, lower, strict=True)]


def _places_of_two(upper: list[str], lower: list[str], joined: list[str]) -> dict[str, int]:
    """The most special of two rows of headings counts: both, then the lower, then the upper."""
    texts = []
    for at, both in enumerate(joined):
        one = upper[at] if at < len(upper) else ""
        two = lower[at] if at < len(lower) else ""
        texts.append(next((each for each in (both, two, one) if key(each) in FIELDS), both))
    return _places(texts)


def _columns(places: dict[str, int], texts: list[str], below: int) -> Columns:
    keys = [key(text) for text in texts]
    if "place_born" in places and "born" not in places:
        _two_of_one(places, keys)
    aids = {at: texts[at] for at, each in enumerate(keys) if each in AIDS}
    states = [at for at, each in enumerate(keys) if FIELDS.get(each) == SCATTERED]
    return Columns(places, texts, aids, states, below)


def _two_of_one(places: dict[str, int], keys: list[str]) -> None:
    """One heading over two columns: place, then day."""
    at = places["place_born"]
    if "place" not in places and at + 1 < len(keys) and not keys[at + 1]:
        places["place"], places["born"] = at, at + 1
        del places["place_born"]
