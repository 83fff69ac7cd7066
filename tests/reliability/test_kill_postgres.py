"""Bar, row 2: PostgreSQL is killed under eight writers; `run.py bench trust` kills it 20 times.

In the suite `.ci/run` does it: `run.py bench crash --quick`.
"""

import os
import re
import subprocess
import sys

import pytest

from tests.full import FULL
from tests.project import ROOT

LOST = re.compile(r'"(worker|postgres)_(kills|sheets|cut|lost|torn)": (\d+)')


@pytest.mark.skipif(not FULL, reason="minutes: run.py bench trust")
def test_every_answered_sheet_is_there(record_property):
    """It ends with an error where a sheet is lost or torn, or the books are not whole."""
    env = {
        name: value for name, value in os.environ.items() if not name.startswith(("DJANGO", "KUBE"))
    }
    bench = [sys.executable, "run.py", "bench", "crash"]
    done = subprocess.run(bench, cwd=ROOT, env=env, capture_output=True, text=True)

    assert done.returncode == 0, done.stderr[-2_000:]
    for what, name, count in LOST.findall(done.stdout):
        record_property(f"{what} {name}", count)
