"""Compare the pins with a list of known holes, without the network: `.ci/run audit`.

The list is the package safety-db, the one that is shipped with its data; its day is printed, as a
hole found since is not in it. Then an SBOM in CycloneDX of what a server installs.
"""

import datetime
import importlib.metadata
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
PINS = sorted((ROOT / "requirements").glob("*.txt"))
SBOM = ROOT / ".local" / "sbom.cdx.json"
# Specifiers without an upper end, of holes that were mended later than the list says: why each.
LOOKED_AT: dict[str, str] = {}


def pinned(file: Path) -> Iterator[tuple[str, str, bool]]:
    """Name, version and whether a hash follows, of each package of a file of pins."""
    lines = file.read_text().replace("\\\n", " ").splitlines()
    for line in filter(str.strip, lines):
        words = line.split("--hash=")
        wanted = Requirement(words[0].strip())
        (pin,) = wanted.specifier
        assert pin.operator == "==", line
        yield canonicalize_name(wanted.name), pin.version, len(words) > 1


def the_list() -> Path:
    files = importlib.metadata.files("safety-db") or []
    (found,) = (file for file in files if file.name == "insecure_full.json")
    return Path(str(found.locate()))


def main() -> None:
    listed = json.loads(the_list().read_text())  # the package itself cannot be imported
    moment = listed.pop("$meta")["timestamp"]
    known = {canonicalize_name(name): holes for name, holes in listed.items()}
    day = datetime.datetime.fromtimestamp(moment, datetime.UTC).date()
    faults, seen = [], set()
    for file in PINS:
        for name, version, has_hash in pinned(file):
            seen.add((name, version))
            if not has_hash:
                faults.append(f"{file.name}: {name} is pinned without a hash")
            faults += [
                f"{file.name}: {name} {version}: {hole['id']} {hole['cve'] or ''} {hole['v']}"
                for hole in known.get(name, [])
                if hole["id"] not in LOOKED_AT
                and any(SpecifierSet(spec).contains(version) for spec in hole["specs"])
            ]
    if faults:
        sys.exit("\n".join(faults))
    parts = write_sbom()
    sys.stdout.write(
        f"{len(seen)} pins, all with hashes; none in the list of {day}, {len(known):,} packages."
        f" SBOM of {parts} parts: {SBOM.relative_to(ROOT)}\n"
    )


def write_sbom() -> int:
    SBOM.parent.mkdir(exist_ok=True)
    make = [sys.executable, "-m", "cyclonedx_py", "requirements", "requirements/base.txt"]
    subprocess.run([*make, "--output-file", SBOM, "--spec-version", "1.6"], cwd=ROOT, check=True)
    return len(json.loads(SBOM.read_text())["components"])


if __name__ == "__main__":
    main()
