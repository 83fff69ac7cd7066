"""Loading instruments from files, and refusing invalid ones."""

import io
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError
from django.urls import reverse

from groups.instruments import read_drafts
from groups.management.commands.load_instruments import DATA
from groups.models import Instrument
from groups.reports.instruments import range_of
from tests.factories import UserFactory
from tests.finance.promises.sql import run

CSV, ABOUT = DATA / "assessment_instrument.csv", DATA / "assessment_instrument.toml"


def load(file: Path = CSV, about: Path = ABOUT) -> str:
    output = io.StringIO()
    call_command("load_instruments", file, about=about, stdout=output)
    return output.getvalue()


@pytest.fixture
def changed(tmp_path):
    """The project's files with a text replaced: `changed("csv", "4,5", "4,6")`."""

    def change(which: str, before: str, after: str) -> tuple[Path, Path]:
        paths = []
        for name, path in {"csv": CSV, "toml": ABOUT}.items():
            text = path.read_text(encoding="utf-8")
            if name == which:
                assert before in text
                text = text.replace(before, after)
            copy = tmp_path / path.name
            copy.write_text(text, encoding="utf-8")
            paths.append(copy)
        return tuple(paths)

    return change


def test_the_projects_own_instruments_load(db):
    load()

    usable = Instrument.objects.usable()
    assert {f"{instrument.code} {instrument.version}" for instrument in usable} == {
        "kube_monev 2",
        "blps_selection 1",
    }
    assert Instrument.objects.get(code="kube_monev", version=1).for_old_results


@pytest.mark.parametrize(
    ("code", "version", "totals"),
    [("kube_monev", 1, (115, 410)), ("kube_monev", 2, (100, 400)), ("blps_selection", 1, (0, 100))],
)
def test_totals_run_as_the_domain_says(db, code, version, totals):
    load()

    instrument = Instrument.objects.with_parts().get(code=code, version=version)

    assert range_of(instrument) == tuple(map(Decimal, totals))


def test_ties_are_broken_by_bookkeeping_then_need(db):
    load()

    instrument = Instrument.objects.get(code="blps_selection")
    ties = instrument.dimensions.exclude(tie=None).order_by("tie").values_list("name", flat=True)
    assert list(ties) == ["Pembukuan", "Kebutuhan"]


def test_a_second_run_changes_nothing(db):
    load()

    assert "written" not in load()
    assert Instrument.objects.count() == 3


def test_the_old_version_loads_only_with_its_mark(db, changed, in_english):
    files = changed("toml", "for_old_results = true", "for_old_results = false")

    with pytest.raises(CommandError) as refused:
        load(*files)

    for fault in (
        "The weights come to 115, not to 100.",
        "do not all have the same lowest and highest level",
        "Criterion 10: two levels have one text.",
    ):
        assert fault in str(refused.value)
    assert not Instrument.objects.exists()


@pytest.mark.parametrize(
    ("which", "before", "after", "fault"),
    [
        ("toml", "least = 301\nmost = 400", "least = 305\nmost = 400", "leave a gap or overlap"),
        ("toml", "least = 301\nmost = 400", "least = 300\nmost = 400", "leave a gap or overlap"),
        ("toml", "least = 301\nmost = 400", "least = 301\nmost = 390", "do not cover them"),
        (
            "csv",
            "terakhir,Mean attendance at the last 12 meetings,15,",
            "terakhir,Mean attendance at the last 12 meetings,16,",
            "come to 101, not to 100",
        ),
        (
            "csv",
            "meetings,15,4,4,90% atau lebih,90% or more\n",
            "meetings,15,4,5,90% atau,90%\n",
            "Criterion 9: the levels do not run to 4 without a gap",
        ),
    ],
)
def test_what_leaves_a_gap_is_refused(db, changed, in_english, which, before, after, fault):
    files = changed(which, before, after)

    with pytest.raises(CommandError, match=fault):
        load(*files)

    assert not Instrument.objects.exists()


def test_a_version_that_says_something_else_is_refused(db, changed, in_english):
    load()
    files = changed("csv", "Di bawah 50%", "Di bawah 55%")

    with pytest.raises(CommandError, match="blps_selection 1 stands already"):
        load(*files)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("", "columns are missing"),
        ("instrument,version\n", "columns are missing"),
        (
            CSV.read_text().replace("kube_monev,1,Sosial", "kube_monev,satu,Sosial", 1),
            "Line 2 cannot",
        ),
        (CSV.read_text().splitlines()[0] + "\nkube_monev,1\n", "Line 2 cannot be read"),
    ],
    ids=["empty", "columns", "no number", "cut off"],
)
def test_a_broken_file_names_its_line(db, tmp_path, in_english, content, says):
    file = tmp_path / "broken.csv"
    file.write_text(content)

    with pytest.raises(CommandError, match=says):
        load(file)


def test_the_file_says_nothing_that_is_no_text(db, tmp_path):
    file = tmp_path / "latin.csv"
    file.write_bytes(CSV.read_bytes()[:200] + b"\xff\xfe")

    with pytest.raises(CommandError):
        load(file)


ADDED = [
    "INSERT INTO groups_criterion (instrument_id, dimension_id, number, aspect, name, name_en,"
    " weight) SELECT instrument_id, id, 99, '', 'x', '', 1 FROM groups_dimension"
    " WHERE instrument_id = %s LIMIT 1",
    "INSERT INTO groups_level (criterion_id, level, name, name_en) SELECT id, 5, 'x', ''"
    " FROM groups_criterion WHERE instrument_id = %s LIMIT 1",
    "INSERT INTO groups_level (criterion_id, level, name, name_en) SELECT id, 7, 'x', ''"
    " FROM groups_criterion WHERE instrument_id = %s",
]


@pytest.mark.parametrize("write", ADDED)
def test_nothing_is_added_to_one_that_stands(db, write):
    load()
    instrument = Instrument.objects.get(code="blps_selection")

    with pytest.raises(IntegrityError, match="leave a gap"):
        run(write, instrument.pk)


def test_every_level_is_read():
    levels = sum(
        len(criterion.levels) for draft in read_drafts(CSV, ABOUT) for criterion in draft.criteria
    )

    assert levels == len(CSV.read_text(encoding="utf-8").splitlines()) - 1


def test_the_pages_show_levels_and_how_points_come_about(as_user):
    load()
    instrument = Instrument.objects.get(code="blps_selection")
    client = as_user(UserFactory(role="facilitator"))

    listed = client.get(reverse("groups:instruments"))
    shown = client.get(reverse("groups:instrument", args=[instrument.pk]))

    assert "Seleksi BLPS" in listed.content.decode()
    assert "80% atau lebih" in shown.content.decode()
