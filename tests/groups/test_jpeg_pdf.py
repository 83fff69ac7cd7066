"""The PDF of a scan holds its pictures as they are, and costs little memory."""

import io
import subprocess
import sys

import pytest
from PIL import Image

from groups.jpeg_pdf import pdf_of
from groups.pdf_pages import MOST_PAGES, pages_of
from tests.project import ROOT

MEASURE = """
import resource, sys
from groups.jpeg_pdf import pdf_of
page = sys.stdin.buffer.read()
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
pdf_of([page] * int(sys.argv[1]))
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""


def page(colour, mode="RGB", size=(1200, 1600)) -> bytes:
    packed = io.BytesIO()
    Image.new(mode, size, colour).save(packed, "JPEG", quality=80)
    return packed.getvalue()


def test_other_programs_draw_each_page():
    pages = [page((200, 30, 30)), page(90, "L", (1600, 900))]

    drawn = [Image.open(io.BytesIO(png)).convert("RGB") for png in pages_of(pdf_of(pages))]

    assert [image.width > image.height for image in drawn] == [False, True]
    for image, colour in zip(drawn, [(200, 30, 30), (90, 90, 90)], strict=True):
        found = image.getpixel((image.width // 2, image.height // 2))
        assert found == pytest.approx(colour, abs=3)


def test_the_pictures_are_kept_as_they_are():
    made = page((10, 120, 60))

    assert pdf_of([made, made]).count(made) == 2


def test_twenty_pages_cost_their_own_bytes_some_times():
    noise = io.BytesIO()
    Image.effect_noise((1200, 1600), 90).save(noise, "JPEG", quality=80)
    content = noise.getvalue()

    done = subprocess.run(
        [sys.executable, "-c", MEASURE, str(MOST_PAGES)],
        input=content,
        capture_output=True,
        cwd=ROOT,
        check=True,
    )

    assert int(done.stdout) * 1024 < 3 * MOST_PAGES * len(content) + 10 * 2**20
