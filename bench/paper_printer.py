"""A process that prints papers when told to: a line of first and count, answered by the bytes."""

import datetime
import sys

import django

django.setup()

from accounts.models import Region  # noqa: E402  the apps must be ready
from papers.content import Signature, Table, canonical, content  # noqa: E402
from papers.models import Paper  # noqa: E402
from papers.printing import pdf  # noqa: E402
from papers.seal import digest_of  # noqa: E402

DAY = datetime.date(2026, 11, 24)
OFFICE = Region(code="35.07", name="Kabupaten Malang", level=2)
HEAD = {
    "name": "Dinas Sosial Kabupaten Malang",
    "address": "Jl. Panji 119, Kepanjen",
    "place": "Kepanjen",
    "check": "https://kube.malangkab.go.id/check/",
}
GRANT = 30_000_000


def decree(number: int) -> dict:
    rows: list[list[str | int]] = [
        [str(place), f"KUBE Melati {number}-{place}", "Dawuhan, Kec. Poncokusumo", "85,00", GRANT]
        for place in range(1, 31)
    ]
    table = Table(
        ["No.", "Kelompok", "Desa", "Nilai", "Jumlah"], rows, ["", "Jumlah", "", "", 30 * GRANT]
    )
    return content(
        title="Penetapan kelompok penerima BLPS",
        facts=[("Putaran", "BLPS 2026")],
        paragraphs=["Kepala Dinas menetapkan kelompok berikut sebagai penerima bantuan."],
        tables=[table],
        amount=30 * GRANT,
        signatures=[Signature("Kepala Dinas", "Endro")],
    )


def agreement(number: int) -> dict:
    officers = [Signature(role, "Siti Aminah", f"KUBE {number}") for role in ("Ketua", "Bendahara")]
    return content(
        title="Perjanjian hibah",
        facts=[("Kelompok", f"KUBE Melati {number}"), ("Hibah", GRANT)],
        paragraphs=[f"{n}. Kelompok memakai uang sesuai rencana. " * 4 for n in range(1, 13)],
        amount=GRANT,
        signatures=[*officers, Signature("Kepala Dinas", "Endro")],
    )


def report(number: int) -> dict:
    plan: list[list[str | int]] = [
        ["1", "Sapi", 20_000_000, 18_675_000],
        ["2", "Kandang", 5_000_000, 5_000_000],
    ]
    bought: list[list[str | int]] = [
        [f"{day} November 2026", f"Pakan {number}-{day}", "Toko Tani Makmur", 100_000 + day]
        for day in range(1, 26)
    ]
    return content(
        title="Laporan pertanggungjawaban",
        facts=[("Kelompok", f"KUBE Melati {number}")],
        tables=[
            Table(["No.", "Rencana", "Pagu", "Belanja"], plan, heading="Rencana dan belanja"),
            Table(["Tanggal", "Barang", "Penjual", "Jumlah"], bought, heading="Belanja"),
        ],
        amount=GRANT,
        signatures=[Signature("Ketua", "Siti"), Signature("Kepala Desa", "Karto")],
    )


KINDS = [
    (Paper.Kind.DECREE, decree),
    (Paper.Kind.AGREEMENT, agreement),
    (Paper.Kind.REPORT, report),
]


def paper(number: int) -> Paper:
    """As the database keeps it, every one with words, code and seal of its own."""
    kind, said = KINDS[number % len(KINDS)]
    code = f"{number:04}-ABCD"
    text = canonical(said(number) | {"office": HEAD})
    return Paper(
        kind=kind,
        office=OFFICE,
        date=DAY,
        number=f"400.9/{number:03}/{kind}/35.07.106/XI/2026",
        code=code,
        text=text,
        digest=digest_of(kind, str(number), DAY.isoformat(), code, text),
        at=datetime.datetime(2026, 11, 24, 9, tzinfo=datetime.UTC),
    )


def main() -> None:
    pdf(paper(0))  # the compiler reads font and template once a process
    say("ready")
    for line in sys.stdin:
        first, count = map(int, line.split())
        say(str(sum(len(pdf(paper(first + n))) for n in range(count))))


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
