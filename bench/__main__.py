"""`run.py bench ledger|pages|crash|papers|trust [--quick]`: a table; figures as JSON at the end."""

import argparse
import importlib
import json
import signal
import sys


def main() -> None:
    parser = argparse.ArgumentParser(prog="run.py bench")
    parser.add_argument("what", choices=["ledger", "pages", "crash", "papers", "trust"])
    parser.add_argument("--quick", action="store_true", help="under a minute, less sure")
    pages = parser.add_argument_group("pages", "to fill the databases at one time, read at another")
    pages.add_argument("--fill", action="store_true", help="only fill")
    pages.add_argument("--filled", action="store_true", help="read what --fill has filled")
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("Stopped."))  # so that what runs is ended
    more = {"fill": options.fill, "filled": options.filled} if options.what == "pages" else {}
    ratios = importlib.import_module(f"bench.{options.what}").run(options.quick, **more)
    sys.stdout.write(json.dumps(ratios) + "\n")


if __name__ == "__main__":
    main()
