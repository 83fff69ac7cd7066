"""Bar, row 39: the largest picture that each format may be costs a worker less than 100 MB.

Measured in a process of its own, as the largest size of this one says nothing of one picture.
"""

import io
import struct
import subprocess
import sys

import pytest
from PIL import Image

from foundation.pictures import MOST_PIXELS, TooManyPixels, shrunk
from tests.project import ROOT

MORE_MEMORY = 100_000  # kilobytes
SECONDS = 2  # of the processor
MEASURE = """
import io, resource, sys, time
from foundation.pictures import shrunk
file, began = io.BytesIO(sys.stdin.buffer.read()), time.process_time()
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
shrunk(file, int(sys.argv[1]), alpha=sys.argv[1] == "400")
after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(after - before, time.process_time() - began)
"""
PNG, WEBP = (int(MOST_PIXELS[kind] ** 0.5) for kind in ("PNG", "WEBP"))


def picture(kind: str, mode: str, width: int, height: int, **saved) -> bytes:
    packed = io.BytesIO()
    Image.new(mode, (width, height)).save(packed, kind, **saved)
    return packed.getvalue()


def in_three_scans(width: int, height: int) -> bytes:
    """A JPEG that is not progressive and yet kept whole: its colours follow one another."""
    grey = picture("JPEG", "L", width, height)
    frame, scan = grey.index(b"\xff\xc0"), grey.index(b"\xff\xda")
    colours = b"".join(bytes([number, 0x11, 0]) for number in (1, 2, 3))
    head = struct.pack(">BBHBHHB", 0xFF, 0xC0, 17, 8, height, width, 3) + colours
    scans = [
        struct.pack(">BBHBBBBBB", 0xFF, 0xDA, 8, 1, number, 0, 0, 63, 0) + grey[scan + 10 : -2]
        for number in (1, 2, 3)
    ]
    return grey[:frame] + head + grey[frame + 13 : scan] + b"".join(scans) + grey[-2:]


LARGEST = {
    "JPEG": lambda: picture("JPEG", "RGB", 8000, 8000),
    "JPEG of 25 million": lambda: picture("JPEG", "RGB", 5000, 5000),
    "JPEG hardly shrunk": lambda: picture("JPEG", "RGB", 3199, 2800, subsampling=0),
    "JPEG for print": lambda: picture("JPEG", "CMYK", 3199, 2800),
    "long JPEG": lambda: picture("JPEG", "RGB", 1601, 39_000),
    "progressive JPEG": lambda: picture("JPEG", "RGB", 3000, 3000, progressive=True),
    "progressive JPEG of full colours": lambda: picture(
        "JPEG", "RGB", 2580, 2580, progressive=True, subsampling=0
    ),
    "JPEG in three scans": lambda: in_three_scans(2580, 2580),
    "PNG": lambda: picture("PNG", "RGBA", PNG, PNG),
    "PNG of grey": lambda: picture("PNG", "LA", PNG, PNG),
    "PNG of a palette": lambda: picture("PNG", "P", PNG, PNG, transparency=bytes(range(256))),
    "WebP": lambda: picture("WEBP", "RGB", WEBP, WEBP),
    "WebP without loss": lambda: picture("WEBP", "RGBA", WEBP, WEBP, lossless=True),
}


@pytest.mark.parametrize("longest", [1600, 400], ids=["photo", "emblem"])
@pytest.mark.parametrize("largest", LARGEST)
def test_the_largest_of_a_format_takes_little(largest, longest):
    measured = subprocess.run(
        [sys.executable, "-c", MEASURE, str(longest)],
        input=LARGEST[largest](),
        capture_output=True,
        cwd=ROOT,
        check=True,
    )
    more, seconds = measured.stdout.split()

    assert int(more) < MORE_MEMORY
    assert float(seconds) < SECONDS


@pytest.mark.parametrize(
    "larger",
    [
        lambda: picture("JPEG", "1", 8000, 8010),
        lambda: picture("JPEG", "RGB", 5000, 5000, progressive=True),
        lambda: in_three_scans(2600, 2600),
        lambda: picture("PNG", "1", PNG, PNG + 1),
        lambda: picture("WEBP", "RGB", WEBP, WEBP + 2),
    ],
    ids=["jpeg", "progressive", "three scans", "png", "webp"],
)
def test_what_is_larger_is_not_decoded(larger):
    with pytest.raises(TooManyPixels):
        shrunk(io.BytesIO(larger()), 1600)


def test_what_is_kept_in_three_scans_is_read():
    assert shrunk(io.BytesIO(in_three_scans(40, 30)), 1600).size == (40, 30)
