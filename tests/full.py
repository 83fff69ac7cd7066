"""How much is tried: little in the suite, all in `run.py bench trust` and `run.py bench walks`."""

import os
import zlib
from collections.abc import Sequence

FULL = os.environ.get("KUBE_TRUST") == "full"
WALKS = os.environ.get("KUBE_WALKS") == "full"


def times(few: int, many: int) -> int:
    return many if FULL else few


def examples(few: int, many: int) -> int:
    return many if WALKS else few


def part_of(values: Sequence, key: str) -> list:
    """All values in the full walks; in the suite one of them, which differs from key to key.

    So that a walk over pages meets each page once and each value on many of them.
    """
    if WALKS:
        return list(values)
    return [values[zlib.crc32(key.encode()) % len(values)]] if values else []
