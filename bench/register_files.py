"""Seconds and memory for a file of 20,000 people and one of 2,000 groups; their flaws counted."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bench import dirty
from bench.server import ROOT

PEOPLE, GROUPS = 20_000, 2_000
SECONDS, MEGABYTES = 60, 500  # at most
Making = Callable[[int], tuple[bytes, dirty.Planted]]
FILES: dict[str, tuple[Making, int]] = {
    "people": (dirty.people, PEOPLE),
    "groups": (dirty.groups, GROUPS),
}


def run(console: Console) -> dict[str, float]:
    """By file: seconds, megabytes; raises SystemExit where the counts are not those planted."""
    table = Table("file", "rows", "seconds", "MB", "flaws", "of wanted seconds, MB")
    figures: dict[str, float] = {}
    for name, (make, count) in FILES.items():
        content, planted = make(count)
        told = read(name, content)
        if told["rows"] != count or told["flaws"] != dict(planted):
            raise SystemExit(f"{name}: {told} was read, {count} with {dict(planted)} were written.")
        wanted = f"{SECONDS}, {MEGABYTES}"
        shown = f"{told['seconds']:.1f}", f"{told['mb']:.0f}", str(planted.total()), wanted
        table.add_row(f"{name}, {len(content) / 1e6:.1f} MB", f"{count:,}", *shown)
        figures[f"read_{name}_seconds"] = round(told["seconds"], 2)
        figures[f"read_{name}_mb"] = round(told["mb"])
    console.print(table)
    return figures


def read(name: str, content: bytes) -> dict:
    with tempfile.NamedTemporaryFile(suffix=".bin") as file:
        Path(file.name).write_bytes(content)
        done = subprocess.run(
            [sys.executable, "-m", "bench.file_reader", name, file.name],
            env=os.environ | {"KUBE_DEMO": "1", "DJANGO_SETTINGS_MODULE": "kube_admin.settings"},
            cwd=ROOT,
            stdout=subprocess.PIPE,
            check=True,
        )
    return json.loads(done.stdout)
