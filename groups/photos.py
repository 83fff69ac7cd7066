"""Uploaded photos and scans: size-limited and re-encoded as JPEG, which removes EXIF.

`PhotoField` cleans to a `Picture`; an action stores it with `keep_photo`.
"""

import hashlib
import io
from dataclasses import dataclass

from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from accounts.models import User
from foundation.rules import RuleBroken
from groups.models import Group, Photo

MOST_BYTES = 5 * 1024 * 1024
MOST_PIXELS = 50_000_000  # decoded: a small file can hold a huge image
LONGEST = 1600  # pixels of the longer side: receipts stay readable
LONGEST_SMALL = 320
FORMATS = ["JPEG", "PNG", "WEBP"]
Image.MAX_IMAGE_PIXELS = None  # MOST_PIXELS is lower and has its own message


@dataclass(frozen=True)
class Picture:
    """A re-encoded JPEG."""

    content: bytes
    width: int
    height: int

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


def read_photo(file) -> Picture:
    """Re-encode an uploaded image; raises RuleBroken if it is none or too large.

    Only pixels are kept: no location, camera, comment or trailing data.
    """
    if file.size > MOST_BYTES:
        raise RuleBroken(_("The photo is too big. At most 5 MB."))
    try:
        with Image.open(file, formats=FORMATS) as image:
            if image.width * image.height <= MOST_PIXELS:
                return _as_jpeg(image, LONGEST)
    except Exception as broken:  # Pillow raises many types on invalid files
        raise RuleBroken(
            _("This is no photo. Send a photo or a scan as JPEG, PNG or WebP.")
        ) from broken
    raise RuleBroken(_("This photo has too many pixels. Make it smaller, or take it again."))


def small(photo: Photo) -> bytes:
    """A thumbnail for lists on slow connections."""
    with Image.open(io.BytesIO(photo.content), formats=["JPEG"]) as image:
        return _as_jpeg(image, LONGEST_SMALL).content


def _as_jpeg(image: Image.Image, longest: int) -> Picture:
    image.draft("RGB", (longest, longest))  # decode a JPEG at reduced size
    turned = ImageOps.exif_transpose(image)
    turned.thumbnail((longest, longest))
    turned = turned.convert("RGBA")
    pixels = Image.new("RGB", turned.size, "white")
    pixels.paste(turned, mask=turned)
    packed = io.BytesIO()
    pixels.save(packed, "JPEG", quality=80, optimize=True)
    return Picture(packed.getvalue(), *pixels.size)


def keep_photo(*, group: Group, picture: Picture, by: User) -> Photo:
    """Store a picture for a group, with the digest by which papers refer to it."""
    return Photo.objects.create(
        group=group,
        content=picture.content,
        digest=picture.digest,
        width=picture.width,
        height=picture.height,
        by=by,
    )
