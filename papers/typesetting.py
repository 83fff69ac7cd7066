"""PDF/A files from Typst templates."""

import datetime
import json
from functools import cache
from pathlib import Path

import typst
from django.conf import settings
from django.http import HttpResponse
from django.utils import timezone
from django.utils.text import slugify

WIB = datetime.timezone(datetime.timedelta(hours=7))  # Typst takes a fixed offset, no zone


@cache
def compiler() -> typst.Compiler:
    """One a process: it keeps the font and the templates it has read."""
    return typst.Compiler(
        font_paths=[str(settings.BASE_DIR / "static" / "vendor" / "font")],
        ignore_system_fonts=True,
    )


def pdf(template: Path, data: dict, *, at: datetime.datetime) -> bytes:
    """The paper; the same bytes for the same data and moment."""
    return compiler().compile(
        input=str(template),
        format="pdf",
        sys_inputs={"data": json.dumps(data)},
        pdf_standards=["a-2b"],
        timestamp=at.astimezone(WIB).replace(microsecond=0),
        pdf_tags=False,  # they make a book of 1,400 rows 2 MB instead of 0.1; the page reads aloud
    )


def answer(name: str, template: Path, data: dict) -> HttpResponse:
    """The paper, opened in the browser, from where it is printed."""
    return HttpResponse(
        pdf(template, data, at=timezone.now()),
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{slugify(name)}.pdf"'},
    )
