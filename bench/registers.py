"""Registers of people: their files read, and the search of 2 million rows in the database."""

import json
import subprocess
import sys
import time

from rich.console import Console
from rich.table import Table

from bench import register_files, server

ROWS, QUICK_ROWS = 2_000_000, 200_000
NAME = "registers"
WANTED = {"name": 50, "decile": 50, "nik": 5, "number": 5}  # ms, by how the figure is called
Figures = dict[str, float]


def run(quick: bool) -> Figures:
    """Seconds and memory of the files; medians of the searches in ms."""
    console = Console(stderr=True)
    of_files = register_files.run(console)
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
    return of_files | figures


def _table(figures: Figures) -> Table:
    table = Table("search", "ms", "wanted")
    for name, taken in figures.items():
        table.add_row(name, f"{taken:.2f}", str(WANTED[name.split("_")[0]]))
    return table
