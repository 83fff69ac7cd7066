"""The import of quotas is atomic: all lines or none."""

import datetime
import io

import pytest
from django.core.management import CommandError, call_command

from accounts.models import Region
from grants.management.commands.load_quota import DATA
from grants.selection.models import Quota
from tests.conftest import TODAY
from tests.factories import ProgrammeFactory, UserFactory, region

HEAD = "province,district,quota,region_code\n"
MALANG = 'Jawa Timur,Kabupaten Malang,30,"35.07"\n'


@pytest.fixture
def load(tmp_path, db):
    """Import these lines for BLPS of this year."""
    ProgrammeFactory(name="BLPS")
    UserFactory(username="endang")
    region("35.07")

    def do(lines: str = MALANG, **changed) -> str:
        file, said = tmp_path / "quota.csv", io.StringIO()
        file.write_text(HEAD + lines)
        given = {"programme": "BLPS", "year": TODAY.year, "amount": 30_000_000, "by": "endang"}
        call_command("load_quota", file, **given | changed, stdout=said)
        return said.getvalue()

    return do


def test_a_line_is_a_quota(load):
    said = load()

    quota = Quota.objects.get()
    assert (quota.district_id, quota.places, quota.budget) == ("35.07", 30, 900_000_000)
    assert "1 districts written" in said


def test_a_second_run_changes_nothing(load):
    load()

    assert "0 districts written" in load()


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        (MALANG + MALANG, "Line 3: Kabupaten Malang stands twice"),
        (MALANG + 'Jawa Timur,Kabupaten Antah,30,"35.99"\n', "Line 3: no district has the code"),
        ('Jawa Timur,Kabupaten Batu,30,"35.07"\n', "Line 2: 35.07 is Kabupaten Malang"),
        ('Jawa Timur,Kabupaten Malang,banyak,"35.07"\n', "Line 2: “banyak” is no number"),
        ('Jawa Timur,Kabupaten Malang,0,"35.07"\n', "Line 2: “0” is no number"),
        ("Jawa Timur\n", "Line 2"),
        ('Jawa Timur,Jawa Timur,30,"35"\n', "Line 2: no district has the code 35"),
    ],
)
def test_one_bad_line_and_none_is_entered(load, in_english, lines, says):
    with pytest.raises(CommandError, match=says):
        load(lines)

    assert not Quota.objects.exists()


def test_another_figure_for_a_known_quota_is_refused(load, in_english):
    load()

    with pytest.raises(CommandError, match="has another quota already"):
        load(MALANG.replace("30", "31"))


@pytest.mark.parametrize("changed", [{"programme": "X"}, {"by": "x"}, {"amount": 0}, {"year": 1}])
def test_what_is_not_known_is_said(load, changed):
    with pytest.raises(CommandError):
        load(**changed)


def test_the_projects_own_file_is_the_4500_groups_of_60_districts(db):
    ProgrammeFactory(name="BLPS", since=datetime.date(2019, 1, 1))
    UserFactory(username="endang")
    lines = (DATA / "quota_kube.csv").read_text().splitlines()[1:]
    for province, district, _quota, code in (line.split(",") for line in lines):
        code = code.strip('"')
        above, _made = Region.objects.get_or_create(
            code=code[:2], defaults={"name": province, "level": 1}
        )
        Region.objects.create(code=code, name=district, level=2, parent=above)

    call_command(
        "load_quota",
        programme="BLPS",
        year=2019,
        amount=20_000_000,
        by="endang",
        stdout=io.StringIO(),
    )

    assert (Quota.objects.count(), sum(Quota.objects.values_list("places", flat=True))) == (
        60,
        4500,
    )
