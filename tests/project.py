"""The packages of the project, read from the file system."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NOT_THE_SITE = {"bench", "tests"}
PACKAGES = sorted(
    path.parent.name for path in ROOT.glob("*/__init__.py") if path.parent.name not in NOT_THE_SITE
)
