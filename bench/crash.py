"""`kill -9` of a web worker and of PostgreSQL while eight facilitators send meeting sheets.

Each sheet must be stored completely or not at all, no confirmed one may be lost, and check_ledger
must pass.
"""

import datetime
import math
import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from zoneinfo import ZoneInfo

import psutil
import psycopg2
from rich.console import Console
from rich.progress import track
from rich.table import Table

from bench import server
from bench.crash_writer import AT_MOST, DUES, SAVINGS, Cut, Sheet, Writer
from kube_admin.local_postgres import socket_folder

DATA = server.LOCAL / "postgres-crash"
DATABASE = "bench_crash"
WRITERS, MEMBERS = 8, 10
DAYS = 28  # a sheet may be recorded for thirty days
KILLS, QUICK = {"worker": 50, "postgres": 20}, {"worker": 2, "postgres": 2}
TRIES = 3  # for each kill: one between two sheets cuts nothing off, and is not counted
PATIENCE = 30  # seconds in which the site answers again
LATEST = 0.3  # seconds until the kill, once there is as much to lose as there are writers

ABSENT = (0, 0, 0, 0, 0, 0)
WHOLE = (1, 1, MEMBERS, 2 * MEMBERS, MEMBERS * (SAVINGS + DUES), 1)
PARTS = """
    SELECT (SELECT count(*) FROM finance_submission WHERE uuid = sent.uuid AND answer <> ''),
           count(meeting.id),
           coalesce(sum((SELECT count(*) FROM groups_attendance WHERE meeting_id = meeting.id)), 0),
           coalesce(sum((SELECT count(*) FROM finance_entry WHERE meeting_id = meeting.id)), 0),
           coalesce(sum((SELECT sum(amount) FROM finance_entry WHERE meeting_id = meeting.id)), 0),
           coalesce(sum((SELECT count(*) FROM finance_cashcount WHERE meeting_id = meeting.id)), 0)
      FROM unnest(%s::uuid[], %s::bigint[], %s::date[]) WITH ORDINALITY AS sent(uuid, of, day, n)
      LEFT JOIN groups_meeting meeting ON meeting.group_id = of AND meeting.date = day
     GROUP BY sent.uuid, n ORDER BY n"""


def run(quick: bool) -> dict[str, float]:
    """Return the figures by name; raises SystemExit on a lost or partial sheet, a failed check."""
    server.start(DATA)
    server.site_database(DATABASE, DATA)
    env = server.site(DATABASE, DATA)
    kills = QUICK if quick else KILLS
    groups = world(env, groups_of_a_writer(kills))
    with served(env) as (site, address):
        writers = [Writer(address, *hers, last_days()) for hers in groups.items()]
        victims = {"worker": lambda: kill_worker(site), "postgres": kill_postgres}
        found = {what: rounds(what, times, victims[what], writers) for what, times in kills.items()}
    check_ledger(env)
    show(found)
    return {f"{what}_{name}": figure for what, row in found.items() for name, figure in row.items()}


def groups_of_a_writer(kills: dict[str, int]) -> int:
    """Enough groups that a writer never runs out of sheets."""
    return math.ceil(AT_MOST * TRIES * sum(kills.values()) / DAYS)


def last_days() -> list[datetime.date]:
    """The days before today in Indonesia, the oldest first."""
    today = datetime.datetime.now(ZoneInfo("Asia/Jakarta")).date()
    return [today - datetime.timedelta(days=ago) for ago in range(DAYS, 0, -1)]


def world(env: dict[str, str], each: int) -> dict[str, list[int]]:
    """The groups of each facilitator by her session, in a database filled for it."""
    fill = [sys.executable, "-m", "bench.crash_site", "world", str(each)]
    said = subprocess.run(fill, env=env, check=True, stdout=subprocess.PIPE, text=True).stdout
    lines = [line.split() for line in said.splitlines()]
    return {session: [int(pk) for pk in groups] for session, *groups in lines}


