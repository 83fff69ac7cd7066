"""The codes of regions."""

from accounts.models import district_of
from tests.project import PACKAGES, ROOT


def test_the_district_is_the_first_two_parts():
    assert district_of("35.07.07.2001") == "35.07"
    assert district_of("35.07") == "35.07"


def test_the_district_of_a_code_is_taken_in_one_place():
    paths = [path for name in PACKAGES for path in (ROOT / name).rglob("*.py")]

    found = [path.name for path in paths if '.split(".")[:2]' in path.read_text()]

    assert found == ["regions.py"]
