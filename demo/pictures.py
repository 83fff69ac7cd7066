"""Generated pictures, as the demo may hold no real receipt or face."""

import io
from functools import cache

from PIL import Image, ImageDraw

from groups.photos import Picture

SIZE = (640, 480)
GROUNDS = {"surat": "#faf6ee", "kandang": "#d9c9a3", "orang": "#cfd8e6"}


@cache
def picture(kind: str, text: str) -> Picture:
    """Draw a picture marked as an example."""
    image = Image.new("RGB", SIZE, GROUNDS.get(kind, "#ffffff"))
    draw = ImageDraw.Draw(image)
    draw.rectangle((20, 20, 620, 460), outline="#1e3d6b", width=4)
    for line in range(6 if kind == "surat" else 0):
        draw.line((60, 200 + 35 * line, 580 - 40 * (line % 3), 200 + 35 * line), fill="#857a6b")
    if kind == "kandang":
        draw.polygon([(120, 400), (120, 240), (320, 140), (520, 240), (520, 400)], fill="#875519")
    if kind == "orang":
        for place in range(5):
            draw.ellipse((90 + 95 * place, 220, 150 + 95 * place, 280), fill="#875519")
            draw.rectangle((80 + 95 * place, 285, 160 + 95 * place, 400), fill="#1e3d6b")
    draw.text((40, 40), text, fill="#20242e", font_size=28)
    draw.text((40, 100), "CONTOH", fill="#a1242b", font_size=28)
    packed = io.BytesIO()
    image.save(packed, "JPEG", quality=60, optimize=True)
    return Picture(packed.getvalue(), *SIZE)
