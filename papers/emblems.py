"""Emblems: pictures, read within a limit and written anew as a square PNG."""

import hashlib
import io
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from PIL import Image

from foundation.pictures import TooManyPixels, shrunk
from foundation.rules import RuleBroken

MOST_BYTES = 2 * 1024 * 1024
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
        return Picture(_square(shrunk(file, LONGEST, alpha=True)))
    except TooManyPixels as many:
        raise RuleBroken(
            _("This picture has too many pixels. Send a screenshot of it, or make it smaller.")
        ) from many
    except Exception as broken:  # Pillow raises many types on invalid files
        raise RuleBroken(_("This is no picture. Send the emblem as PNG, JPEG or WebP.")) from broken


def _square(small: Image.Image) -> bytes:
    side = max(small.size)
    canvas = Image.new("RGBA", (side, side), (255, 255, 255, 0))
    canvas.paste(small, ((side - small.width) // 2, (side - small.height) // 2))
    packed = io.BytesIO()
    canvas.save(packed, "PNG", optimize=True)
    return packed.getvalue()
