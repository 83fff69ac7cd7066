"""Examples of papers with invented groups, by which an office sees what it has typed."""

import datetime
from functools import partial
from typing import Any

from django.conf import settings
from django.db.models import Max

from accounts.models import Region, User
from foundation.formatting import date_in_words, day, roman, rupiah
from foundation.texts import Text
from papers.agreements import AgreementSays, agreement_of
from papers.content import Table, canonical, content, official
from papers.decrees import DecreeSays, GroupDecreeSays, Listed, decree_of, group_decree_of
from papers.letters import letter_parts
from papers.minutes import named
from papers.models import Letterhead, Paper, Wording
from papers.models.papers import CODES
from papers.office import for_the_head, signature_of
from papers.parts import Part, centre, heading, numbered, texts
from papers.printing import example
from papers.wording import BLANKS, filled

GRANT = 20_000_000
GROUPS = [
    Listed("1", "KUBE Melati", "Sukamaju", "Contohrejo", "Siti", GRANT),
    Listed("2", "KUBE Kenanga", "Mekarsari", "Contohrejo", "Wagiman", GRANT),
    Listed("3", "KUBE Anggrek", "Sumberagung", "Contohsari", "Ratna", GRANT),
]
LETTERS = (Paper.Kind.ANSWER, Paper.Kind.SANCTION, Paper.Kind.BREACH)
PLACES = ("opening", "result", "closing", "copies")  # of parts, whichever paper they are of
OTHER_DECREES = ("stage_", "ending_")
PLAN = Table(["Barang", "Jumlah"], [["Kambing, 10 ekor", GRANT]], ["Jumlah", GRANT])


def sample(
    kind: str,
    *,
    letterhead: Letterhead,
    emblem: bytes | None,
    words: dict[str, str],
    date: datetime.date,
    at: datetime.datetime,
    by: User,
) -> bytes:
    """The PDF of an example with this letterhead and these words; nothing of it is kept."""
    office = letterhead.office
    builders: dict[str, Any] = {
        Paper.Kind.DECREE: _decree,
        Paper.Kind.GROUP_DECREE: _group_decree,
        Paper.Kind.AGREEMENT: _agreement,
    }
    build = builders.get(kind) or partial(_worded, kind)
    said = build(office=office, head=letterhead, words=words, date=date, by=by)
    head = letterhead.as_head() | {"check": f"{settings.SITE_ADDRESS}/check/"}
    paper = Paper(
        kind=kind,
        office=office,
        date=date,
        at=at,
        number=sample_number(letterhead, kind, date),
        code="AAAA-AAAA",
        digest="0" * 64,
        text=canonical(said | {"office": head}),
    )
    return example(paper, emblem=emblem)


def sample_number(letterhead: Letterhead, kind: str, date: datetime.date) -> str:
    """The next number of the year, as the database would give it."""
    number = letterhead.number_format
    issued = Paper.objects.filter(office=letterhead.office, kind=kind, date__year=date.year)
    last = issued.aggregate(last=Max("sequence"))["last"] or 0
    parts = {
        "{seq}": f"{last + 1:03}",
        "{kind}": CODES[kind],
        "{unit}": letterhead.unit,
        "{month}": roman(date.month),
        "{year}": str(date.year),
    }
    for part, value in parts.items():
        number = number.replace(part, value)
    return number


def _decree(*, date: datetime.date, **office: Any) -> dict[str, Any]:
    says = DecreeSays(program="BLPS", year=date.year, report_days=90, rows=GROUPS)
    return decree_of(says, date=date, **office)


