"""Read the tables of an Excel or OpenDocument file, in a process of its own with little memory.

A crafted file can claim a cell in the last row and column, hold gigabytes in kilobytes, or end the
process that reads it. Here it ends only the child.
"""

import datetime
import io
import json
import re
import resource
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from typing import Any

import python_calamine

Cell = str | float | datetime.date
Rows = list[list[Cell]]
UNPACKED = 100_000_000  # bytes of all parts
SMALL, SWELLS = 20_000_000, 200  # a table of an office is packed ten to thirty times
MOST_CELLS = 5_000_000  # of a table's rectangle, as the reader makes one cell of each
MOST_ROWS = 100_000
PROGRAM = re.compile(r"vbaProject|macrosheets/|(^|/)Basic/|(^|/)Scripts/", re.I)
PROGRAM_OF_97 = ("_VBA_PROJECT", "VBA_PROJECT_CUR")  # names of streams
SECONDS, MEMORY = 10, 700_000_000  # of the child at work
LATEST = 25  # seconds until it must have answered, on a machine with other work
SAID = 60_000_000  # bytes that the child may answer
DAY = "day"
TOO_LARGE = 3  # exit status of the child


class Unreadable(Exception):
    """No workbook."""


class Macros(Unreadable):
    """It holds a program, which no list of an office needs."""


class TooLarge(Exception):
    """More rows, cells, bytes or time than any list of an office needs."""


def workbook(content: bytes) -> list[tuple[str, Rows]]:
    """Name and rows of each sheet; raises Unreadable or TooLarge."""
    unpacked = _unpacked(content)
    if unpacked > UNPACKED or unpacked > max(SMALL, len(content) * SWELLS):
        raise TooLarge
    try:
        child = subprocess.run(
            [sys.executable, "-I", __file__], input=content, capture_output=True, timeout=LATEST
        )
    except subprocess.TimeoutExpired as slow:
        raise TooLarge from slow
    if child.returncode < 0 or child.returncode == TOO_LARGE:  # a signal: no memory, no time
        raise TooLarge
    if child.returncode:
        raise Unreadable
    return list(_sheets(child.stdout))


def _unpacked(content: bytes) -> int:
    if not content.startswith(b"PK"):
        return len(content)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            return sum(part.file_size for part in packed.infolist())
    except (zipfile.BadZipFile, OSError, ValueError) as cause:
        raise Unreadable from cause


def require_no_macros(content: bytes) -> None:
    """Raise Macros for a workbook with a program in it, whatever its name says."""
    if content.startswith(b"PK"):
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as packed:
                names = packed.namelist()
        except (zipfile.BadZipFile, OSError, ValueError) as cause:
            raise Unreadable from cause
        found = any(PROGRAM.search(name) for name in names)
    else:
        found = any(word.encode("utf-16-le") in content for word in PROGRAM_OF_97)
    if found:
        raise Macros


def _sheets(said: bytes) -> Iterator[tuple[str, Rows]]:
    for line in said.splitlines():
        name, rows = json.loads(line)
        yield name, [[_cell(cell) for cell in row] for row in rows]


def _cell(cell: Any) -> Cell:
    if isinstance(cell, dict):
        moment = datetime.datetime.fromisoformat(cell[DAY])
        return moment if "T" in cell[DAY] else moment.date()
    return cell


def _said(cell: object) -> Any:
    if isinstance(cell, bool | datetime.time | datetime.timedelta):
        return ""
    if isinstance(cell, datetime.date):
        return {DAY: cell.isoformat()}
    return cell if isinstance(cell, float | int) else str(cell)


def _read(content: bytes) -> Iterator[str]:
    """A line of JSON for each sheet; ends the process if they are too large."""
    left = SAID
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    for at, name in enumerate(book.sheet_names):
        sheet = book.get_sheet_by_index(at)
        if sheet.total_height > MOST_ROWS or sheet.total_height * sheet.total_width > MOST_CELLS:
            sys.exit(TOO_LARGE)
        rows = sheet.to_python(skip_empty_area=False)
        line = json.dumps([name, [[_said(cell) for cell in row] for row in rows]])
        left -= len(line)
        if left < 0:
            sys.exit(TOO_LARGE)
        yield line


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        for line in _read(sys.stdin.buffer.read()):
            sys.stdout.write(f"{line}\n")
    except MemoryError:
        sys.exit(TOO_LARGE)
    except (python_calamine.CalamineError, OSError, ValueError):
        sys.exit(1)


if __name__ == "__main__":
    main()
