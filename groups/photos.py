"""Photos and scans: read within limits, written anew as JPEG without what they tell of a phone.

A form's `PhotoField` answers a `Picture`; an action keeps it with `keep_photo`.
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
MOST_PIXELS = 50_000_000  # what is unpacked: a small file can hold a huge picture
LONGEST = 1600  # pixels of the longer side: a receipt can still be read
LONGEST_SMALL = 320
FORMATS = ["JPEG", "PNG", "WEBP"]
Image.MAX_IMAGE_PIXELS = None  # our own limit is lower, and says so in words


@dataclass(frozen=True)
class Picture:
    """A JPEG made anew."""

    content: bytes
    width: int
    height: int

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


def read_photo(file) -> Picture:
    """The picture in a file that somebody sent; RuleBroken for all that is none.

    Only pixels get through: no position, no camera, no comment, no second picture behind it.
    """
    if file.size > MOST_BYTES:
        raise RuleBroken(_("The photo is too big. At most 5 MB."))
    try:
        with Image.open(file, formats=FORMATS) as image:
            if image.width * image.height <= MOST_PIXELS:
                return _anew(image, LONGEST)
    except Exception as broken:  # a decoder stumbles in many ways over what is no picture
        raise RuleBroken(
            _("This is no photo. Send a photo or a scan as JPEG, PNG or WebP.")
        ) from broken
    raise RuleBroken(_("This photo has too many pixels. Make it smaller, or take it again."))


def small(photo: Photo) -> bytes:
    """The same photo, small enough for a list on a slow line."""
    with Image.open(io.BytesIO(photo.content), formats=["JPEG"]) as image:
        return _anew(image, LONGEST_SMALL).content


def _anew(image: Image.Image, longest: int) -> Picture:
    image.draft("RGB", (longest, longest))  # a JPEG is unpacked no larger than needed
    turned = ImageOps.exif_transpose(image)
    turned.thumbnail((longest, longest))
    turned = turned.convert("RGBA")
    pixels = Image.new("RGB", turned.size, "white")
    pixels.paste(turned, mask=turned)
    packed = io.BytesIO()
    pixels.save(packed, "JPEG", quality=80, optimize=True)
    return Picture(packed.getvalue(), *pixels.size)


def keep_photo(*, group: Group, picture: Picture, by: User) -> Photo:
    """Keep a picture with its group, under the digest that papers name it by."""
    return Photo.objects.create(
        group=group,
        content=picture.content,
        digest=picture.digest,
        width=picture.width,
        height=picture.height,
        by=by,
    )
