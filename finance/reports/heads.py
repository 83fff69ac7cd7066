"""The heads of all chains, kept in a file outside the database: paper against later edits.

A chain alone cannot see that its tail was cut, or that all of it was made anew.
"""

import csv
import datetime
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from django.utils.translation import gettext as _

COLUMNS = ["date", "group", "sequence", "digest"]


class Head(NamedTuple):
    """The last entry of a group on a day."""

    date: datetime.date
    sequence: int
    digest: bytes


def read_heads(file: Path) -> dict[int, list[Head]]:
    """All heads kept, by group, in the order of their sequence; a head that stood still, once.

    Raises ValueError that names the line where one is not to be read.
    """
    heads: dict[int, dict[tuple, Head]] = {}
    with file.open(newline="", encoding="utf-8") as lines:
        rows = csv.reader(lines)
        for row in rows:
            if row == COLUMNS:
                continue
            try:
                day, group, sequence, digest = row
                head = Head(datetime.date.fromisoformat(day), int(sequence), bytes.fromhex(digest))
                heads.setdefault(int(group), {}).setdefault(head[1:], head)
            except ValueError as error:
                raise ValueError(
                    _("line %(line)s of %(file)s is no head: date,group,sequence,digest")
                    % {"line": rows.line_num, "file": file}
                ) from error
    return {
        group: sorted(kept.values(), key=lambda head: (head.sequence, head.date))
        for group, kept in heads.items()
    }


def write_heads(file: Path, date: datetime.date, heads: Iterable[tuple[int, int, bytes]]) -> None:
    """Append a line a group: the day, the group, its last sequence and digest."""
    new = not file.exists() or not file.stat().st_size
    with file.open("a", newline="", encoding="utf-8") as lines:
        rows = csv.writer(lines)
        if new:
            rows.writerow(COLUMNS)
        rows.writerows((date, group, sequence, digest.hex()) for group, sequence, digest in heads)


def compare(heads: Iterable[Head], found: dict[int, bytes], last: int) -> Iterator[str]:
    """What the kept heads of one group (in order) say against the digests found now.

    Entries changed lie between the last head that still fits and the first that does not.
    """
    fits = None
    for head in heads:
        at = {"date": head.date, "sequence": head.sequence, "last": last}
        if head.sequence > last:
            yield (
                _("the end was cut: on %(date)s there were %(sequence)s entries, now %(last)s") % at
            )
            return
        if head.sequence and found[head.sequence] != head.digest:
            at |= {"first": fits.sequence + 1 if fits else 1}
            yield (
                _(
                    "entries %(first)s to %(sequence)s were changed after %(date)s:"
                    " the head kept that day does not fit"
                )
                % at
            )
            return
        fits = head
