"""Emblems: pictures, read within a limit and written anew as a square PNG."""

import hashlib
import io
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from PIL import Image

from foundation.rules import RuleBroken

MOST_BYTES = 2 * 1024 * 1024
MOST_PIXELS = 25_000_000
LONGEST = 400  # pixels: sharp at 2 cm


@dataclass(frozen=True)
class Picture:
    """An emblem, written anew as a square PNG."""

    content: bytes

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


def read_emblem(file: Any) -> Picture:
    """The emblem of an uploaded picture; raises RuleBroken if it is none or too large."""
    if file.size > MOST_BYTES:
        raise RuleBroken(_("The picture is too big. At most 2 MB."))
    try:
        with Image.open(file, formats=["PNG", "JPEG", "WEBP"]) as image:
            if image.width * image.height <= MOST_PIXELS:
                return Picture(_square(image))
    except Exception as broken:  # Pillow raises many types on invalid files
        raise RuleBroken(_("This is no picture. Send the emblem as PNG, JPEG or WebP.")) from broken
    raise RuleBroken(_("This picture has too many pixels. Make it smaller."))


def _square(image: Image.Image) -> bytes:
    small = image.convert("RGBA")
    small.thumbnail((LONGEST, LONGEST))
    side = max(small.size)
    canvas = Image.new("RGBA", (side, side), (255, 255, 255, 0))
    canvas.paste(small, ((side - small.width) // 2, (side - small.height) // 2))
    packed = io.BytesIO()
    canvas.save(packed, "PNG", optimize=True)
    return packed.getvalue()
