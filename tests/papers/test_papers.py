"""What a paper says is frozen as it is issued: number, seal, letterhead; and its PDF."""

import datetime
import json
import time

import pytest
from django.utils import translation
from django.utils.translation import gettext_lazy

from papers.actions import issue_paper
from papers.content import Signature, Table, content, official
from papers.models import Letterhead, Paper
from papers.printing import pdf
from papers.seal import is_unchanged
from tests.conftest import TODAY
from tests.factories import UserFactory
from tests.grants.factories import LetterheadFactory, PaperFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("papers_alone")]
ROMAN = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"]


def decree(**more) -> Paper:
    office = LetterheadFactory().office
    return issue_paper(
        Paper.Kind.DECREE,
        office=office,
        date=TODAY,
        by=UserFactory(role="approver"),
        content=content(title="Penetapan penerima", **more),
    )


def test_papers_are_numbered_without_gaps():
    first, second = decree(), decree()

    assert [first.number, second.number] == [
        f"400.9/001/SK/35.07.106/{ROMAN[TODAY.month - 1]}/{TODAY.year}",
        f"400.9/002/SK/35.07.106/{ROMAN[TODAY.month - 1]}/{TODAY.year}",
    ]


def test_what_the_letterhead_says_is_frozen_with_the_paper():
    paper = decree()

    Letterhead.objects.create(office=paper.office, name="Dinas lain", place="Malang")

    assert paper.content["office"]["name"] == "Dinas Sosial Kabupaten Malang"
    assert paper.content["office"]["check"] == "https://testserver/check/"


def test_amounts_stay_numbers_and_lazy_texts_become_text():
    table = Table(columns=[gettext_lazy("Groups"), "Jumlah"], rows=[["Melati", 30_000_000]])

    paper = decree(tables=[table], signatures=[Signature("Ketua", "Siti")])

    said = json.loads(paper.text)
    assert said["tables"][0]["rows"] == [["Melati", 30_000_000]]
    assert said["signatures"] == [
        {"role": "Ketua", "name": "Siti", "of": "", "rank": "", "nip": "", "stamp": False}
    ]


@pytest.mark.parametrize("value", [1.5, True, datetime.date(2026, 1, 1)])
def test_what_is_not_written_out_is_refused(value):
    with pytest.raises(ValueError, match="write it out"):
        content(title="Surat", facts=[("Nilai", value)])


def test_a_row_has_a_cell_a_column():
    with pytest.raises(ValueError, match="2 columns"):
        Table(columns=["Kelompok", "Jumlah"], rows=[["Melati"]])


def test_a_paper_is_indonesian_whatever_the_user_reads(in_english):
    titled = official(lambda: content(title=gettext_lazy("Groups")))

    assert titled()["title"] == "Kelompok"


def test_the_seal_is_made_again_from_what_the_paper_says():
    paper = decree(paragraphs=["Bantuan dipakai menurut rencana – “tepat”."])

    assert is_unchanged(paper)

    paper.text = paper.text.replace("tepat", "lain")
    assert not is_unchanged(paper)


def test_a_paper_prints_to_the_same_pdf_a_whatever_the_user_reads():
    table = Table(
        columns=["No.", "Kelompok", "Nilai", "Jumlah"],
        rows=[["1", "KUBE Melati", "85,00", 30_000_000]],
        total=["", "Jumlah", "", 30_000_000],
    )
    paper = decree(
        facts=[("Pagu", 30_000_000)],
        tables=[table],
        amount=30_000_000,
        signatures=[Signature("Kepala Dinas", "Pak Endro")],
    )

    printed = pdf(paper)
    with translation.override("en"):
        again = pdf(Paper.objects.get(pk=paper.pk))

    assert again == printed
    assert printed.startswith(b"%PDF-1.7")
    assert b"<pdfaid:part>2</pdfaid:part>" in printed


def test_a_paper_of_ten_pages_does_not_take_long():
    rows = [[str(number), f"KUBE Melati {number}", 30_000_000] for number in range(1, 301)]
    paper = decree(tables=[Table(columns=["No.", "Kelompok", "Jumlah"], rows=rows)])
    pdf(paper)

    started = time.perf_counter()
    pdf(decree(tables=[Table(columns=["No.", "Kelompok", "Jumlah"], rows=rows)]))

    assert time.perf_counter() - started < 5


def test_a_paper_that_says_nothing_prints_too():
    assert pdf(PaperFactory()).startswith(b"%PDF")
