"""The PDF of an issued paper, made from its frozen text.

Papers of before the layout of tata naskah dinas print as they did, by `documents/paper.typ`.
"""

import base64
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from foundation.formatting import day, dotted, rupiah, terbilang
from foundation.qr import qr_svg
from papers import typesetting
from papers.content import OFFICIAL, content, official
from papers.models import Emblem, Paper
from papers.parts import GENERAL, NUMBER, heading

TEMPLATE = Path(__file__).parent / "documents" / "papers.typ"
FIGURE = re.compile(r"[−\d][\d.,%]*")  # 85,00 is right-aligned in its column, as amounts are
SHORT = 14  # letters: a column whose texts are all shorter is only as wide as they are
HEAD = ("government", "address", "postcode", "telephone", "email", "place", "emblem", "check")


def pdf(paper: Paper) -> bytes:
    """The paper as PDF/A from its frozen text; the same bytes at any time."""
    return typesetting.pdf(TEMPLATE, _file([_set(paper, None)]), at=paper.at)


@official
def example(paper: Paper, *, emblem: bytes | None) -> bytes:
    """A paper that is not issued: marked on each page, without a code to scan.

    Its emblem is not stored yet.
    """
    said = _("This is an example. It is no paper of the office.")
    data = _set(paper, emblem) | {"example": _("EXAMPLE"), "said": said}
    return typesetting.pdf(TEMPLATE, _file([data]), at=paper.at)


def pdf_of_many(papers: Sequence[Paper]) -> bytes:
    """Papers one after the other in one file, each with its own pages and letterhead."""
    return typesetting.pdf(
        TEMPLATE, _file([_set(paper, None) for paper in papers]), at=papers[-1].at
    )


def pictures(paper: Paper, *, ppi: int) -> list[bytes]:
    """Each page as PNG."""
    return typesetting.pictures(TEMPLATE, _file([_set(paper, None)]), ppi=ppi)


def _file(papers: list[dict[str, Any]]) -> dict[str, Any]:
    """What `documents/papers.typ` sets."""
    first = papers[0]
    return {"title": first["title"], "author": first["office"]["name"], "papers": papers}


@official
def _set(paper: Paper, emblem: bytes | None) -> dict[str, Any]:
    """What the template of the paper's layout is filled with."""
    said = content(title=paper.get_kind_display()) | {"layout": ""} | paper.content
    said.pop("data")
    office = {"name": paper.office.name, **dict.fromkeys(HEAD, "")} | said.get("office", {})
    check = f"{office['check']}{paper.code}/"
    data = said | {
        "office": office,
        "kind": paper.get_kind_display(),
        "number": paper.number,
        "foot": _("Registered: %(number)s") % {"number": paper.number}
        if said.get("own_number")
        else paper.number,
        "date": day(paper.date),
        "facts": [[label, _written(value)] for label, value in said["facts"]],
        "tables": [_aligned(table, said["layout"]) for table in said["tables"]],
        "amount": _amount(said["amount"]),
        "check": check,
        "qr": qr_svg(check),
        "digest": " ".join(paper.digest[at : at + 8] for at in range(0, len(paper.digest), 8)),
        "words": _words(),
        "example": "",
    }
    if said["layout"] != OFFICIAL:
        return data
    emblem = emblem or _emblem(paper, office["emblem"])
    return data | _laid_out(said, office, emblem, paper.number)


def _words() -> dict[str, str]:
    return {
        "number": _("Number:"),
        "page": _("Page"),
        "check": _("Is this paper genuine? Scan the code, or open"),
        "digest": _("Seal of what it says:"),
        "stamp": _("Duty stamp 10.000"),
        "copies": _("Copies to:"),
        "decided_in": _("Decided in"),
        "on_the_day": _("on the day"),
    }


def _laid_out(
    said: dict[str, Any], office: dict[str, str], emblem: bytes | None, number: str
) -> dict[str, Any]:
    """What `official.typ` needs beyond: the head's lines and emblem, the parts with the number."""
    head = said["head"]
    parts = said["parts"] or [_general_heading(said), *GENERAL]
    return {
        "office": office | (head or {"lines": _lines_of(office), "emblem": _svg(emblem)}),
        "parts": [_numbered(part, said["own_number"] or number) for part in parts],
    }


def _general_heading(said: dict[str, Any]) -> Any:
    return heading(said["title"].upper(), said["about"])


def _numbered(part: Any, number: str) -> Any:
    """The part with the number of the paper where it is to be printed."""
    if isinstance(part, str) or part["part"] not in ("heading", "letter", "annex"):
        return part
    if part["part"] == "letter":
        return part | {
            "rows": [[label, text.replace(NUMBER, number)] for label, text in part["rows"]]
        }
    lines = [line.replace(NUMBER, number) for line in part["lines"]]
    return part | {"lines": lines, "number": part.get("number", "").replace(NUMBER, number)}


def _lines_of(office: dict[str, str]) -> list[str]:
    """Address and postcode, then telephone and e-mail: the small lines of a letterhead."""
    postcode = office["postcode"] and _("Postcode %(code)s") % {"code": office["postcode"]}
    telephone = office["telephone"] and _("Telephone %(number)s") % {"number": office["telephone"]}
    email = office["email"] and _("E-mail %(address)s") % {"address": office["email"]}
    lines = [(office["address"], postcode), (telephone, email)]
    return [", ".join(filter(None, line)) for line in lines if any(line)]


def _emblem(paper: Paper, digest: str) -> bytes | None:
    found = digest and Emblem.objects.filter(office=paper.office_id, digest=digest).first()
    return bytes(found.content) if found else None


def _svg(emblem: bytes | None) -> str:
    """The emblem as SVG, as Typst takes pictures in texts only so; none where there is none."""
    if not emblem:
        return ""
    png = base64.b64encode(emblem).decode()
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">'
        f'<image width="100" height="100" href="data:image/png;base64,{png}"/></svg>'
    )


def _amount(amount: int | None) -> dict[str, str] | None:
    return None if amount is None else {"rupiah": rupiah(amount), "in_words": terbilang(amount)}


def _written(value: str | int) -> str:
    return rupiah(value) if isinstance(value, int) else value


def _aligned(table: dict[str, Any], layout: str) -> dict[str, Any]:
    """The table with alignment and width of each column and formatted cells."""
    columns = [
        _column(heading, [row[place] for row in table["rows"]])
        for place, heading in enumerate(table["columns"])
    ]
    if not any(column["share"] for column in columns):
        widest = max(columns, key=lambda column: column["longest"]) if layout else columns[0]
        widest["share"] = 1

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
    numbers = right or all(text[0].isdigit() for text in texts)  # days too need no room
    longest = 0 if numbers else longest
    return {"text": heading, "right": right, "share": share, "longest": longest}
