"""Examples of papers with invented groups, by which an office sees what it has typed."""

import datetime
from typing import Any

from django.conf import settings
from django.db.models import Max

from accounts.models import User
from foundation.formatting import roman
from papers.agreements import AgreementSays, agreement_of
from papers.content import Table, canonical
from papers.decrees import DecreeSays, Listed, decree_of
from papers.models import Letterhead, Paper
from papers.models.papers import CODES
from papers.printing import example

GRANT = 20_000_000
GROUPS = [
    Listed("1", "KUBE Melati", "Sukamaju", "Contohrejo", "Siti", GRANT),
    Listed("2", "KUBE Kenanga", "Mekarsari", "Contohrejo", "Wagiman", GRANT),
    Listed("3", "KUBE Anggrek", "Sumberagung", "Contohsari", "Ratna", GRANT),
]
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
    build = _agreement if kind == Paper.Kind.AGREEMENT else _decree
    kind = Paper.Kind.AGREEMENT if kind == Paper.Kind.AGREEMENT else Paper.Kind.DECREE
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
