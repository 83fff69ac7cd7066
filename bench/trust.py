"""All rows of the bar (tests/bar.py) in full: each with its tests, and what they counted.

Goes on where it was stopped: what passed at this commit is not run again, nor what passed at the
commit of `--kept`. The table is also written to .local/trust.md, for docs/measurements.md, after
each part; what a part that failed said, to .local/trust-said.txt.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from xml.etree import ElementTree

from rich.console import Console
from rich.progress import track
from rich.table import Table

from tests.bar import BAR, Row

ROOT = Path(__file__).resolve().parent.parent
STATE, TABLE, SAID = (ROOT / ".local" / f"trust{end}" for end in (".json", ".md", "-said.txt"))
PYTHON = ROOT / ".venv" / "bin" / "python"  # pytest is in the environment of development
SIMULATE = "tests/reliability/test_simulate.py"
SEEDS, AT_ONCE, ACTS = 1_000, 20, 500  # so many seeds are one part, which is not cut in two
QUICK = " quick"
AT_MOST = 2 * 3600  # seconds of one part
HEADS = ("", "fault or attack", "outcome", "tests", "counted", "s")


@dataclass
class Result:
    """What one part showed."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0
    seconds: float = 0
    counted: dict[str, str] = field(default_factory=dict)
    at: str = ""  # the commit


def run(quick: bool, rows: str = "", also: str = "") -> dict[str, int]:
    """Whether each row is met, by its number; raises SystemExit where a test fails."""
    subprocess.run([sys.executable, "run.py", "setup"], cwd=ROOT, check=True)
    console = Console(width=150)
    key = commit() + (QUICK if quick else "")
    results = kept(also) | kept(key)
    bar = {n: row for n, row in BAR.items() if not rows or str(n) in rows.split(",")}
    wanted = dict.fromkeys(part for row in bar.values() for part in parts(row, quick))
    SAID.unlink(missing_ok=True)
    for part in track(
        [part for part in ordered(wanted) if part not in results],
        "Showing",
        console=Console(stderr=True),
    ):
        results[part] = command(part) if part.startswith(".") else tests(part, quick)
        results[part].at = key
        keep(key, results)
        write(bar, key, results)
    told_rows = write(bar, key, results)
    show(told_rows, console)
    if any(row[2] == "FAILED" for row in told_rows):
        raise SystemExit("Not all that was tested holds: see above.")
    return {row[0]: int(row[2] == "holds") for row in told_rows}


def parts(row: Row, quick: bool) -> Iterator[str]:
    """Files and tests of a row, its commands; the long one by its seeds."""
    for test in row.tests:
        if test == SIMULATE and not quick:
            yield from (f"{SIMULATE} {n}-{n + AT_ONCE - 1}" for n in range(0, SEEDS, AT_ONCE))
        else:
            yield test
    yield from row.commands


def ordered(wanted: dict[str, None]) -> list[str]:
    """The hours of simulation last."""
    return sorted(wanted, key=lambda part: part.startswith(f"{SIMULATE} "))


def write(bar: dict[int, Row], key: str, results: dict[str, Result]) -> list[list[str]]:
    quick = key.endswith(QUICK)
    rows = [told(n, row, list(parts(row, quick)), results, key) for n, row in bar.items()]
    TABLE.write_text(
        "\n".join(f"| {' | '.join(row)} |" for row in (HEADS, ["-"] * 6, *rows)) + "\n"
    )
    return rows


def commit() -> str:
    """The commit, and what is not committed yet."""
    said = [
        subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=True).stdout
        for words in (["rev-parse", "--short=12", "HEAD"], ["diff", "HEAD", "--stat"])
    ]
    return " ".join("".join(said).split())


def kept(key: str) -> dict[str, Result]:
    """What passed in an earlier run of this commit."""
    found = {part: Result(**result) for part, result in stored().get(key, {}).items()}
    return {part: result for part, result in found.items() if not result.failed}


def stored() -> dict[str, dict[str, dict]]:
    return json.loads(STATE.read_text()) if STATE.exists() else {}


def keep(key: str, results: dict[str, Result]) -> None:
    told = stored() | {key: {part: asdict(result) for part, result in results.items()}}
    new = STATE.with_suffix(".new")
    new.write_text(json.dumps(told, indent=1))
    new.replace(STATE)  # whole or not at all


