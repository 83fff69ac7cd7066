"""Reads one file of people or of groups, in a process of its own; prints figures as JSON.

`python -m bench.file_reader people|groups FILE`
"""

import datetime
import json
import resource
import sys
import time
from collections import Counter
from pathlib import Path

import django

django.setup()

from finance.old_groups import read_groups  # noqa: E402
from groups.registers.reading import read_people  # noqa: E402


def people(content: bytes) -> tuple[int, dict[str, int]]:
    reading = read_people(content, "penduduk.xls")
    return len(reading.people), Counter(flaw.what.value for flaw in reading.flaws)


def groups(content: bytes) -> tuple[int, dict[str, int]]:
    workbook = read_groups(content, today=datetime.date.today())
    return len(workbook.groups) + len(workbook.refused), workbook.counts


def main() -> None:
    what, file = sys.argv[1:]
    content = Path(file).read_bytes()
    began = time.perf_counter()
    rows, flaws = {"people": people, "groups": groups}[what](content)
    seconds = time.perf_counter() - began
    kilobytes = sum(
        resource.getrusage(who).ru_maxrss
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    told = {"rows": rows, "seconds": seconds, "mb": kilobytes / 1024, "flaws": flaws}
    sys.stdout.write(json.dumps(told) + "\n")


if __name__ == "__main__":
    main()
