"""All rows of the bar (tests/bar.py) in full: each with its tests, and what they counted.

Goes on where it was stopped: what passed at this commit is not run again. The table is also
written to .local/trust.md, for docs/measurements.md.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path
from xml.etree import ElementTree

from rich.console import Console
from rich.progress import track
from rich.table import Table

from tests.bar import BAR, Row

ROOT = Path(__file__).resolve().parent.parent
STATE, TABLE = ROOT / ".local" / "trust.json", ROOT / ".local" / "trust.md"
PYTHON = ROOT / ".venv" / "bin" / "python"  # pytest is in the environment of development
FULL = {"KUBE_TRUST": "full", "KUBE_SIMULATE": "1000x500"}
AT_MOST = 6 * 3600  # seconds of one file
HEADS = ("", "fault or attack", "outcome", "tests", "counted", "s")


@dataclass
class Result:
    """What one file, test or command showed."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0
    seconds: float = 0
    counted: dict[str, str] = field(default_factory=dict)


def run(quick: bool) -> dict[str, int]:
    """Whether each row is met, by its number; raises SystemExit where a test fails."""
    subprocess.run([sys.executable, "run.py", "setup"], cwd=ROOT, check=True)
    console = Console(width=150)
    key = f"{commit()}{' quick' if quick else ''}"
    results = kept(key)
    wanted = dict.fromkeys(part for row in BAR.values() for part in (*row.tests, *row.commands))
    for part in track(
        [part for part in wanted if part not in results], "Showing", console=Console(stderr=True)
    ):
        results[part] = command(part) if part.startswith(".") else tests(part, quick)
        keep(key, results)
    rows = [told(number, row, results) for number, row in BAR.items()]
    show(rows, console)
    TABLE.write_text(
        "\n".join(f"| {' | '.join(row)} |" for row in (HEADS, ["-"] * 6, *rows)) + "\n"
    )
    if any(row[2] == "FAILED" for row in rows):
        raise SystemExit("Not all that was tested holds: see above.")
    return {row[0]: int(row[2] == "holds") for row in rows}


def commit() -> str:
    """The commit, and what is not committed yet."""
    said = [
        subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=True).stdout
        for words in (["rev-parse", "--short=12", "HEAD"], ["diff", "HEAD", "--stat"])
    ]
    return " ".join("".join(said).split())


def kept(key: str) -> dict[str, Result]:
    """What passed in an earlier run of this commit."""
    stored = json.loads(STATE.read_text()) if STATE.exists() else {}
    found = {part: Result(**result) for part, result in stored.get(key, {}).items()}
    return {part: result for part, result in found.items() if not result.failed}


def keep(key: str, results: dict[str, Result]) -> None:
    told = {key: {part: asdict(result) for part, result in results.items()}}
    new = STATE.with_suffix(".new")
    new.write_text(json.dumps(told, indent=1))
    new.replace(STATE)  # whole or not at all


def tests(part: str, quick: bool) -> Result:
    """Run one file or test with pytest; a run that ends without a report has failed."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("DJANGO")}
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        words = [str(PYTHON), "-m", "pytest", "-q", "-rN", f"--junitxml={report}", part]
        began = time.monotonic()
        done = subprocess.run(
            words,
            cwd=ROOT,
            env=env | ({} if quick else FULL),
            stdout=subprocess.DEVNULL,
            timeout=AT_MOST,
        )
        found = reported(report) if report.exists() else Result(failed=1)
    found.seconds = time.monotonic() - began
    found.failed = max(found.failed, int(done.returncode != 0))
    return found


def reported(report: Path) -> Result:
    root = ElementTree.parse(report).getroot()
    suites = list(root.iter("testsuite"))

    def total(*names: str) -> int:
        return sum(int(suite.get(name, 0)) for suite in suites for name in names)

    failed, skipped = total("failures", "errors"), total("skipped")
    counted = {
        each.get("name", ""): each.get("value", "")
        for case in root.iter("testcase")
        for each in case.iter("property")
    }
    return Result(total("tests") - failed - skipped, failed, skipped, counted=counted)


def command(part: str) -> Result:
    began = time.monotonic()
    done = subprocess.run(
        part, shell=True, cwd=ROOT, capture_output=True, text=True, timeout=AT_MOST
    )
    last = (done.stdout.strip().splitlines() or [""])[-1]
    worked = done.returncode == 0
    return Result(int(worked), int(not worked), 0, time.monotonic() - began, {part: last})


def told(number: int, row: Row, results: dict[str, Result]) -> list[str]:
    """The cells of a row of the table."""
    found = [results[part] for part in (*row.tests, *row.commands)]
    passed = sum(result.passed for result in found)
    failed = sum(result.failed for result in found)
    skipped = sum(result.skipped for result in found)
    counted = [f"{name} {value}" for result in found for name, value in result.counted.items()]
    outcome = "FAILED" if failed else "holds" if passed and not row.coming else "coming"
    if row.coming:
        counted.append(f"to come: {row.coming}")
    tests = f"{passed}" + (f", {skipped} skipped" if skipped else "")
    tests += f", {failed} failed" if failed else ""
    return [
        str(number),
        row.fault,
        outcome,
        tests if found else "",
        "; ".join(counted),
        f"{sum(result.seconds for result in found):,.0f}",
    ]


def show(rows: list[list[str]], console: Console) -> None:
    table = Table(*HEADS)
    for row in rows:
        table.add_row(*row)
    console.print(table)
    holds = sum(row[2] == "holds" for row in rows)
    console.print(f"{holds} of {len(rows)} rows hold.")
