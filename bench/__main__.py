"""`run.py bench ledger|pages|crash [--quick]`: a table, and the ratios as JSON in the last line."""

import argparse
import importlib
import json
import sys


def main() -> None:
    parser = argparse.ArgumentParser(prog="run.py bench")
    parser.add_argument("what", choices=["ledger", "pages", "crash"])
    parser.add_argument("--quick", action="store_true", help="under a minute, less sure")
    options = parser.parse_args()
    ratios = importlib.import_module(f"bench.{options.what}").run(options.quick)
    sys.stdout.write(json.dumps(ratios) + "\n")


if __name__ == "__main__":
    main()