def tests(part: str, quick: bool) -> Result:
    """Run one file or test with pytest; a run that ends without a report has failed."""
    file, _, seeds = part.partition(" ")
    env = {name: value for name, value in os.environ.items() if not name.startswith("DJANGO")}
    env |= {} if quick else {"KUBE_TRUST": "full", "KUBE_WALKS": "full"}
    env |= {"KUBE_SIMULATE": f"{seeds}x{ACTS}"} if seeds else {}
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        words = [str(PYTHON), "-m", "pytest", "-q", "-rN", f"--junitxml={report}", file]
        done, seconds = ended([*words, *(["-n", "2"] if seeds else [])], env)
        found = reported(report) if report.exists() else Result(failed=1)
    found.seconds = seconds
    found.failed = max(found.failed, int(done.returncode != 0))
    note(part, found, done.stdout)
    return found


def ended(words: list[str] | str, env: dict[str, str]) -> tuple[subprocess.CompletedProcess, float]:
    """Run it to its end; what takes too long has failed."""
    began = time.monotonic()
    try:
        done = subprocess.run(
            words,
            shell=isinstance(words, str),
            cwd=ROOT,
            env=env,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=AT_MOST,
        )
    except subprocess.TimeoutExpired as late:
        done = subprocess.CompletedProcess(words, 1, f"{late}")
    return done, time.monotonic() - began


def note(part: str, found: Result, said: str) -> None:
    if found.failed:
        with SAID.open("a") as file:
            file.write(f"== {part}\n{said[-20_000:]}\n")


def reported(report: Path) -> Result:
    """Tests by what became of them, and the sums of what they counted."""
    root = ElementTree.parse(report).getroot()
    suites = list(root.iter("testsuite"))

    def total(*names: str) -> int:
        return sum(int(suite.get(name, 0)) for suite in suites for name in names)

    failed, skipped = total("failures", "errors"), total("skipped")
    found = Result(total("tests") - failed - skipped, failed, skipped)
    for case in root.iter("testcase"):
        for each in case.iter("property"):
            add(found.counted, each.get("name", ""), each.get("value", ""))
    return found


def add(counted: dict[str, str], name: str, value: str) -> None:
    """Numbers of one name are summed, words are said once."""
    before = counted.get(name)
    both = [value] if before is None else [before, value]
    is_sum = all(each.isdigit() for each in both)
    counted[name] = str(sum(map(int, both))) if is_sum else ", ".join(dict.fromkeys(both))


def command(part: str) -> Result:
    done, seconds = ended(part, dict(os.environ))
    last = (done.stdout.strip().splitlines() or [""])[-1]
    worked = done.returncode == 0
    found = Result(int(worked), int(not worked), 0, seconds, {part: last})
    note(part, found, done.stdout)
    return found


def told(
    number: int, row: Row, names: list[str], results: dict[str, Result], key: str
) -> list[str]:
    """The cells of a row of the table."""
    found = [results[part] for part in names if part in results]
    passed, failed, skipped = (
        sum(getattr(result, name) for result in found) for name in ("passed", "failed", "skipped")
    )
    sums: dict[str, str] = {}
    for result in found:
        for name, value in result.counted.items():
            add(sums, name, value)
    counted = [f"{name} {value}" for name, value in sums.items()]
    if len(found) < len(names):
        counted.append(f"{len(found)} of {len(names)} parts run")
    if row.coming:
        counted.append(f"to come: {row.coming}")
    if others := dict.fromkeys(result.at for result in found if result.at != key):
        counted.append(f"at {', '.join(others)}")
    tests = f"{passed}" + (f", {skipped} skipped" if skipped else "")
    tests += f", {failed} failed" if failed else ""
    seconds = sum(result.seconds for result in found)
    outcome = outcome_of(row, failed, passed, len(found) == len(names))
    return [
        str(number),
        row.fault,
        outcome,
        tests if found else "",
        "; ".join(counted),
        f"{seconds:,.0f}",
    ]


def outcome_of(row: Row, failed: int, passed: int, is_whole: bool) -> str:
    if failed:
        return "FAILED"
    if row.coming:
        return "coming"
    return "holds" if passed and is_whole else "part"


def show(rows: list[list[str]], console: Console) -> None:
    table = Table(*HEADS)
    for row in rows:
        table.add_row(*row)
    console.print(table)
    holds = sum(row[2] == "holds" for row in rows)
    console.print(f"{holds} of {len(rows)} rows hold.")
