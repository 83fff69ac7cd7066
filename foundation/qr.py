"""QR codes as SVG, which a page shows and a paper prints."""

import base64
import io

import qrcode
from qrcode.image.svg import SvgPathImage


def qr_svg(text: str, *, border: int = 0) -> str:
    """The same picture for the same text at any time; `border` is in modules."""
    picture = qrcode.make(text, image_factory=SvgPathImage, border=border, mask_pattern=4)
    file = io.BytesIO()
    picture.save(file)
    return file.getvalue().decode()


def qr_address(text: str) -> str:
    """The picture as a data address, for the `src` of an image; white around it to be read."""
    packed = base64.b64encode(qr_svg(text, border=4).encode()).decode()
    return f"data:image/svg+xml;base64,{packed}"
