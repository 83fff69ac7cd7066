"""Milliseconds and queries of each main page, in a small programme and in a large one."""

import json
import subprocess
import sys
from collections.abc import Iterable

from rich.console import Console
from rich.progress import track
from rich.table import Table

from bench import server

ENTRIES_A_GROUP = 830  # of 35 months
QUICK = {"groups": (30, 300), "entries": (10_000, 100_000), "times": 8}
WHOLE = {"groups": (30, 15_000), "entries": (10_000, 1_000_000, 10_000_000), "times": 40}
DATABASE = "bench_pages"


def run(quick: bool) -> dict[str, float]:
    """How many times slower each page is at the largest size, by name; prints the tables."""
    sizes = QUICK if quick else WHOLE
    server.start()
    by_groups = measured(sizes["groups"], 2, sizes["times"])
    groups = [entries // ENTRIES_A_GROUP for entries in sizes["entries"]]
    read = measured(groups, 35, sizes["times"], "savings_book")
    by_entries = dict(zip(sizes["entries"], read.values(), strict=True))
    show("groups", by_groups)
    show("entries", by_entries)
    ratios = {f"growth_groups_{page}": growth(by_groups, page) for page in by_groups[30]}
    return ratios | {"growth_entries_book": growth(by_entries, "savings_book")}


def measured(sizes: Iterable[int], months: int, times: int, *pages: str) -> dict[int, dict]:
    """What each page takes at each number of groups, in a database made anew."""
    server.fresh_database(DATABASE)
    order = [months, times, *sizes, *(["--pages", *pages] if pages else [])]
    worker = subprocess.Popen(
        [sys.executable, "-m", "bench.world", *map(str, order)],
        env=server.site(DATABASE),
        stdout=subprocess.PIPE,
        text=True,
    )
    shown = track(sizes, "Pages", console=Console(stderr=True))
    found = {size: json.loads(worker.stdout.readline() or "null") for size in shown}
    if worker.wait():
        raise SystemExit("The pages could not be measured: see above.")
    return found


def growth(by_size: dict, page: str) -> float:
    """The least time at the largest size over that at the smallest: what others do only adds."""
    sizes = [by_size[size][page]["least"] for size in sorted(by_size)]
    return round(sizes[-1] / sizes[0], 2)


def show(of: str, by_size: dict) -> None:
    """A row a page: milliseconds (median, 95th percentile) and queries at each size."""
    table = Table("page", *(f"{size:,} {of}" for size in by_size), "growth")
    for page in next(iter(by_size.values())):
        cells = [by_size[size][page] for size in by_size]
        table.add_row(
            page,
            *(f"{c['ms']} ms, p95 {c['p95']}, {c['queries']} queries" for c in cells),
            f"{growth(by_size, page):.2f}",
        )
    Console(width=120).print(table)
