"""PDF/A files from Typst templates."""

import datetime
import json
import threading
from functools import cache
from pathlib import Path
from typing import Any

import typst
from django.conf import settings
from django.http import HttpResponse
from django.utils import timezone
from django.utils.text import slugify

COMPILING = threading.Lock()  # a compiler is one thread's at a time
WIB = datetime.timezone(datetime.timedelta(hours=7))  # Typst takes a fixed offset, no zone


@cache
def compiler() -> typst.Compiler:
    """One per process: it caches the font and the templates. Used while `COMPILING` is held."""
    return typst.Compiler(
        font_paths=[str(settings.BASE_DIR / "static" / "vendor" / "font")],
        ignore_system_fonts=True,
    )


def pdf(template: Path, data: dict[str, Any], *, at: datetime.datetime) -> bytes:
    """The PDF; the same bytes for the same data and timestamp."""
    with COMPILING:
        file = compiler().compile(
            input=str(template),
            format="pdf",
            sys_inputs={"data": json.dumps(data)},
            pdf_standards=["a-2b"],
            timestamp=at.astimezone(WIB).replace(microsecond=0),
            pdf_tags=False,  # tags make a book of 1,400 rows 2 MB, not 0.1; the page is accessible
        )
    assert isinstance(file, bytes)  # a list only of pictures, None only with a path to write to
    return file


def pictures(template: Path, data: dict[str, Any], *, ppi: int) -> list[bytes]:
    """Each page as PNG."""
    with COMPILING:
        pages = compiler().compile(
            input=str(template), format="png", ppi=ppi, sys_inputs={"data": json.dumps(data)}
        )
    return pages if isinstance(pages, list) else [pages] if pages else []


def answer(name: str, template: Path, data: dict[str, Any]) -> HttpResponse:
    """The PDF as a response that the browser shows."""
    return HttpResponse(
        pdf(template, data, at=timezone.now()),
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{slugify(name)}.pdf"'},
    )
