"""Verify an audit file offline: without database or site, from the file alone.

Whether the file as a whole is the one that left the office, its index's digest shows: the office
wrote it down as the file was taken.
"""

import hashlib
import json
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from finance.reports.integrity import VerifiedGroup, against_chain, read_entries
from foundation.formatting import clock, day
from grants.audit.file.figures import verify_figures
from papers.seal import digest_of

FORMAT = "kube-audit-1"
AT_ONCE = 1024 * 1024
MOST_JSON = 200 * 1024 * 1024  # of one file: more is no extract of ours


class NoAuditFile(Exception):
    """The file is not a readable audit file."""


@dataclass
class Verified:
    """What was read, and the faults found."""

    of: str = ""
    made: str = ""
    digest: str = ""
    files: int = 0
    papers: int = 0
    entries: int = 0
    wrong: list[str] = field(default_factory=list)


def verify(
    file: Path | IO[bytes],
    *,
    digest: str = "",
    advance: Callable[[int, int], None] = lambda read, of: None,
) -> Verified:
    """Raises NoAuditFile if the index cannot be read; other faults are listed in `wrong`."""
    try:
        with zipfile.ZipFile(file) as zip:
            found = _index(zip)
            index = json.loads(found)
            result = Verified(
                of=str(index["of"]),
                made=f"{_moment(str(index['made_at']))}, {index['made_by']}",
                digest=hashlib.sha256(found).hexdigest(),
                files=len(index["files"]) + 1,
            )
            if digest and digest != result.digest:
                result.wrong.append(_("the index is not the one that the office wrote down"))
            result.wrong += _check(zip, index, result, advance)
            return result
    except (OSError, zipfile.BadZipFile, EOFError) as broken:
        raise NoAuditFile(_("This file is no zip, or it is cut off.")) from broken
    except (KeyError, TypeError, ValueError, IndexError, AttributeError) as broken:
        raise NoAuditFile(_("This zip is no audit file of KUBE Admin.")) from broken


def _moment(written: str) -> str:
    """The moment in the words of the office; as it is written, if it is none."""
    moment = parse_datetime(written)
    return written if moment is None else f"{day(moment)}, {clock(moment)} WIB"


def _index(zip: zipfile.ZipFile) -> bytes:
    found = _read(zip, "index.json")
    if json.loads(found).get("format") != FORMAT:
        raise ValueError(FORMAT)
    return found


def _read(zip: zipfile.ZipFile, name: str) -> bytes:
    if zip.getinfo(name).file_size > MOST_JSON:
        raise ValueError(name)
    return zip.read(name)


def _check(zip, index: dict, result: Verified, advance) -> Iterator[str]:
    """Verify the digest of each file first, then its contents."""
    listed = {each["name"]: each for each in index["files"]}
    yield from _names(zip, listed)
    sound = set()
    for read, (name, each) in enumerate(listed.items()):
        advance(read, len(listed))
        try:
            if _digest(zip, name) == (each["size"], each["sha256"]):
                sound.add(name)
                continue
        except (KeyError, zipfile.BadZipFile):
            pass
        yield _("%(name)s is missing or was changed") % {"name": name}
    said = {name: json.loads(_read(zip, name)) for name in sound if name.endswith(".json")}
    yield from _papers(said, sound, result)
    ledgers = {name: each for name, each in said.items() if name.startswith("ledger/")}
    for name, ledger in ledgers.items():
        yield from (f"{name}: {what}" for what in _chain(ledger, result))
    trails = {name: each for name, each in said.items() if name.startswith("trail/")}
    yield from verify_figures(index, trails, ledgers, sound)


def _names(zip, listed: dict) -> Iterator[str]:
    names = Counter(zip.namelist())
    for name, count in names.items():
        if count > 1:
            yield _("%(name)s stands in the file twice") % {"name": name}
        if name not in listed and name != "index.json":
            yield _("%(name)s is not in the index") % {"name": name}


def _digest(zip, name: str) -> tuple[int, str]:
    size, digest = 0, hashlib.sha256()
    with zip.open(name) as file:
        while piece := file.read(AT_ONCE):
            size += len(piece)
            digest.update(piece)
    return size, digest.hexdigest()


def _papers(said: dict, sound: set, result: Verified) -> Iterator[str]:
    """Recompute the digest of each paper from its content."""
    for name, paper in said.items():
        if not name.startswith("papers/"):
            continue
        result.papers += 1
        parts = [paper[part] for part in ("kind", "number", "date", "code", "text")]
        if digest_of(*parts) != paper["digest"]:
            yield _("%(name)s: the seal of %(number)s does not fit what it says") % {
                "name": name,
                "number": paper["number"],
            }
        if name.replace(".json", ".pdf") not in sound:
            yield _("%(name)s: its PDF is missing") % {"name": name}


def _chain(ledger: dict, result: Verified) -> list[str]:
    """Verify the books as `check_ledger` does, from the file instead of the database."""
    group = ledger["group"]["id"]
    checked = VerifiedGroup(group, ledger["group"]["name"])
    books = ((group, *book) for book in ledger["books"])
    entries = (
        (group, pk, sequence, bytes.fromhex(digest), *rest)
        for pk, sequence, digest, *rest in ledger["entries"]
    )
    read_entries(checked, books, entries, (), lambda read: None)
    sequence, digest = ledger["chain"]
    against_chain(checked, [(group, sequence, bytes.fromhex(digest))])
    result.entries += checked.entries
    return checked.wrong
