"""An office's own words for decree and agreement."""

import pytest
from django.urls import reverse

from papers.actions import edit_wording
from papers.models import Wording
from papers.office import default_words, words_of
from tests.factories import UserFactory, region
from tests.grants.factories import LetterheadFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def head(as_user):
    LetterheadFactory()
    return as_user(UserFactory(role="head"))


def test_words_of_one_office_only_and_only_what_changed():
    office, by = region("35.07"), UserFactory(role="head")
    words = default_words(region("35.07")) | {"recalling": "Peraturan Bupati Nomor 1 Tahun 2026;"}

    edit_wording(office=office, words=words, by=by)
    edit_wording(office=office, words=words, by=by)

    assert Wording.objects.get().part == "recalling"
    assert words_of(office)["recalling"] == "Peraturan Bupati Nomor 1 Tahun 2026;"
    assert words_of(region("35.79")) == default_words(region("35.79"))


@pytest.mark.parametrize(("code", "who"), [("35.07", "Bupati Malang"), ("35.79", "Wali Kota Batu")])
def test_copies_name_the_head_of_this_region(code, who):
    copies = words_of(region(code))["copies"]

    assert copies.splitlines()[0] == f"{who} (sebagai laporan);"
    assert "{" not in copies


def test_each_part_has_words_from_the_start():
    assert set(default_words(region("35.07"))) == set(Wording.Part.values)


def test_the_page_keeps_what_is_typed(head):
    words = default_words(region("35.07")) | {"copies": "Bupati Malang;"}

    response = head.post(reverse("papers:edit_wording"), words)

    assert response.status_code == 302
    assert "Bupati Malang;" in head.get(response.url).text


@pytest.mark.parametrize(
    ("part", "typed", "says"),
    [
        ("dictum", "Berlaku {kapan}", "Tidak bisa diisi: {kapan}."),
        ("recalling", "Undang-undang {tahun}", "Tidak bisa diisi: {tahun}."),
        ("clauses", "Tanpa judul", "Mulai baris pertama dengan #"),
        ("considering", " ", "wajib"),
    ],
)
def test_what_cannot_be_filled_in_is_refused(head, part, typed, says):
    response = head.post(
        reverse("papers:edit_wording"), default_words(region("35.07")) | {part: typed}
    )

    assert response.status_code == 422
    assert says in response.text
    assert not Wording.objects.exists()


@pytest.mark.parametrize("kind", ["decree", "agreement", "x"])
def test_an_example_is_shown_and_nothing_kept(head, kind):
    words = default_words(region("35.07")) | {
        "clauses": "# Satu\n# Dua\nisi",
        "dictum": "satu\n" * 12,
    }

    response = head.post(reverse("papers:edit_wording"), words | {"example": kind})

    assert response.content.startswith(b"%PDF")
    assert not Wording.objects.exists()
