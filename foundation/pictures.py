"""Decode uploaded pictures at a small size; a process grows by less than 100 MB, whatever is sent.

A file of a few kB can hold a picture of hundreds of MB, so each format has a bound, by what its
decoder keeps whole. A JPEG is decoded at a fraction of its size, a row of blocks at a time, unless
its colours are in several scans (as in a progressive one); a PNG takes 4 bytes a pixel, a WebP 16.
"""

import io
import struct
import threading
from typing import Any

from PIL import Image, ImageOps, PngImagePlugin
from PIL.JpegImagePlugin import JpegImageFile

FORMATS = ["JPEG", "PNG", "WEBP"]
MOST_PIXELS = {"PNG": 9_000_000, "WEBP": 5_000_000}
MOST_PIXELS_OF_A_JPEG = 64_000_000
MOST_DECODED = 9_000_000  # pixels of a JPEG after `draft`
MOST_COEFFICIENTS = 20_000_000  # two bytes each, of a JPEG in several scans
DECODING = threading.Lock()  # one at a time in a process
START_OF_SCAN = 0xDA
PROGRESSIVE = (0xC2, 0xC6, 0xCA, 0xCE)  # how a frame begins
NO_LENGTH = range(0xD0, 0xDA)  # marks without a length
Image.MAX_IMAGE_PIXELS = None  # ours are lower and have their own message
PngImagePlugin.MAX_TEXT_MEMORY = 1024 * 1024  # texts are unpacked beside the pixels


class TooManyPixels(Exception):
    """More than the format's bound."""


def shrunk(file: Any, longest: int, *, alpha: bool = False) -> Image.Image:
    """Its pixels alone, turned upright, the longer side at most `longest`; on white unless `alpha`.

    Raises TooManyPixels, or whatever Pillow raises on a file that it cannot read.
    """
    with DECODING:
        picture = _decoded(file, longest, alpha)
        picture.thumbnail((longest, longest))  # before it is turned, which copies it
        ImageOps.exif_transpose(picture, in_place=True)
        picture.info.clear()
        return picture


def _decoded(file: Any, longest: int, alpha: bool) -> Image.Image:
    """The pixels; what the decoder keeps is freed when this returns."""
    with Image.open(file, formats=FORMATS) as image:
        if isinstance(image, JpegImageFile):
            _require_small_jpeg(image, file, longest)
        elif image.width * image.height > MOST_PIXELS[str(image.format)]:
            raise TooManyPixels
        image.load()
        return _with_alpha(image) if alpha else _on_white(image)


def _require_small_jpeg(image: JpegImageFile, file: Any, longest: int) -> None:
    """Set the fraction at which it is decoded; refuse what is large even so."""
    pixels, times = image.width * image.height, longest / max(image.size)
    kept_whole = 0 if _is_one_scan(file, image.layers) else _coefficients(image)
    if times < 1:
        image.draft("RGB", (max(1, int(image.width * times)), max(1, int(image.height * times))))
    decoded = image.width * image.height
    if pixels > MOST_PIXELS_OF_A_JPEG or decoded > MOST_DECODED or kept_whole > MOST_COEFFICIENTS:
        raise TooManyPixels


def _coefficients(image: JpegImageFile) -> int:
    """How many numbers all its colours take, some of them at a fraction of its size."""
    widest, highest = (max(layer[at] for layer in image.layer) for at in (1, 2))
    blocks = sum(across * down for _name, across, down, _table in image.layer)
    return image.width * image.height * blocks // (widest * highest)


def _is_one_scan(file: Any, layers: int) -> bool:
    """Whether the first scan of a JPEG has all its colours, which are then decoded by rows."""
    file.seek(2)
    while len(head := file.read(4)) == 4:
        mark, kind, length = struct.unpack(">BBH", head)
        if mark != 0xFF or kind in PROGRESSIVE or not 0xC0 <= kind <= 0xFE or kind in NO_LENGTH:
            return False
        if kind == START_OF_SCAN:
            return bool(file.read(1) == bytes([layers]))
        file.seek(length - 2, io.SEEK_CUR)
    return False


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode == "P" and image.has_transparency_data:
        image = image.convert("RGBA")
    if image.mode not in ("LA", "RGBA"):
        return image if image.mode == "RGB" else image.convert("RGB")
    white = Image.new("RGB", image.size, "white")
    white.paste(image, mask=image)
    white.info = image.info.copy()
    return white


def _with_alpha(image: Image.Image) -> Image.Image:
    return image if image.mode == "RGBA" else image.convert("RGBA")
