"""What stands on printed papers, read from their PDF, with 1, 30 and 150 groups."""

import datetime
import io

import pytest
from django.core.management import call_command
from django.utils import timezone

from papers.actions import issue_paper
from papers.content import Signature, Table, content
from papers.decrees import DecreeSays, Listed, decree_of
from papers.models import Paper
from papers.office import letterhead_now
from papers.parts import GENERAL
from papers.printing import pdf
from papers.samples import sample
from papers.wording import words_of
from tests.conftest import TODAY
from tests.factories import UserFactory
from tests.papers.offices import NIP, enter_office
from tests.pdf_text import pages_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("papers_alone")]
DATE = datetime.date(2026, 11, 24)


@pytest.fixture
def office():
    return enter_office(since=min(DATE, TODAY))


def decree(office, groups: int, **more) -> Paper:
    rows = [
        Listed(
            str(place), f"KUBE Sumber Rejeki {place}", "Dawuhan", "Poncokusumo", "Siti", 2_500_000
        )
        for place in range(1, groups + 1)
    ]
    by = UserFactory(role="approver")
    says = DecreeSays(program="BLPS 2026", year=2026, report_days=90, rows=rows, **more)
    said = decree_of(
        says, office=office, head=letterhead_now(office), words=words_of(office), date=DATE, by=by
    )
    return issue_paper(Paper.Kind.DECREE, office=office, content=said, date=DATE, by=by)


def test_a_decree_says_what_an_office_signs(office):
    paper = decree(office, 2)

    first, annex = pages_of(pdf(paper))

    lines = first.splitlines()
    assert lines[:10] == [
        "PEMERINTAH KABUPATEN MALANG",
        "DINAS SOSIAL KABUPATEN MALANG",
        "Jalan Panji 119, Kode Pos 65163",
        "Telepon (0341) 390000, surel dinsos@example.go.id",
        "KEPUTUSAN KEPALA DINAS SOSIAL KABUPATEN MALANG",
        f"NOMOR {paper.number}",
        "TENTANG",
        "PENETAPAN KELOMPOK PENERIMA BANTUAN BLPS 2026 TAHUN 2026",
        "KEPALA DINAS SOSIAL KABUPATEN MALANG,",
        "Menimbang : a. bahwa untuk menanggulangi kemiskinan perlu memberdayakan keluarga miskin",
    ]
    order = ["Mengingat", "MEMUTUSKAN:", "Menetapkan", "KESATU", "KEDUA", "KETIGA", "KEEMPAT"]
    order += ["KELIMA", "Ditetapkan di Kepanjen", "pada tanggal 24 November 2026", "Pembina Utama"]
    found = [first.index(word) for word in order]
    assert found == sorted(found)
    assert "Rp5.000.000 (lima juta rupiah)" in first.replace("\n", " ")
    assert "Tembusan:" in first
    assert f"NIP {NIP}" in first
    assert "LAMPIRAN KEPUTUSAN KEPALA DINAS SOSIAL KABUPATEN" in annex
    assert "No. Kelompok Desa atau kelurahan Kecamatan Ketua Jumlah" in annex
    assert "1 KUBE Sumber Rejeki 1 Dawuhan Poncokusumo Siti 2.500.000" in annex


@pytest.mark.parametrize(("groups", "pages"), [(1, 2), (30, 2), (150, 5)])
def test_a_list_keeps_its_rows_heading_total_and_signature_on_all_pages(office, groups, pages):
    printed = pages_of(pdf(decree(office, groups)))

    whole = "\n".join(printed)
    rows = [f"{place} KUBE Sumber Rejeki {place} Dawuhan" for place in range(1, groups + 1)]
    assert [row for row in rows if row not in whole] == []
    assert len(printed) == pages
    last = printed[-1]
    assert f"NIP {NIP}" in last
    assert all("No. Kelompok" in page for page in printed[1:] if "KUBE Sumber Rejeki" in page)
    assert f"Halaman {pages} / {pages}" in last.splitlines()


