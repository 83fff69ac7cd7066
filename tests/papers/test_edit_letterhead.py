"""The letterhead of an office: a row is added, and papers that are issued keep the one before."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from papers.actions import edit_letterhead
from papers.emblems import read_emblem
from papers.models import Emblem, Letterhead, Paper
from papers.printing import pdf
from papers.seal import is_unchanged
from tests.factories import UserFactory
from tests.finance.promises.sql import refused
from tests.grants.factories import LetterheadFactory, PaperFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("papers_alone")]
LINES = {
    "government": "Pemerintah Kabupaten Malang",
    "name": "Dinas Sosial Kabupaten Malang",
    "address": "Jalan Panji 119",
    "postcode": "65163",
    "telephone": "(0341) 390000",
    "email": "dinsos@example.go.id",
    "place": "Kepanjen",
    "unit": "35.07.106",
    "number_format": "400.9/{seq}/{kind}/{unit}/{month}/{year}",
}


def picture(name="lambang.png", color="green"):
    file = io.BytesIO()
    Image.new("RGB", (60, 90), color).save(file, "PNG")
    return SimpleUploadedFile(name, file.getvalue(), "image/png")


@pytest.fixture
def head(as_user):
    LetterheadFactory()
    return as_user(UserFactory(role="head"))


def test_a_paper_keeps_the_letterhead_it_was_issued_with():
    office = LetterheadFactory().office
    old = PaperFactory()
    before = pdf(old)

    by = UserFactory(role="head")
    edit_letterhead(office=office, emblem=read_emblem(picture()), by=by, **LINES)
    edit_letterhead(office=office, emblem=None, by=by, **LINES | {"name": "Dinas Lain"})

    assert pdf(Paper.objects.get(pk=old.pk)) == before
    assert is_unchanged(old)
    assert Letterhead.objects.in_force(office).emblem == Emblem.objects.get()
    assert Letterhead.objects.filter(office=office).count() == 3


def test_the_same_emblem_is_kept_once():
    office, by = LetterheadFactory().office, UserFactory(role="head")

    for _time in range(2):
        edit_letterhead(office=office, emblem=read_emblem(picture()), by=by, **LINES)

    assert Emblem.objects.count() == 1


@pytest.mark.parametrize("table", ["letterhead", "emblem", "official", "wording"])
def test_the_site_changes_no_row_of_an_office(table):
    refused(f"UPDATE papers_{table} SET office_id = office_id")
    refused(f"DELETE FROM papers_{table}")


def test_the_page_keeps_what_is_typed(head):
    response = head.post(reverse("papers:edit_letterhead"), LINES | {"emblem": picture()})

    assert response.status_code == 302
    page = head.get(response.url).text
    assert "65163" in page
    assert "400.9/001/SK/35.07.106/" in page
    assert Letterhead.objects.latest("pk").emblem


@pytest.mark.parametrize(
    ("field", "typed", "says"),
    [
        ("postcode", "6516", "Kode pos terdiri dari 5 angka."),
        ("number_format", "460/{seq}/{year}", "harus memuat {seq}, {kind}, dan {year}"),
        ("number_format", "{seq}/{kind}/{year}/{tahun}", "Tidak bisa diisi: {tahun}."),
        ("number_format", "{seq}/{kind}/{year}/{", "Tidak bisa diisi"),
        ("number_format", "x" * 40 + "{seq}{kind}{year}", "Format ini terlalu panjang"),
        ("email", "dinsos", "alamat email"),
    ],
)
def test_what_cannot_stand_on_paper_is_refused(head, field, typed, says):
    response = head.post(reverse("papers:edit_letterhead"), LINES | {field: typed})

    assert response.status_code == 422
    assert says in response.content.decode()
    assert Letterhead.objects.count() == 1


def test_what_is_no_picture_is_refused(head):
    file = SimpleUploadedFile("lambang.png", b"<svg onload=alert(1)>", "image/png")

    response = head.post(reverse("papers:edit_letterhead"), LINES | {"emblem": file})

    assert response.status_code == 422
    assert "Ini bukan gambar" in response.text


def test_an_example_is_shown_and_nothing_kept(head):
    url = reverse("papers:edit_letterhead")

    shown = head.post(url, LINES | {"example": "1", "emblem": picture()})
    refused = head.post(url, LINES | {"example": "1", "name": ""})

    assert shown.content.startswith(b"%PDF")
    assert refused.status_code == 422
    assert Letterhead.objects.count() == 1
    assert not Emblem.objects.exists()


def test_the_page_says_the_next_number_of_a_decree(head):
    first = PaperFactory(kind=Paper.Kind.DECREE, date=timezone.localdate())

    page = head.get(reverse("papers:office")).text

    following = first.number.replace("/001/", "/002/")
    assert f"<dt>Nomor keputusan berikutnya</dt><dd>{following}</dd>" in page