@official
def _group_decree(*, date: datetime.date, words: dict[str, str], **office: Any) -> dict[str, Any]:
    """The decree that forms a group, and the words of the other decrees on groups below it."""
    says = GroupDecreeSays(
        about="pembentukan KUBE Melati",
        first="KUBE Melati di Desa Sukamaju dibentuk.",
        kind="forming",
        blanks={
            "kelompok": "KUBE Melati",
            "desa": "Desa Sukamaju",
            "program": "KUBE",
            "hasil": "dan memenuhi semuanya",
        },
    )
    said = group_decree_of(says, date=date, words=words, **office)
    blanks = _blanks(date) | says.blanks
    others = [part for part in BLANKS[Paper.Kind.GROUP_DECREE] if part.startswith(OTHER_DECREES)]
    for part in others:
        said["parts"] += [centre(f"[{part.label}]"), texts(*filled(words[part], **blanks))]
    return said


def _agreement(*, date: datetime.date, **office: Any) -> dict[str, Any]:
    says = AgreementSays(
        group="KUBE Melati",
        seat="Desa Sukamaju, Kec. Contohrejo",
        chair="Siti",
        program="BLPS",
        decree="400.9/001/SK",
        decree_date=date,
        amount=GRANT,
        account="Bank Contoh 000111222333",
        report_days=90,
        plan=PLAN,
        data={},
    )
    return agreement_of(says, date=date, **office)


@official
def _worded(
    kind: str,
    *,
    office: Region,
    head: Letterhead,
    words: dict[str, str],
    date: datetime.date,
    by: User,
) -> dict[str, Any]:
    """A letter or minutes: each of its words in its place, without the facts between."""
    blanks = _blanks(date)
    said = {part.value: filled(words[part], **blanks) for part in BLANKS[kind]}
    title = Paper.Kind(kind).label
    is_letter = kind in LETTERS
    signed = for_the_head(office, date, by) if is_letter else signature_of(office, date, "", by=by)
    return content(
        title=title,
        paragraphs=_between(kind, said),
        signatures=[signed],
        parts=(_letter if is_letter else _minutes)(
            title, {place: said.get(f"{kind}_{place}", []) for place in PLACES}, named(signed)
        ),
    )


def _letter(title: Text, said: dict[str, list[str]], signer: str) -> list[Part]:
    to, nature = ["Yth. Ketua KUBE Melati", "di Sukamaju"], "Biasa"
    opening, closing, copied = said["opening"], said["closing"], said["copies"]
    return letter_parts(title, to, nature=nature, opening=opening, closing=closing, copied=copied)


def _minutes(title: Text, said: dict[str, list[str]], signer: str) -> list[Part]:
    return [
        heading(str(title).upper(), "KUBE MELATI"),
        texts(*said["opening"]),
        *([numbered([signer])] if said["opening"] else []),
        texts(*said["result"]),
        "paragraphs",
        texts(*said["closing"]),
        "signatures",
    ]


def _between(kind: str, said: dict[str, list[str]]) -> list[str]:
    """What stands between opening and closing; of several, a paper has those that fit it."""
    own = [part for part in said if part.removeprefix(f"{kind}_") not in PLACES]
    marks = [f"[{Wording.Part(part).label}] " if len(own) > 1 else "" for part in own]
    return [
        f"{mark if number == 0 else ''}{line}"
        for mark, part in zip(marks, own, strict=True)
        for number, line in enumerate(said[part])
    ]


def _blanks(date: datetime.date) -> dict[str, str]:
    return {
        "hari": date_in_words(date),
        "program": f"BLPS {date.year}",
        "kelompok": "KUBE Melati",
        "desa": "Sukamaju",
        "usaha": "kambing",
        "pertemuan": "setiap bulan",
        "tahap": "berkembang",
        "sebab": "anggota sepakat",
        "sk": "400.9/001/SK",
        "bantuan": rupiah(GRANT),
        "sisa": rupiah(GRANT // 100),
        **dict.fromkeys(("tanggal", "batas", "jatuh_tempo"), day(date)),
        "urutan": "pembukuan, kebutuhan",
        "nilai_lulus": "60",
        "syarat": "umur anggota",
        "hasil": "sanggahan diterima",
        "alasan": "alasan yang tertulis",
    }
