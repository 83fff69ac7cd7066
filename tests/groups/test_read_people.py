"""The command that reads files of people: what it prints of the files that offices have."""

import json
import re
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

FILES = Path(__file__).parent / "data"
EXPECTED = json.loads((FILES / "people.json").read_text())
WHOLE = ["bip_2012.xls", "bip_2016.xls", "bip_daftar_keluarga.xls", "bip_ektp.xls"]
HEADS = {"siks_ng_desil.xlsx": {"kk", "rt", "rw", "hamlet"}, "siks_ng_bnba.xlsx": {"hamlet"}}
ALL = {"name", "sex", "born", "nik", "kk", "relation", "rt", "rw", "hamlet"}
OF_ALL = {"NIK on two rows": 2, "name with odd signs": 1}
OF_WHOLE = OF_ALL | {
    "NIK missing": 2,
    "NIK length": 1,
    "birth date differs from NIK": 2,
    "sex differs from NIK": 1,
}
STATES = {"dead": 1, "moved": 1}
FLAWS = {
    "siak.xls": OF_WHOLE | STATES | {"not valid": 1},
    "opensid.xlsx": OF_WHOLE | STATES | {"not valid": 1},
    "bip_daftar_keluarga.xls": OF_WHOLE | STATES,
}


def told(capsys, file, **more):
    call_command("read_people", FILES / file, **more)
    return json.loads(capsys.readouterr().out)


def digits(number):
    found = re.sub(r"\D", "", number)
    return found if found.strip("0") else ""


def expected(names, people=EXPECTED):
    return [
        {name: digits(each[name]) if name == "nik" else each[name] for name in sorted(names)}
        for each in people
    ]


def said(people, names):
    return [{name: each[name] for name in sorted(names)} for each in people]


def times(flaws):
    kinds = [flaw["what"] for flaw in flaws]
    return {kind: kinds.count(kind) for kind in kinds}


@pytest.mark.parametrize("file", ["siak.xls", *WHOLE])
def test_each_person_is_read(capsys, file):
    assert said(told(capsys, file)["people"], ALL) == expected(ALL)


def test_a_dash_of_opensid_is_no_rw(capsys):
    people = told(capsys, "opensid.xlsx")["people"]

    assert said(people, ALL - {"rw"}) == expected(ALL - {"rw"})
    both = [(one["rw"], two["rw"]) for one, two in zip(people, EXPECTED, strict=True)]
    assert all(read in (None, really) for read, really in both)
    assert sum(read is None for read, _really in both) == 20


@pytest.mark.parametrize("file", HEADS)
def test_the_heads_on_a_list_are_read(capsys, file):
    people = told(capsys, file)["people"]
    names = HEADS[file] | {"name", "nik"}
    heads = {each["name"]: each for each in EXPECTED if each["relation"] == "Kepala Keluarga"}

    assert len(people) == 11
    assert said(people, names) == expected(names, [heads[each["name"]] for each in people])


@pytest.mark.parametrize("file", [*WHOLE, *HEADS, "siak.xls", "opensid.xlsx"])
def test_flaws_and_kind_of_each_file(capsys, file):
    found = told(capsys, file)

    assert found["format"] == Path(file).stem
    assert times(found["flaws"]) == FLAWS.get(file, OF_ALL if file in HEADS else OF_WHOLE)


def test_states_of_the_registry(capsys):
    people = told(capsys, "siak.xls")["people"]

    assert said(people, {"status"}) == expected({"status"})


def test_a_flaw_has_row_and_column(capsys):
    flaws = told(capsys, "siak.xls")["flaws"]

    assert {"row": 16, "column": "NIK", "what": "NIK length"} in flaws
    assert {"row": 4, "column": "Status", "what": "dead"} in flaws


@pytest.mark.parametrize(
    "content", [b"", b"PK\3\4nothing", b"\x89PNG\r\n\x1a\n\0\0", b"a;b\n1;2\n"]
)
def test_no_table_of_people_is_refused_in_words(tmp_path, content):
    file = tmp_path / "people.xls"
    file.write_bytes(content)

    with pytest.raises(CommandError) as stopped:
        call_command("read_people", file)

    assert stopped.value.returncode == 1
    assert "\n" not in str(stopped.value)
