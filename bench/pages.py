"""Milliseconds and queries of each main page, in a small programme and in a large one."""

import json
import subprocess
import sys
from collections.abc import Iterable

from rich.console import Console
from rich.progress import track
from rich.table import Table

from bench import server

ENTRIES_A_GROUP = 830  # of 35 months, as the example's bulk writes them
QUICK = {"groups": (30, 300), "entries": (10_000, 100_000)}
WHOLE = {"groups": (30, 15_000), "entries": (10_000, 1_000_000, 10_000_000)}
DATABASE = "bench_pages"
console = Console()


def run(quick: bool) -> dict[str, float]:
    """How many times slower each page is at the largest size, by name; prints the tables."""
    sizes = QUICK if quick else WHOLE
    times = 15 if quick else 40
    server.start()
    by_groups = {n: measured(n, 2, times) for n in shown("Groups", sizes["groups"])}
    by_entries = {
        n: measured(n // ENTRIES_A_GROUP, 35, times, "savings_book")
        for n in shown("Entries", sizes["entries"])
    }
    show("groups", by_groups)
    show("entries", by_entries)
    ratios = {f"growth_groups_{page}": growth(by_groups, page) for page in by_groups[30]}
    return ratios | {"growth_entries_book": growth(by_entries, "savings_book")}


def shown(title: str, sizes: Iterable[int]) -> Iterable[int]:
    return track(sizes, title, console=Console(stderr=True))


def measured(groups: int, months: int, times: int, *pages: str) -> dict[str, dict[str, float]]:
    """What each page takes in a database of that size, made anew."""
    server.fresh_database(DATABASE)
    env = server.site(DATABASE)
    fill = [sys.executable, "-m", "bench.world", str(groups), str(months)]
    subprocess.run(fill, env=env, check=True, stdout=subprocess.DEVNULL)
    read = [sys.executable, "-m", "bench.page", str(times), *pages]
    said = subprocess.run(read, env=env, check=True, stdout=subprocess.PIPE, text=True)
    return json.loads(said.stdout.splitlines()[-1])


def growth(by_size: dict, page: str) -> float:
    """The median time at the largest size over that at the smallest."""
    sizes = [by_size[size][page]["ms"] for size in sorted(by_size)]
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
    console.print(table)
