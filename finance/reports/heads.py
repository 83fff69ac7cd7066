"""Heads of all hash chains, kept in a file outside the database to detect tampering.

A chain alone does not show that its last entries were cut or that it was rewritten entirely.
"""

import csv
import datetime
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

COLUMNS = ["date", "group", "sequence", "digest"]


class Head(NamedTuple):
    """The last sequence and digest of a group on a day."""

    date: datetime.date
    sequence: int
    digest: bytes


def read_heads(file: Path) -> dict[int, list[Head]]:
    """Read the heads by group, ordered by sequence, without duplicates.

    Raises ValueError with the number of an invalid line.
    """
    heads: dict[int, dict[tuple[Any, ...], Head]] = {}
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
    """Append a line for each group: date, group, last sequence, digest."""
    new = not file.exists() or not file.stat().st_size
    with file.open("a", newline="", encoding="utf-8") as lines:
        rows = csv.writer(lines)
        if new:
            rows.writerow(COLUMNS)
        rows.writerows((date, group, sequence, digest.hex()) for group, sequence, digest in heads)


def compare(heads: Iterable[Head], found: dict[int, bytes], last: int) -> Iterator[str]:
    """Compare the heads of a group with its current digests; yield the findings.

    Changed entries are between the last head that matches and the first that does not.
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
