"""The PDF of an issued paper, made from its frozen text."""

import io
import re
from pathlib import Path
from typing import Any

import qrcode
from django.utils.translation import gettext as _
from qrcode.image.svg import SvgPathImage

from foundation.formatting import day, dotted, rupiah, terbilang
from papers import typesetting
from papers.content import content, official
from papers.models import Paper

TEMPLATE = Path(__file__).parent / "documents" / "paper.typ"
FIGURE = re.compile(r"[−\d][\d.,%]*")  # 85,00 is right-aligned in its column, as amounts are
SHORT = 14  # letters: a column whose texts are all shorter is only as wide as they are


@official
def pdf(paper: Paper) -> bytes:
    """The paper as PDF/A from its frozen text; the same bytes at any time."""
    said = content(title=paper.get_kind_display()) | paper.content
    said.pop("data")
    office = {"name": paper.office.name, "address": "", "place": "", "check": ""}
    office |= said.get("office", {})
    check = f"{office['check']}{paper.code}/"
    data = said | {
        "office": office,
        "kind": paper.get_kind_display(),
        "number": paper.number,
        "date": day(paper.date),
        "facts": [[label, _written(value)] for label, value in said["facts"]],
        "tables": [_aligned(table) for table in said["tables"]],
        "amount": said["amount"]
        and {"rupiah": rupiah(said["amount"]), "in_words": terbilang(said["amount"])},
        "check": check,
        "qr": _qr(check),
        "digest": " ".join(paper.digest[at : at + 8] for at in range(0, len(paper.digest), 8)),
        "words": {
            "number": _("Number:"),
            "page": _("Page"),
            "check": _("Is this paper genuine? Scan the code, or open"),
            "digest": _("Seal of what it says:"),
        },
    }
    return typesetting.pdf(TEMPLATE, data, at=paper.at)


def _written(value: str | int) -> str:
    return rupiah(value) if isinstance(value, int) else value


def _aligned(table: dict[str, Any]) -> dict[str, Any]:
    """The table with alignment and width of each column and formatted cells."""
    columns = [
        _column(heading, [row[place] for row in table["rows"]])
        for place, heading in enumerate(table["columns"])
    ]
    if not any(column["share"] for column in columns):
        columns[0]["share"] = 1

    def cells(row: list[str | int]) -> list[dict[str, Any]]:
        return [
            {"text": dotted(value) if isinstance(value, int) else value, "right": column["right"]}
            for value, column in zip(row, columns, strict=True)
        ]

    return {
        "heading": table["heading"],
        "columns": columns,
        "rows": [cells(row) for row in table["rows"]],
        "total": cells(table["total"]) if table["total"] else [],
    }


def _column(heading: str, values: list[str | int]) -> dict[str, Any]:
    texts = [value for value in values if isinstance(value, str) and value]
    right = len(texts) < len(values) and all(FIGURE.fullmatch(text) for text in texts)
    right = right or (bool(texts) and all(FIGURE.fullmatch(text) for text in texts))
    longest = max(map(len, texts), default=0)
    share = 0 if right or longest <= SHORT else min(longest, 40)
    return {"text": heading, "right": right, "share": share}


def _qr(address: str) -> str:
    picture = qrcode.make(address, image_factory=SvgPathImage, border=0, mask_pattern=4)
    file = io.BytesIO()
    picture.save(file)
    return file.getvalue().decode()
