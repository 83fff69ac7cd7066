"""Papers a minute: decrees of 30 groups, agreements, spending reports, in one process a core."""

import os
import statistics
import time

from rich.console import Console
from rich.progress import track

from bench import server
from bench.child import Child

CORES = min(2, os.cpu_count() or 1)
COUNT, ROUNDS = 300, 5
QUICK_COUNT, QUICK_ROUNDS = 60, 3
WANTED = 300  # a minute, on two cores


def run(quick: bool) -> dict[str, float]:
    """Papers a minute, as the median of the rounds, and the median of a single one's time."""
    count, rounds = (QUICK_COUNT, QUICK_ROUNDS) if quick else (COUNT, ROUNDS)
    printers = [Child("bench.paper_printer", env=server.site("nothing")) for _core in range(CORES)]
    for printer in printers:
        printer.hear()
    rates, sizes = [], []
    for turn in track(range(rounds), "Printing", console=Console(stderr=True)):
        seconds, size = printed(printers, turn * count, count)
        rates.append(60 * count / seconds)
        sizes.append(size / count)
    for printer in printers:
        printer.stop()
    rate = statistics.median(rates)
    Console().print(
        f"{os.cpu_count()} cores, {CORES} processes: {rate:,.0f} papers a minute"
        f" ({min(rates):,.0f}–{max(rates):,.0f}), {statistics.mean(sizes) / 1024:.0f} KiB each."
    )
    return {"papers_a_minute": round(rate), "of_wanted": round(rate / WANTED, 2)}


def printed(printers: list[Child], first: int, count: int) -> tuple[float, int]:
    """Seconds until all are done, and how many bytes they made."""
    share = count // len(printers)
    began = time.perf_counter()
    for place, printer in enumerate(printers):
        printer.tell(f"{first + place * share} {share}")
    size = sum(int(printer.hear()) for printer in printers)
    return time.perf_counter() - began, size
