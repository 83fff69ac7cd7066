"""The walks over all pages in full: each page by each user, each field with each hostile text.

The suite takes a part of each (tests/full.py); the tests are the same.
"""

import os
import re
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PYTHON = ROOT / ".venv" / "bin" / "python"  # pytest is in the environment of development
TAKES_A_PART = re.compile(r"^from tests\.full import .*(part_of|examples|WALKS)", re.MULTILINE)
FULL = {"KUBE_WALKS": "full"}


def run(quick: bool) -> dict[str, float]:
    """Seconds; raises SystemExit where a test fails. `quick` takes what the suite takes."""
    subprocess.run([sys.executable, "run.py", "setup"], cwd=ROOT, check=True)
    began = time.monotonic()
    words = [str(PYTHON), "-m", "pytest", "-q", "-n", "2", "--dist", "worksteal", *walks()]
    done = subprocess.run(words, cwd=ROOT, env=os.environ | ({} if quick else FULL))
    if done.returncode:
        raise SystemExit("Not all that was walked holds: see above.")
    return {"walks_s": round(time.monotonic() - began, 1)}


def walks() -> list[str]:
    """The files of tests that take a part."""
    files = sorted((ROOT / "tests").rglob("test_*.py"))
    texts = {str(file.relative_to(ROOT)): file.read_text() for file in files}
    return [
        file
        for file, text in texts.items()
        if "tests.full import" in text and re.search(TAKES_A_PART, text)
    ]
