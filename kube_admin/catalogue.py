"""Compile translation catalogues with Babel, so that gettext need not be installed."""

import os
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LOCALE = Path(__file__).resolve().parent.parent / "locale"


def compile_catalogues() -> None:
    """Compile each .po that is newer than its .mo."""
    for source in LOCALE.glob("*/LC_MESSAGES/*.po"):
        compiled = source.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime:
            fresh = compiled.with_suffix(f".{os.getpid()}")
            fresh.write_bytes(in_djangos_form(source))
            fresh.replace(compiled)


def in_djangos_form(source: Path) -> bytes:
    written = BytesIO()
    with source.open("rb") as read:
        write_mo(written, read_po(read))
    return written.getvalue()
