"""Stop left-over processes of this checkout: `python3 run.py stop`."""

import os
import sys
from pathlib import Path

import psutil

from kube_admin import local_postgres

ROOT = Path(__file__).resolve().parent.parent


def left_over() -> list[psutil.Process]:
    """The processes of the demo and the benches, recognised by this working directory."""
    return [process for process in psutil.process_iter() if is_ours(process)]


def is_ours(process: psutil.Process) -> bool:
    try:
        in_this_folder = process.cwd() == str(ROOT)
        parts = {part.partition(".")[0] for part in process.cmdline()}  # python -m bench.crash_site
        return in_this_folder and bool(parts & {"demo", "bench"}) and process.pid != os.getpid()
    except psutil.Error:
        return False  # gone meanwhile, or owned by another account


def stop() -> str:
    """Terminate, then kill; return the messages to print."""
    processes = left_over()
    for process in processes:
        process.terminate()
    _, deaf = psutil.wait_procs(processes, timeout=10)
    for process in deaf:
        process.kill()
    data = [folder for folder in (ROOT / ".local").glob("postgres*") if folder.is_dir()]
    used = [folder for folder in data if not local_postgres.stop_left_over(folder)]
    if used:
        return "Stopped, but for a database that another command still uses."
    return "Stopped."


if __name__ == "__main__":
    sys.stdout.write(f"{stop()}\n")
