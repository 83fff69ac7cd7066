"""Uploaded photos and scans: size-limited and re-encoded as JPEG, which removes EXIF.

`PhotoField` cleans to a `Picture`: the pages of a PDF, or of several photos, one after the other.
An action stores it with `keep_photo`.
"""

import hashlib
import io
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _
from PIL import Image, ImageDraw, ImageFont

from accounts.models import User
from foundation.pictures import TooManyPixels, shrunk
from foundation.rules import RuleBroken
from groups.jpeg_pdf import pdf_of
from groups.models import Group, Photo, PhotoPage
from groups.pdf_pages import MOST_PAGES, NotDrawn, TooManyPages, pages_of

MOST_BYTES = 5 * 1024 * 1024
MOST_BYTES_OF_A_PDF = 15 * 1024 * 1024
LONGEST = 1600  # pixels of the longer side: receipts stay readable
LONGEST_SMALL = 320
PDF = b"%PDF-"


@dataclass(frozen=True)
class Picture:
    """A re-encoded JPEG, and the pages that follow it."""

    content: bytes
    width: int
    height: int
    further: tuple[bytes, ...] = ()

    @property
    def digest(self) -> str:
        """SHA-256 of all pages, one after the other."""
        return hashlib.sha256(b"".join([self.content, *self.further])).hexdigest()


def read_scan(files: Iterable[Any]) -> Picture:
    """One picture of all pages of photos and PDF files; raises RuleBroken."""
    pages: list[Picture] = []
    for file in files:
        pages += _pages(file)
        if len(pages) > MOST_PAGES:
            raise RuleBroken(_too_many())
    first, *others = pages
    return replace(first, further=tuple(page.content for page in others))


def read_photo(file: Any) -> Picture:
    """Re-encode an uploaded image; raises RuleBroken if it is none or too large.

    Only pixels are kept: no location, camera, comment or trailing data.
    """
    if file.size > MOST_BYTES:
        raise RuleBroken(_("The photo is too big. At most 5 MB."))
    return _as_picture(file)


def _pages(file: Any) -> list[Picture]:
    start = file.read(len(PDF))
    file.seek(0)
    if start != PDF:
        return [read_photo(file)]
    if file.size > MOST_BYTES_OF_A_PDF:
        raise RuleBroken(_("The PDF is too big. At most 15 MB."))
    try:
        drawn = pages_of(file.read())
    except TooManyPages as many:
        raise RuleBroken(_too_many()) from many
    except NotDrawn as broken:
        raise RuleBroken(
            _("This PDF cannot be read. Perhaps it has a password. Scan it anew or send photos.")
        ) from broken
    return [_as_picture(io.BytesIO(page)) for page in drawn]


def _too_many() -> str:
    return _("At most %(most)s pages. Send only those that count.") % {"most": MOST_PAGES}


def _as_picture(file: Any) -> Picture:
    try:
        return _as_jpeg(shrunk(file, LONGEST))
    except TooManyPixels as many:
        raise RuleBroken(
            _("This photo has too many pixels. Send a screenshot of it, or take it again.")
        ) from many
    except Exception as broken:  # Pillow raises many types on invalid files
        raise RuleBroken(
            _("This is no photo. Send a photo as JPEG, PNG or WebP, or a scan as PDF.")
        ) from broken


def small(photo: Photo) -> bytes:
    """A thumbnail for lists on slow connections; "+2" in its corner: two more pages."""
    picture = _as_jpeg(shrunk(io.BytesIO(photo.content), LONGEST_SMALL))
    return _with_badge(picture, photo.pages - 1) if photo.pages > 1 else picture.content


def _with_badge(picture: Picture, further: int) -> bytes:
    with Image.open(io.BytesIO(picture.content), formats=["JPEG"]) as image:
        draw, font = ImageDraw.Draw(image), ImageFont.load_default(size=64)
        place = (image.width // 2, image.height // 2)
        box = draw.textbbox(place, f"+{further}", font, anchor="mm")
        draw.rectangle([box[0] - 12, box[1] - 12, box[2] + 12, box[3] + 12], fill="black")
        draw.text(place, f"+{further}", "white", font, anchor="mm")
        packed = io.BytesIO()
        image.save(packed, "JPEG", quality=80)
    return packed.getvalue()


def _as_jpeg(pixels: Image.Image) -> Picture:
    packed = io.BytesIO()
    pixels.save(packed, "JPEG", quality=80, optimize=True)
    return Picture(packed.getvalue(), *pixels.size)


def keep_photo(*, group: Group, picture: Picture, by: User) -> Photo:
    """Store a picture for a group, with the digest by which papers refer to it."""
    photo = Photo.objects.create(
        group=group,
        content=picture.content,
        digest=picture.digest,
        width=picture.width,
        height=picture.height,
        pages=1 + len(picture.further),
        by=by,
    )
    PhotoPage.objects.bulk_create(
        PhotoPage(photo=photo, number=number, content=content)
        for number, content in enumerate(picture.further, start=2)
    )
    return photo


def as_pdf(photo: Photo) -> bytes:
    """All pages of a scan as a PDF of pictures."""
    pages = [photo.content, *photo.further.values_list("content", flat=True)]
    return pdf_of(map(bytes, pages))
