"""Bar, row 51: eight threads of one process print, export and upload at once."""

import io
from pathlib import Path

from django.utils import timezone
from PIL import Image

from foundation.workbooks import workbook
from groups.photos import read_scan
from papers.typesetting import pdf, pictures
from tests.at_once import at_once
from tests.security.test_bomb import cell, packed, sheet

THREADS = 8
TEMPLATE = Path(__file__).with_name("said.typ")


def photo(colour: int) -> io.BytesIO:
    file = io.BytesIO()
    Image.new("RGB", (40, 30), (colour, 0, 0)).save(file, "PNG")
    file.size = len(file.getvalue())
    file.seek(0)
    return file


def test_each_thread_prints_its_own_paper(db):
    at = timezone.now()
    datas = [{"said": f"Paper {n}"} for n in range(THREADS)]

    alone = [pdf(TEMPLATE, data, at=at) for data in datas]

    assert at_once([lambda data=data: pdf(TEMPLATE, data, at=at) for data in datas]) == alone
    assert len(set(alone)) == THREADS
    drawn = at_once([lambda data=data: pictures(TEMPLATE, data, ppi=40) for data in datas])
    assert all(page.startswith(b"\x89PNG") for (page,) in drawn)


def test_each_thread_reads_its_own_table_and_photo(db):
    books = [packed(sheet(cell("A1", f"Lembar {n}"))) for n in range(THREADS)]

    read = at_once([lambda book=book: workbook(book) for book in books])
    kept = at_once([lambda n=n: read_scan([photo(n * 30)]) for n in range(THREADS)])

    assert [rows for ((_name, rows),) in read] == [[[f"Lembar {n}"]] for n in range(THREADS)]
    reds = [Image.open(io.BytesIO(picture.content)).getpixel((5, 5))[0] for picture in kept]
    assert all(abs(red - n * 30) < 6 for n, red in enumerate(reds))
