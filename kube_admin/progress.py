"""What run.py tells while it sets up. Imports the standard library alone."""

import sys
import threading
import time
from contextlib import contextmanager


@contextmanager
def shown(title):
    """Print what is going on and, on a terminal, the elapsed seconds."""
    began, done = time.monotonic(), threading.Event()

    def show(end=""):
        again = "\r" if sys.stdout.isatty() else ""
        print(f"{again}{title} … {time.monotonic() - began:.0f} s", end=end, flush=True)

    def tick():
        while not done.wait(1):
            show()

    if sys.stdout.isatty():
        threading.Thread(target=tick, daemon=True).start()
    else:
        print(f"{title} …", flush=True)
    try:
        yield
    finally:
        done.set()
        show(end="\n")
