"""The share of small mistakes (`bench.mutation`) in the rules that a test finds.

mutmut runs pytest anew for each mutant and leads each call through a function of its own: with
Django and a PostgreSQL of its own that is ten seconds before the first test. Here a mutant is put
into a fork of a process that has everything loaded, and meets the tests that reach its function.

All mutants in a random order, so that a run that was stopped has a fair sample; it goes on from
there. The table and the survivors are written to .local/mutants.md.
"""

import json
import os
import random
import subprocess
from dataclasses import asdict
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from bench.mutation import Mutant, mutants
from bench.trust import PYTHON, ROOT, commit

FILES = (
    "finance/ledger.py",
    "kube_admin/policy.py",
    "foundation/access.py",
    "accounts/duties.py",
    "foundation/submissions.py",
    "foundation/rules.py",
)
ROOMS = ("*/rules/*.py", "grants/*/rules/*.py")
SQL = {"accounts/duties.py": ("keeps_apart", "_note_under_lift")}  # migrations hold it: run.py lint
LONG = "kube_admin/policy.py"  # its values: a walk over all pages for each, so they come last
SEED, QUICK = 1, 40
REPORT = ROOT / ".local" / "mutants.md"
HEADS = ("module", "mutants", "tried", "found", "survived", "found, %")


def run(quick: bool) -> dict[str, float]:
    folder = ROOT / ".local" / "mutants" / commit().split()[0]
    folder.mkdir(parents=True, exist_ok=True)
    all_of_them = [each for file in files() for each in of_a_file(file)]
    plan(folder, all_of_them, QUICK if quick else len(all_of_them))
    env = {name: value for name, value in os.environ.items() if not name.startswith("DJANGO")}
    words = [
        str(PYTHON),
        "-m",
        "pytest",
        "-q",
        "-p",
        "bench.mutants_plugin",
        "-p",
        "no:cacheprovider",
    ]
    done = subprocess.run([*words, "tests"], cwd=ROOT, env=env | {"KUBE_MUTANTS": str(folder)})
    rows, survivors = summed(all_of_them, found_in(folder))
    show(rows)
    write(rows, survivors)
    if done.returncode:
        raise SystemExit("The tests did not run to their end: see above.")
    return {row[0]: float(row[-1]) for row in rows}


def files() -> list[str]:
    rooms = [path for room in ROOMS for path in sorted(ROOT.glob(room)) if path.stat().st_size]
    return [*FILES, *(path.relative_to(ROOT).as_posix() for path in rooms)]


def of_a_file(file: str) -> list[Mutant]:
    return [each for each in mutants(ROOT, file) if each.scope not in SQL.get(file, ())]


def plan(folder: Path, wanted: list[Mutant], most: int) -> None:
    """Those that are still to be tried, in random order."""
    tried = {(row["file"], row["number"]) for row in found_in(folder)}
    order = random.Random(SEED).sample(wanted, len(wanted))[:most]
    order.sort(key=lambda each: each.file == LONG and not each.scope)
    left = [asdict(each) for each in order if (each.file, each.number) not in tried]
    (folder / "plan.json").write_text(json.dumps({"files": files(), "mutants": left}))


def found_in(folder: Path) -> list[dict[str, Any]]:
    found = folder / "found.jsonl"
    return [json.loads(line) for line in found.read_text().splitlines()] if found.exists() else []


def module_of(file: str) -> str:
    return "rules" if "/rules/" in file else file


def summed(
    all_of_them: list[Mutant], found: list[dict[str, Any]]
) -> tuple[list[tuple[Any, ...]], list[dict[str, Any]]]:
    rows = []
    for module in [*dict.fromkeys(module_of(each.file) for each in all_of_them), "all"]:
        there = [each for each in all_of_them if module in (module_of(each.file), "all")]
        tried = [each for each in found if module in (module_of(each["file"]), "all")]
        lived = sum(each["survived"] for each in tried)
        share = 100 * (1 - lived / len(tried)) if tried else 0
        rows.append((module, len(there), len(tried), len(tried) - lived, lived, f"{share:.1f}"))
    return rows, [each for each in found if each["survived"]]


def show(rows: list[tuple[Any, ...]]) -> None:
    table = Table(*HEADS)
    for row in rows:
        table.add_row(*map(str, row))
    Console().print(table)


def write(rows: list[tuple[Any, ...]], survivors: list[dict[str, Any]]) -> None:
    lines = ["| " + " | ".join(map(str, row)) + " |" for row in (HEADS, ["-"] * len(HEADS), *rows)]
    lines += [
        f"- `{each['file']}:{each['line']}` {each['scope']}: {each['what']}"
        f" ({each['tests']} tests reach it)"
        for each in sorted(survivors, key=lambda each: (each["file"], each["line"]))
    ]
    REPORT.write_text("\n".join(lines) + "\n")
