"""`run.py bench NAME [--quick]`: a table; figures as JSON at the end."""

import argparse
import importlib
import json
import signal
import sys

WHAT = ["ledger", "pages", "crash", "papers", "trust", "mutants", "walks", "registers"]


def main() -> None:
    parser = argparse.ArgumentParser(prog="run.py bench")
    parser.add_argument("what", choices=WHAT)
    parser.add_argument("--quick", action="store_true", help="under a minute, less sure")
    pages = parser.add_argument_group("pages", "to fill the databases at one time, read at another")
    pages.add_argument("--fill", action="store_true", help="only fill")
    pages.add_argument("--filled", action="store_true", help="read what --fill has filled")
    trust = parser.add_argument_group("trust")
    trust.add_argument("--rows", default="", help="only these, as 2,11")
    trust.add_argument("--kept", default="", help="take over what passed at that commit")
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("Stopped."))  # so that what runs is ended
    more = {
        "pages": {"fill": options.fill, "filled": options.filled},
        "trust": {"rows": options.rows, "also": options.kept},
    }
    bench = importlib.import_module(f"bench.{options.what}")
    ratios = bench.run(options.quick, **more.get(options.what, {}))
    sys.stdout.write(json.dumps(ratios) + "\n")


if __name__ == "__main__":
    main()
