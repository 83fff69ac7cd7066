"""Registers of people: the search of 2 million rows, in the database."""

import json
import subprocess
import sys
import time

from rich.console import Console
from rich.table import Table

from bench import server

ROWS, QUICK_ROWS = 2_000_000, 200_000
NAME = "registers"
WANTED = {"name": 50, "decile": 50, "nik": 5, "number": 5}  # ms, by how the figure is called
Figures = dict[str, float]


def run(quick: bool) -> Figures:
    """Medians in ms, and each as a part of what is wanted."""
    console = Console(stderr=True)
    server.start()
    server.site_database(NAME)
    began = time.perf_counter()
    asks = [sys.executable, "-m", "bench.register_rows", str(QUICK_ROWS if quick else ROWS)]
    with subprocess.Popen(
        asks,
        env=server.site(NAME),
        cwd=server.ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as child:
        assert child.stdin
        assert child.stdout
        if child.stdout.readline() != "filled\n":
            raise SystemExit("The rows were not filled.")
        server.tidy(NAME)
        console.print(f"Filled in {time.perf_counter() - began:.0f} s.")
        child.stdin.write("\n")
        child.stdin.flush()
        figures: Figures = json.loads(child.stdout.readline())
    console.print(_table(figures))
    return figures


def _table(figures: Figures) -> Table:
    table = Table("search", "ms", "wanted")
    for name, taken in figures.items():
        table.add_row(name, f"{taken:.2f}", str(WANTED[name.split("_")[0]]))
    return table
