"""Papers of the office: what one says, how it is issued, and its PDF.

The areas build what a paper says with `content`, and issue it in the transaction of the act:

    @official
    def agreement_content(award: Award, ...) -> dict:
        return content(
            title=_("Agreement on the grant"),
            facts=[(_("Group"), str(award.group)), (_("Grant"), award.amount)],
            paragraphs=[_("The group uses the money as its budget plan says."), ...],
            tables=[Table(columns=[_("Item"), _("Amount")], rows=[["Sapi", 20_000_000], ...],
                          total=[_("Together"), 30_000_000])],
            amount=award.amount,
            signatures=[Signature(_("Chair"), chair.person.name, str(award.group)), ...],
            data={"award": award.pk, ...},
        )

    paper = issue(Paper.Kind.AGREEMENT, office=…, content=agreement_content(award), date=…, by=…)

A whole number is an amount in rupiah; all else is text, as it is printed. Days are written out
(`wording.day`). No NIK and no address of a person: a paper may hang on a board. `/check/` shows
nothing of the content at all.
"""

import datetime
import hashlib
import io
import json
import re
from dataclasses import asdict, dataclass, field
from functools import wraps
from pathlib import Path

import qrcode
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from qrcode.image.svg import SvgPathImage

from accounts.models import Region, User
from accounts.templatetags.wording import day, dotted, rupiah, terbilang
from finance import papers as printer
from grants.models import Letterhead, Paper
from grants.models.papers import ALPHABET
from groups.models import Group

Cell = str | int
TEMPLATE = Path(__file__).parent / "documents" / "paper.typ"
FIGURE = re.compile(r"[−\d][\d.,%]*")  # 85,00 stands right in its column, as amounts do
SHORT = 14  # letters: a column of such texts is as wide as they are


@dataclass(frozen=True)
class Table:
    """Rows under column heads; `total`, one cell a column, stands below a line."""

    columns: list[str]
    rows: list[list[Cell]]
    total: list[Cell] = field(default_factory=list)
    heading: str = ""

    def __post_init__(self):
        widths = {len(row) for row in [*self.rows, *([self.total] if self.total else [])]}
        if widths - {len(self.columns)}:
            raise ValueError(f"Rows of {widths} cells under {len(self.columns)} columns.")


@dataclass(frozen=True)
class Signature:
    """A place to sign: in which quality, who, and of what (the group, the office, the village)."""

    role: str
    name: str = ""
    of: str = ""


def official(builder):
    """Builds content in Indonesian, whatever language the user reads."""

    @wraps(builder)
    def build(*args, **kwargs):
        with translation.override(settings.LANGUAGE_CODE):
            return builder(*args, **kwargs)

    return build


def content(
    *,
    title: str,
    about: str = "",
    facts: list[tuple[str, Cell]] = (),
    paragraphs: list[str] = (),
    tables: list[Table] = (),
    amount: int | None = None,
    closing: list[str] = (),
    signatures: list[Signature] = (),
    data: dict | None = None,
) -> dict:
    """All that a paper says, in the order it is printed; a part left out is not printed.

    `amount` is what the paper is about, printed with its words (terbilang); `data` is what a
    machine reads again (ids, snapshots): digested with the rest and never printed.
    """
    return {
        "title": str(title),
        "about": str(about),
        "facts": [[str(label), _cell(value)] for label, value in facts],
        "paragraphs": [str(text) for text in paragraphs],
        "tables": [_table(each) for each in tables],
        "amount": amount,
        "closing": [str(text) for text in closing],
        "signatures": [
            {name: str(text) for name, text in asdict(each).items()} for each in signatures
        ],
        "data": data or {},
    }


def _table(table: Table) -> dict:
    return {
        "heading": str(table.heading),
        "columns": [str(column) for column in table.columns],
        "rows": [[_cell(value) for value in row] for row in table.rows],
        "total": [_cell(value) for value in table.total],
    }


def _cell(value: Cell) -> Cell:
    """Whole numbers stay numbers, lazy texts become text; a float or a day is a mistake."""
    if isinstance(value, bool | float | datetime.date):
        raise ValueError(f"{value!r} on a paper: write it out as it is to be read.")
    return value if isinstance(value, int) else str(value)


def canonical(content: dict) -> str:
    """The same text for the same content, so that a digest can be made again anywhere."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest_of(kind: str, number: str, date: str, code: str, text: str) -> str:
    """The seal of a paper, as the database makes it when it is signed; `date` is 2026-11-24."""
    return hashlib.sha256("\n".join([kind, number, date, code, text]).encode()).hexdigest()


def is_unchanged(paper: Paper) -> bool:
    """Whether the seal still fits what the paper says."""
    said = (paper.kind, paper.number, paper.date.isoformat(), paper.code, paper.text)
    return digest_of(*said) == paper.digest


def read_code(typed: str) -> str:
    """K7PX-32QM, however it is typed; empty where it can be no code."""
    letters = "".join(letter for letter in typed.upper() if letter in ALPHABET)
    return f"{letters[:4]}-{letters[4:]}" if len(letters) == 8 else ""


def issue(
    kind: str,
    *,
    office: Region,
    content: dict,
    date: datetime.date,
    group: Group | None = None,
    supersedes: Paper | None = None,
    by: User,
) -> Paper:
    """Sign a paper of a district's office; what is on its letterhead today is frozen with it.

    Called in the transaction of the act it stands for: no act, no number, so none is skipped.
    """
    letterhead, _made = Letterhead.objects.get_or_create(
        office=office, defaults={"name": f"Dinas Sosial {office.name}", "place": office.name}
    )
    head = {
        "name": letterhead.name,
        "address": letterhead.address,
        "place": letterhead.place,
        "check": f"{settings.SITE_ADDRESS}/check/",
    }
    paper = Paper.objects.create(
        kind=kind,
        office=office,
        group=group,
        date=date,
        text=canonical(content | {"office": head}),
        supersedes=supersedes,
        by=by,
    )
    paper.refresh_from_db()  # number and digest are the database's
    return paper


@official
def pdf(paper: Paper) -> bytes:
    """The paper as PDF/A, made of its frozen text: the same bytes whenever it is printed."""
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
    return printer.pdf(TEMPLATE, data, at=paper.at)


def _written(value: Cell) -> str:
    return rupiah(value) if isinstance(value, int) else value


def _aligned(table: dict) -> dict:
    """Each column with its place and width, each cell as it is read."""
    columns = [
        _column(heading, [row[place] for row in table["rows"]])
        for place, heading in enumerate(table["columns"])
    ]
    if not any(column["share"] for column in columns):
        columns[0]["share"] = 1

    def cells(row):
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


def _column(heading: str, values: list[Cell]) -> dict:
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
