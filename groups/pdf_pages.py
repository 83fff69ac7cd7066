"""Draw the pages of an uploaded PDF, in a process of its own with little time and memory.

A PDF may hold scripts, attachments, forms and bombs. Typst draws its pages as pictures and runs
none of them; nothing else of the file is kept. The process ends by itself when it takes too long.
"""

import errno
import resource
import struct
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import typst

from foundation.disk import is_full

MOST_PAGES = 20
SECONDS = 20
NO_ROOM = 28  # exit status: the disk is full
MEMORY = 3 * 1024**3
PPI = 137  # an A4 page is 1,602 pixels high, as photos are kept
PAGE = """
#set page(width: auto, height: auto, margin: 0pt, fill: white)
#context {{
  let size = measure(image("upload.pdf", page: {number}))
  let scale = 297mm / calc.max(size.width, size.height)
  image("upload.pdf", page: {number}, width: size.width * scale, height: size.height * scale)
}}
"""


class NotDrawn(Exception):
    """No PDF, or one with a password, or too much to draw."""


class TooManyPages(Exception):
    """More than `MOST_PAGES`."""


def pages_of(content: bytes) -> list[bytes]:
    """Each page as PNG; raises NotDrawn or TooManyPages."""
    try:
        drawing = subprocess.run(
            [sys.executable, "-m", "groups.pdf_pages"],
            input=content,
            capture_output=True,
            timeout=SECONDS,
            cwd=Path(__file__).resolve().parent.parent,
            check=True,
        )
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError) as failed:
        if getattr(failed, "returncode", 0) == NO_ROOM:
            raise OSError(errno.ENOSPC, "No room for the pages of a PDF") from failed
        raise NotDrawn from failed
    pages = list(_split(drawing.stdout))
    if len(pages) > MOST_PAGES:
        raise TooManyPages
    return pages


def _split(packed: bytes) -> Iterator[bytes]:
    """The pictures of a stream of lengths and pictures."""
    while packed:
        (length,) = struct.unpack(">I", packed[:4])
        yield packed[4 : 4 + length]
        packed = packed[4 + length :]


def draw() -> None:
    """Read a PDF from standard input and write its pages, at most one more than are kept."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "upload.pdf").write_bytes(sys.stdin.buffer.read())
        for number in range(1, MOST_PAGES + 2):
            picture = _drawn(Path(folder), number)
            if picture is None:
                break
            sys.stdout.buffer.write(struct.pack(">I", len(picture)) + picture)


def _drawn(folder: Path, number: int) -> bytes | None:
    """A page, or None after the last one."""
    page = folder / "page.typ"
    page.write_text(PAGE.format(number=number))
    try:
        picture = typst.compile(
            str(page), root=str(folder), format="png", ppi=PPI, ignore_system_fonts=True
        )
    except typst.TypstError as error:
        if number > 1 and f"page {number} does not exist" in str(error):
            return None
        raise
    assert isinstance(picture, bytes)  # a list only of several pages
    return picture


def main() -> None:
    try:
        draw()
    except OSError as error:
        if is_full(error):
            sys.exit(NO_ROOM)
        raise


if __name__ == "__main__":
    main()
