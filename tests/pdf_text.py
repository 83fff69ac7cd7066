"""The text of a PDF as Typst writes it: the lines of each page, read by the maps of its fonts."""

import re
import zlib
from collections.abc import Iterator

OBJECT = re.compile(rb"(\d+) 0 obj\b(.*?)\bendobj", re.S)
STREAM = re.compile(rb"stream\r?\n(.*)\r?\nendstream", re.S)
PAGE = re.compile(rb"/Type/Page/Resources (\d+) 0 R.*?/Contents (\d+) 0 R")
FONT = re.compile(rb"/(f\d+) (\d+) 0 R")
PLACE = re.compile(rb"([-\d.]+) ([-\d.]+) cm")
ESCAPE = re.compile(rb"\\([0-7]{1,3}|.)", re.S)
PLAIN = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def pages_of(pdf: bytes) -> list[str]:
    """Each page's text, a line a run of glyphs at one height."""
    objects = {int(number): body for number, body in OBJECT.findall(pdf)}
    fonts: dict[int, dict[int, str]] = {}
    pages = []
    for body in objects.values():
        for resources, contents in PAGE.findall(body):
            names = {name: int(at) for name, at in FONT.findall(objects[int(resources)])}
            for at in names.values():
                fonts[at] = fonts.get(at) or _map(objects, at)
            of_page = {name: fonts[at] for name, at in names.items()}
            pages.append("\n".join(_lines(_unpacked(objects[int(contents)]), of_page)))
    return pages


def _unpacked(body: bytes) -> bytes:
    found = STREAM.search(body)
    return zlib.decompress(found[1]) if found else b""


def _map(objects: dict[int, bytes], font: int) -> dict[int, str]:
    """Glyph to letters, of the font's ToUnicode."""
    at = re.search(rb"/ToUnicode (\d+) 0 R", objects[font])
    pairs = re.findall(rb"<([0-9A-F]{4})> <([0-9A-F]+)>\n", _unpacked(objects[int(at[1])]))
    return {
        int(glyph, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for glyph, text in pairs
    }


def _lines(stream: bytes, fonts: dict[bytes, dict[int, str]]) -> Iterator[str]:
    line, height = "", None
    for block in stream.split(b"\nET")[:-1]:
        *_before, text = block.split(b"BT")
        place = PLACE.findall(block)
        font = re.search(rb"/(f\d+) [\d.]+ Tf", text)
        said = "".join(_letters(raw, fonts[font[1]]) for raw in _strings(text))
        if place[-1][1] != height and line:
            yield line
            line = ""
        line, height = f"{line} {said}".strip(), place[-1][1]
    yield line


def _strings(text: bytes) -> Iterator[bytes]:
    """The strings between parentheses, which may hold escaped or balanced ones."""
    depth, begun = 0, 0
    for token in re.finditer(rb"\\.|[()]", text, re.S):
        if token[0] == b"(":
            begun = begun if depth else token.end()
            depth += 1
        elif token[0] == b")":
            depth -= 1
            if not depth:
                yield text[begun : token.start()]


def _letters(raw: bytes, font: dict[int, str]) -> str:
    plain = ESCAPE.sub(
        lambda found: (
            bytes([int(found[1], 8)]) if found[1].isdigit() else PLAIN.get(found[1], found[1])
        ),
        raw,
    )
    return "".join(
        font.get(int.from_bytes(plain[at : at + 2]), "") for at in range(0, len(plain), 2)
    )