def test_an_addendum_names_the_decree_that_it_changes(office):
    paper = decree(office, 1, amends="400.9/001/SK", leaving=[("KUBE Anggrek", 3, "Pindah")])

    whole = " ".join("\n".join(pages_of(pdf(paper))).split())

    assert "PERUBAHAN ATAS KEPUTUSAN NOMOR 400.9/001/SK" in whole
    assert "KUBE Anggrek 3 Pindah" in whole


def test_an_agreement_has_parties_articles_and_places_to_sign(office):
    file = sample(
        Paper.Kind.AGREEMENT,
        letterhead=letterhead_now(office),
        emblem=None,
        words=words_of(office),
        date=DATE,
        at=timezone.now(),
        by=UserFactory(role="head"),
    )

    pages = pages_of(file)
    whole = " ".join("\n".join(pages).split())

    assert all("CONTOH" in page and "Ini contoh, bukan surat dinas." in page for page in pages)
    assert "/check/" not in whole
    for words in (
        "PERJANJIAN PEMBERIAN BANTUAN SOSIAL",
        "Nomor PIHAK KESATU: 400.9/001/NPHD/",
        "Nomor PIHAK KEDUA:",
        "Selasa tanggal dua puluh empat bulan November tahun dua ribu dua puluh enam (24-11-2026)",
        f"NIP : {NIP}",
        "NIK : ....",
        "Desa Sukamaju, Kec. Contohrejo",
        "Pasal 1 DASAR",
        "Pasal 12 PENUTUP",
        "Bank Contoh 000111222333",
        "Meterai 10.000",
        "Saksi 2,",
        "RENCANA ANGGARAN BIAYA",
    ):
        assert words in whole
    assert "hibah" not in whole.casefold()


def test_an_amount_of_nothing_is_printed_too(office):
    said = content(title="Laporan", amount=0)
    by = UserFactory(role="head")
    paper = issue_paper(Paper.Kind.REPORT, office=office, content=said, date=DATE, by=by)

    (page,) = pages_of(pdf(paper))

    assert "Rp0" in page


def test_many_last_words_begin_where_there_is_room_and_end_with_the_signature(office):
    said = [f"Pengecualian {number} diberikan kepada KUBE Mawar." for number in range(1, 41)]
    closing = content(title="Berita acara", closing=said, signatures=[Signature("Tim", "Sri")])
    by = UserFactory(role="head")
    paper = issue_paper(Paper.Kind.RANKING, office=office, content=closing, date=DATE, by=by)

    first, last = pages_of(pdf(paper))

    assert "Pengecualian 1 " in first
    assert "Pengecualian 40 " in last
    assert "Sri" in last


@pytest.mark.parametrize("groups", [24, 32, 40])
def test_signatures_are_never_alone_on_a_page(office, groups):
    rows = [[str(place), f"KUBE Melati {place}"] for place in range(1, groups + 1)]
    said = content(
        title="Daftar",
        tables=[Table(columns=["No.", "Kelompok"], rows=rows)],
        closing=["Demikian pengumuman ini disampaikan."],
        signatures=[Signature("Kepala Dinas", "Sri", rank="Pembina", nip=NIP)],
        parts=GENERAL,
    )
    by = UserFactory(role="head")
    paper = issue_paper(Paper.Kind.CANDIDATES, office=office, content=said, date=DATE, by=by)

    last = pages_of(pdf(paper))[-1]

    assert "Sri" in last
    assert "Demikian pengumuman ini" in last


def test_pictures_are_made_of_the_newest_paper_of_each_kind(office, tmp_path):
    decree(office, 1)
    decree(office, 30)

    call_command("paper_pictures", tmp_path, stdout=io.StringIO())

    made = sorted(tmp_path.iterdir())
    assert [file.name for file in made] == ["decree-1.png", "decree-2.png"]
    assert made[0].read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize("kind", Paper.Kind)
def test_a_paper_of_before_this_layout_prints_as_it_did(office, kind):
    said = content(title="Penetapan penerima", facts=[("Pagu", 30_000_000)])
    old = {
        name: said[name] for name in said if name not in ("layout", "parts", "head", "own_number")
    }
    paper = issue_paper(kind, office=office, content=old, date=DATE, by=UserFactory(role="head"))

    (page,) = pages_of(pdf(paper))

    assert "Pagu Rp30.000.000" in page
    assert "PEMERINTAH" not in page
