"""A PDF whose pages are JPEG pictures, which stand in it as they are.

Pillow's own PDF decodes all pages before it writes the first: 150 MB for a scan of twenty.
"""

import io
from collections.abc import Callable, Iterable

from PIL import Image

from groups.pdf_pages import PPI

POINTS = 72  # of an inch
SPACES = {"L": "DeviceGray", "RGB": "DeviceRGB"}  # what `foundation.pictures` leaves
CATALOGUE, TREE = 1, 2  # numbers of the first two objects; then a picture, its drawing, its page


def pdf_of(pages: Iterable[bytes]) -> bytes:
    packed = io.BytesIO()
    packed.write(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    places: dict[int, int] = {}

    def put(number: int, head: str, stream: bytes | None = None) -> None:
        places[number] = packed.tell()
        packed.write(f"{number} 0 obj\n".encode())
        if stream is None:
            packed.write(f"<<{head}>>".encode())
        else:
            packed.write(f"<<{head}/Length {len(stream)}>>stream\n".encode())
            packed.write(stream)
            packed.write(b"\nendstream")
        packed.write(b"\nendobj\n")

    leaves: list[int] = []
    for page in pages:
        picture = TREE + 1 + 3 * len(leaves)
        _put_page(put, picture, page)
        leaves.append(picture + 2)
    kids = " ".join(f"{leaf} 0 R" for leaf in leaves)
    put(CATALOGUE, f"/Type/Catalog/Pages {TREE} 0 R")
    put(TREE, f"/Type/Pages/Count {len(leaves)}/Kids[{kids}]")
    _put_index(packed, places)
    return packed.getvalue()


def _put_page(put: Callable[..., None], number: int, page: bytes) -> None:
    """The picture with its size, the drawing of it over the whole page, and the page."""
    with Image.open(io.BytesIO(page), formats=["JPEG"]) as image:  # its head alone is read
        (width, height), space = image.size, SPACES[image.mode]
    wide, high = (round(side * POINTS / PPI, 2) for side in (width, height))
    put(
        number,
        f"/Type/XObject/Subtype/Image/Width {width}/Height {height}/BitsPerComponent 8"
        f"/ColorSpace/{space}/Filter/DCTDecode",
        page,
    )
    put(number + 1, "", f"q {wide} 0 0 {high} 0 0 cm /P Do Q".encode())
    put(
        number + 2,
        f"/Type/Page/Parent {TREE} 0 R/MediaBox[0 0 {wide} {high}]"
        f"/Contents {number + 1} 0 R/Resources<</XObject<</P {number} 0 R>>>>",
    )


def _put_index(packed: io.BytesIO, places: dict[int, int]) -> None:
    """Where each object begins, which readers look up from the end."""
    begins = packed.tell()
    packed.write(f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n".encode())
    for number in sorted(places):
        packed.write(f"{places[number]:010} 00000 n \n".encode())
    packed.write(f"trailer<</Size {len(places) + 1}/Root {CATALOGUE} 0 R>>\n".encode())
    packed.write(f"startxref\n{begins}\n%%EOF\n".encode())