@contextmanager
def served(env: dict[str, str]) -> Iterator[tuple[psutil.Process, str]]:
    """Yield the site's main process and URL; terminate all of it afterwards."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "bench.crash_site", "serve", str(port)]
    pipe = subprocess.PIPE
    child = subprocess.Popen(command, env=env, stdin=pipe, stdout=pipe, stderr=pipe)
    assert child.stdin is not None  # all are pipes
    assert child.stdout is not None
    assert child.stderr is not None
    listener = threading.Thread(target=LOG.extend, args=[child.stderr], daemon=True)
    listener.start()
    try:
        if child.stdout.readline() != b"ready\n":
            raise SystemExit(f"The site does not start: {said()}")
        yield psutil.Process(child.pid), f"http://127.0.0.1:{port}"
    finally:
        end(psutil.Process(child.pid))
        child.wait()
        listener.join(5)
        child.stdin.close()
        child.stdout.close()
        child.stderr.close()


LOG: list[bytes] = []  # what the site wrote: failures while the database was gone


def said() -> str:
    """The end of it."""
    return b"".join(LOG[-20:]).decode()


def end(site: psutil.Process) -> None:
    """Terminate, then kill."""
    with suppress(psutil.NoSuchProcess):
        all_of_it = [site, *site.children(recursive=True)]
        site.terminate()
        _, deaf = psutil.wait_procs(all_of_it, timeout=10)
        for process in deaf:
            process.kill()


def kill_worker(site: psutil.Process) -> None:
    """Kill one of the two workers."""
    (gunicorn,) = site.children()
    random.choice(gunicorn.children()).kill()


def kill_postgres() -> None:
    """Kill the server with its children, or alone."""
    first = psutil.Process(int((DATA / "postmaster.pid").read_text().split()[0]))
    others = first.children() if random.random() < 0.5 else []
    for process in (first, *others):
        with suppress(psutil.NoSuchProcess):
            os.kill(process.pid, signal.SIGKILL)


def rounds(what: str, times: int, kill: Callable, writers: list[Writer]) -> dict[str, float]:
    """Kill until `count` kills have interrupted at least one sheet."""
    dice, kills, cut, slowest = random.Random(what), 0, 0, 0.0
    saved_before = sum(len(writer.sent) for writer in writers)
    turns = iter(track(range(times), f"Killing {what}", console=Console(stderr=True)))
    for _ in range(TRIES * times):
        recovery = kill_while_sending(kill, dice.uniform(0, LATEST), writers)
        require_whole_or_absent(writers)
        now = sum(writer.send_again() for writer in writers)
        require_whole_or_absent(writers)
        slowest, cut = max(slowest, recovery), cut + now
        if now:
            kills += 1
            next(turns)
        if kills == times:
            break
    else:
        raise SystemExit(f"Of {TRIES * times} kills only {kills} cut a sheet off.")
    list(turns)
    sent = sum(len(writer.sent) for writer in writers) - saved_before
    found = {"kills": kills, "sheets": sent, "cut": cut, "lost": 0, "torn": 0}
    return found | {"slowest_recovery_s": round(slowest, 2)}


def until_saved(count: int, writers: list[Writer]) -> None:
    """Wait for `count` more confirmed sheets."""
    wanted = count + sum(writer.saved for writer in writers)
    while sum(writer.saved for writer in writers) < wanted:
        if any(writer.wrong for writer in writers):
            break
        time.sleep(0.01)


def kill_while_sending(kill: Callable, after: float, writers: list[Writer]) -> float:
    """The seconds from the kill until the site answers again with a page from its database."""
    stop = threading.Event()
    threads = [threading.Thread(target=writer.keep_sending, args=[stop]) for writer in writers]
    for thread in threads:
        thread.start()
    until_saved(WRITERS, writers)
    time.sleep(after)
    stop.set()  # what fails before is an error; what is on its way now is to be cut off
    kill()
    began = time.monotonic()
    recovery = until_it_answers(writers[0], began)
    for thread in threads:
        thread.join()
    if wrong := [writer.wrong for writer in writers if writer.wrong]:
        raise SystemExit("\n".join(wrong))
    return recovery


def until_it_answers(writer: Writer, began: float) -> float:
    """Seconds since then; a page that needs the database is asked for again and again."""
    page = f"/groups/{writer.sent[-1].group}/meetings/record/"
    while (passed := time.monotonic() - began) < PATIENCE:
        try:
            answer = f"{writer.ask(page)[0]}"
        except Cut as cut:
            answer = f"{cut}"
        if answer == "200":
            return time.monotonic() - began
        time.sleep(0.05)
    raise SystemExit(f"{page} answers {answer} {passed:.0f} s after the kill: {said()}")


def require_whole_or_absent(writers: list[Writer]) -> None:
    """Raises SystemExit for a partial sheet, or a confirmed one that is missing."""
    sheets = [sheet for writer in writers for sheet in writer.sent]
    for sheet, parts in zip(sheets, parts_of(sheets), strict=True):
        if fault := fault_of(sheet, parts):
            raise SystemExit(f"The sheet of group {sheet.group}, {sheet.date}, is {fault}: {parts}")


def fault_of(sheet: Sheet, parts: tuple[int, ...]) -> str:
    """Of the submission, meeting, attendances, entries, their sum and the count: none or all."""
    if parts == WHOLE:
        return ""
    if parts != ABSENT:
        return "torn"
    return "lost" if sheet.receipt else ""


def parts_of(sheets: list[Sheet]) -> list[tuple[int, ...]]:
    """What the database holds of each sheet, all at one moment."""
    columns = [[getattr(s, name) for s in sheets] for name in ("submission", "group", "date")]
    connection = psycopg2.connect(host=str(socket_folder(DATA)), user="kube_app", dbname=DATABASE)
    with connection, connection.cursor() as cursor:
        cursor.execute(PARTS, columns)
        found = [tuple(map(int, row)) for row in cursor.fetchall()]
    connection.close()
    return found


def check_ledger(env: dict[str, str]) -> None:
    check = [sys.executable, "manage.py", "check_ledger", "--skip-checks"]
    said = subprocess.run(check, env=env, capture_output=True, text=True, cwd=server.LOCAL.parent)
    Console().print(said.stdout.strip())
    if said.returncode:
        raise SystemExit(f"The books are not whole after the crashes.\n{said.stderr}")


def show(found: dict[str, dict[str, float]]) -> None:
    table = Table("kill -9 of", *(name.replace("_", " ") for name in found["worker"]))
    for what, row in found.items():
        table.add_row(what, *(f"{figure:,}" for figure in row.values()))
    console = Console()
    console.print(table)
    console.print(server.machine(DATA))
