"""The command that reads bank files: what it prints of the files that banks give."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
import python_calamine
from django.core.management import CommandError, call_command

from foundation.tables import decoded
from tests.grants.bank_writing import excel
from tests.project import ROOT

FILES = Path(__file__).parent / "data"
EXPECTED = json.loads((FILES / "bank_lines.json").read_text())
NAMES = sorted(path.name for path in FILES.glob("bank_*") if path.suffix != ".json")
SAID = ["date", "text", "debit", "credit", "balance"]
HEAD = {"bank_bca.csv": 5, "bank_mandiri.xlsx": 5}  # rows to the headings; 1 elsewhere
FOOT = {"bank_bca.csv": 4, "bank_mandiri.xlsx": 1}
REFERENCES = {"bank_bni.xlsx": 6, "bank_bca.csv": 0, "bank_bri.csv": 0}  # figures of it


def told(capsys, *files, **more):
    call_command("read_statement", *files, **more)
    return json.loads(capsys.readouterr().out)


def refused(capsys, *files, **more):
    with pytest.raises(CommandError) as stopped:
        call_command("read_statement", *files, **more)
    assert stopped.value.returncode == 1
    return json.loads(capsys.readouterr().out)["refused"]


def said(lines):
    return [{name: line[name] for name in SAID} for line in lines]


@pytest.mark.parametrize("name", NAMES)
def test_every_line_of_every_bank_is_read(capsys, name):
    whole = told(capsys, FILES / name)

    assert said(whole["lines"]) == said(EXPECTED)
    assert whole["bank"].lower() in name
    assert (whole["opening"], whole["closing"]) == (412_350_000, 563_183_386)
    assert [line["amount"] for line in whole["lines"]] == [
        line["credit"] - line["debit"] for line in EXPECTED
    ]
    figures = REFERENCES.get(name, 10)
    assert [line["reference"] for line in whole["lines"]] == [
        line["ref"][:figures] for line in EXPECTED
    ]
    assert len(whole["left_out"]) == FOOT.get(name, 0)


def parts(tmp_path, name):
    """The file cut in two with an overlap, each with its head, without the bank's sums."""
    head, foot = HEAD.get(name, 1), FOOT.get(name, 0)
    for number, (first, last) in enumerate([(0, 10), (7, 17)]):
        path = tmp_path / f"{number}_{name}"
        if name.endswith(".csv"):
            content = (FILES / name).read_bytes()
            rows = decoded(content).splitlines(keepends=True)
            rows = rows[:head] + rows[: len(rows) - foot][head:][first:last]
            path.write_text("".join(rows), newline="")
        else:
            rows = rows_of_excel(FILES / name)
            path.write_bytes(excel([*rows[:head], *rows[head:][first:last]]))
        yield path


def rows_of_excel(path):
    book = python_calamine.CalamineWorkbook.from_path(path)
    return book.get_sheet_by_index(0).to_python(skip_empty_area=False)


@pytest.mark.parametrize("order", [1, -1])
@pytest.mark.parametrize("name", NAMES)
def test_a_file_cut_in_two_with_an_overlap_is_the_same(capsys, tmp_path, name, order):
    whole = told(capsys, *list(parts(tmp_path, name))[::order])

    assert said(whole["lines"]) == said(EXPECTED)
    assert (whole["opening"], whole["closing"]) == (412_350_000, 563_183_386)
    assert sum(each["why"] == "Sudah ada" for each in whole["left_out"]) == 3
    assert whole["gaps"] == []


def test_all_banks_together_say_the_same_once(capsys):
    whole = told(capsys, *(FILES / name for name in NAMES))

    assert said(whole["lines"]) == said(EXPECTED)


def test_a_wrong_file_is_refused_with_its_row(capsys, tmp_path):
    path = tmp_path / "bca.csv"
    rows = (FILES / "bank_bca.csv").read_text().splitlines(keepends=True)
    path.write_text("".join([*rows[:8], *rows[9:]]))

    wrong = refused(capsys, FILES / "bank_bri.csv", path)

    assert (wrong["file"], wrong["row"]) == ("bca.csv", 9)
    assert "saldo" in wrong["why"]


def test_the_first_row_that_is_missing_is_found_by_the_banks_own_sums(capsys, tmp_path):
    path = tmp_path / "bca.csv"
    rows = (FILES / "bank_bca.csv").read_text().splitlines(keepends=True)
    path.write_text("".join([*rows[:5], *rows[6:]]))

    assert refused(capsys, path)["row"] == 6


def test_a_table_without_balances_is_read_only_if_one_says_so(capsys, tmp_path):
    path = tmp_path / "bank.csv"
    path.write_text("Tanggal;Uraian;Debet;Kredit\n02/03/2026;BIAYA;2.500,50;\n")

    assert "saldo" in refused(capsys, path)["why"]
    assert told(capsys, path, without_balances=True)["lines"][0]["amount"] == -2500.5


def test_files_of_two_accounts_are_refused(capsys, tmp_path):
    other = tmp_path / "bri.csv"
    other.write_text((FILES / "bank_bri.csv").read_text().replace("0123456789", "0123456780"))

    assert "0123456780" in refused(capsys, FILES / "bank_jatim.xlsx", other)["why"]


def test_what_is_not_there_is_said(capsys, tmp_path):
    assert refused(capsys, tmp_path / "none.csv")["row"] is None


def test_it_runs_without_a_database():
    done = subprocess.run(
        [sys.executable, "manage.py", "read_statement", FILES / "bank_bsi.csv"],
        cwd=ROOT,
        env={"KUBE_DEMO": "1", "PATH": "/usr/bin:/bin"},
        capture_output=True,
        check=True,
    )

    assert len(json.loads(done.stdout)["lines"]) == len(EXPECTED)
