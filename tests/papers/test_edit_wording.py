"""An office's own words for each paper."""

import ast
import json

import pytest
from django.urls import reverse
from django.utils import timezone

from papers.actions import edit_wording
from papers.models import Paper, Wording
from papers.office import letterhead_now
from papers.samples import sample
from papers.wording import BLANKS, default_words, filled, words_of
from tests.conftest import TODAY
from tests.factories import UserFactory, region
from tests.grants.factories import LetterheadFactory
from tests.pdf_text import pages_of
from tests.project import ROOT

pytestmark = pytest.mark.django_db
PARTS = [(kind, part) for kind, parts in BLANKS.items() for part in parts]
EXCUSED = {Paper.Kind.REPORT: "a letter of the group's own, not of the office"}


@pytest.fixture
def head(as_user):
    LetterheadFactory()
    return as_user(UserFactory(role="head"))


def words_for(kind: str) -> dict[str, str]:
    words = default_words(region("35.07"))
    return {part.value: words[part] for part in BLANKS[kind]}


def page_of(kind: str) -> str:
    return reverse("papers:edit_wording", args=[kind])


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


def test_each_part_has_words_from_the_start_and_is_of_one_paper():
    assert set(default_words(region("35.07"))) == set(Wording.Part.values)
    assert sorted(part.value for _kind, part in PARTS) == sorted(Wording.Part.values)


def test_each_paper_of_an_office_has_words_of_its_own():
    assert {*BLANKS, *EXCUSED} == set(Paper.Kind)


@pytest.mark.parametrize("part", [part for _kind, part in PARTS])
def test_the_first_words_know_what_may_be_filled_in(part):
    (blanks,) = [parts[part] for parts in BLANKS.values() if part in parts]
    text = default_words(region("35.07"))[part]

    assert "{" not in " ".join(filled(text, **dict.fromkeys(blanks, "x")))


@pytest.mark.parametrize("kind", list(BLANKS))
def test_the_page_keeps_each_part_as_it_is_typed(head, kind):
    typed = {part: f"# Bunyi {part}" for part in words_for(kind)}

    response = head.post(page_of(kind), typed)

    page = head.get(response.url).text
    assert [text for text in typed.values() if text not in page] == []
    assert dict(Wording.objects.values_list("part", "text")) == typed


@pytest.mark.parametrize("kind", list(BLANKS))
def test_what_cannot_be_filled_in_is_refused_and_stays_in_the_form(head, kind):
    parts = words_for(kind)

    response = head.post(page_of(kind), {part: f"# {part} {{kapan}} {{" for part in parts})

    assert response.status_code == 422
    errors = response.context["form"].errors
    assert errors == {part: ["Tidak bisa diisi: {}, {kapan}."] for part in parts}
    assert [part for part in parts if f"# {part} {{kapan}} {{" not in response.text] == []
    assert not Wording.objects.exists()


@pytest.mark.parametrize(
    ("kind", "part", "typed", "says"),
    [
        ("decree", "recalling", "Undang-undang {tahun}", "Tidak bisa diisi: {tahun}."),
        ("decree", "considering", " ", "Wajib diisi"),
        ("decree", "dictum", "satu\n" * 8, "Paling banyak 7 baris."),
        ("agreement", "clauses", "Tanpa judul", "Mulai baris pertama dengan #"),
        ("sanction", "sanction_closing", "", "Wajib diisi"),
    ],
)
def test_what_cannot_be_printed_is_refused(head, kind, part, typed, says):
    response = head.post(page_of(kind), words_for(kind) | {part: typed})

    assert response.status_code == 422
    assert says in str(response.context["form"].errors[part])
    assert not Wording.objects.exists()


@pytest.mark.parametrize("kind", ["report", "x"])
def test_a_paper_without_words_of_the_office_has_no_page(head, kind):
    assert head.get(page_of(kind)).status_code == 404


@pytest.mark.parametrize("kind", list(BLANKS))
def test_an_example_is_shown_and_nothing_kept(head, kind):
    response = head.post(page_of(kind), words_for(kind) | {"example": "1"})

    assert response.content.startswith(b"%PDF")
    assert not Wording.objects.exists()


def example_of(kind: str, **words: str) -> str:
    office = region("35.07")
    file = sample(
        kind,
        letterhead=letterhead_now(office),
        emblem=None,
        words=words_of(office) | words,
        date=TODAY,
        at=timezone.now(),
        by=UserFactory(role="head"),
    )
    return " ".join(" ".join(pages_of(file)).split())


HOSTILE = 'Kata #read("/etc/passwd") *tebal* $x$ <b>x</b> \\u{41} `kode` @rujuk // akhir'


@pytest.mark.parametrize("kind", list(BLANKS))
def test_an_example_says_each_part_as_it_is_typed(kind):
    """Marks of the typesetter and of pages are text; none of it is read as a command."""
    parts = [part.value for part in BLANKS[kind]]
    typed = {part: f"{HOSTILE} bagian{number}." for number, part in enumerate(parts)}
    if kind == Paper.Kind.AGREEMENT:
        typed = {part: f"# Judul\n{text}" for part, text in typed.items()}

    printed = example_of(kind, **typed)

    assert [part for n, part in enumerate(parts) if f"bagian{n}." not in printed] == []
    assert printed.count(HOSTILE) == len(parts)


def test_what_is_filled_in_is_not_filled_in_again():
    lines = filled("{kelompok} dan {bantuan}\n\n {lain} ", kelompok="{bantuan}", bantuan="1\n2")

    assert lines == ["{bantuan} dan 1\n2", "{lain}"]


BODY = {  # sentences in the code of papers, and why no office writes them itself
    "papers/decrees.py": "what is decreed: how many groups, how much, which decree it changes",
    "papers/agreements.py": "who the parties are and where they sign",
    "grants/spending/papers/handover.py": "who the parties are",
    "grants/spending/papers/report.py": "the group's own letter",
    "grants/spending/papers/sanction.py": "the reason where the officer types none",
    "papers/printing.py": "the foot of each page",
    "papers/emblems.py": "why a picture is refused",
}


def sentences(path) -> list[str]:
    """Texts of the code that end as sentences and clauses do."""
    calls = [node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call)]
    said = [
        call.args[0].value
        for call in calls
        if call.args
        and isinstance(call.args[0], ast.Constant)
        and getattr(call.func, "id", "") in ("_", "gettext_lazy")
    ]
    return [text for text in said if text.count(" ") > 2 and text.rstrip()[-1] in ".:;"]


def test_papers_say_nothing_of_their_own():
    builders = [*ROOT.glob("papers/*.py"), *ROOT.glob("grants/*/papers/*.py")]
    texts = {str(path.relative_to(ROOT)): sentences(path) for path in builders}

    left = {path: found for path, found in texts.items() if found and path not in BODY}

    assert not left, json.dumps(left, indent=1)
    assert [path for path in BODY if not texts.get(path)] == []
