"""The agreement (NPHD) between an office and a group, as an office writes it (domain.md §11d)."""

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import Region
from foundation.formatting import date_in_words, day, rupiah, terbilang
from papers.content import Signature, Table, content, official
from papers.office import head_signature
from papers.parts import Part, annex, clause, heading, pairs, texts
from papers.wording import filled


@dataclass(frozen=True)
class AgreementSays:
    """What differs from agreement to agreement."""

    group: str
    seat: str  # village and subdistrict
    chair: str
    program: str
    decree: str
    decree_date: datetime.date
    amount: int
    account: str
    report_days: int
    plan: Table
    data: dict[str, Any]


@official
def agreement_of(
    says: AgreementSays,
    *,
    office: Region,
    head: Any,
    words: dict[str, str],
    date: datetime.date,
    by: Any,
) -> dict[str, Any]:
    """The agreement with its articles; the budget plan is its annex."""
    signs = head_signature(office, date, by)
    return content(
        title=_("Agreement on social aid"),
        about=says.group,
        tables=[says.plan],
        amount=says.amount,
        signatures=[
            Signature(
                _("SECOND PARTY,"),
                says.chair,
                _("Chair of %(group)s") % {"group": says.group},
                stamp=True,
            ),
            Signature(_("FIRST PARTY,"), signs.name, signs.role, signs.rank, signs.nip),
            Signature(_("Witness 1,")),
            Signature(_("Witness 2,")),
        ],
        parts=[
            heading(
                _("AGREEMENT ON SOCIAL AID"),
                _("BETWEEN %(office)s AND %(group)s")
                % {"office": str(head.name).upper(), "group": says.group.upper()},
                number=_("Number of the first party: %(number)s"),
            ),
            texts(
                _("Number of the second party: ...................................."),
                _("On this day %(day)s, the undersigned:") % {"day": date_in_words(date)},
            ),
            *_parties(says, head, signs),
            *_articles(says, words),
            "signatures",
            annex(_("BUDGET PLAN"), _("ANNEX OF THE AGREEMENT"), says.group),
            "tables",
        ],
        data=says.data,
    )


def _parties(says: AgreementSays, head: Any, signs: Signature) -> list[Part]:
    first = _(
        "acting for and on behalf of %(office)s, from here on FIRST PARTY, which gives the aid."
    )
    second = _(
        "acting for and on behalf of %(group)s, from here on SECOND PARTY, which receives the aid."
    )
    return [
        pairs(
            (_("Name"), signs.name or "–"),
            (_("NIP"), signs.nip or "–"),
            (_("Post"), str(signs.role)),
            (_("Address"), head.address or "–"),
        ),
        texts(first % {"office": head.name}),
        pairs(
            (_("Name"), says.chair),
            (_("NIK"), "................................................"),  # by hand
            (_("Post"), _("Chair of %(group)s") % {"group": says.group}),
            (_("Address"), says.seat),
        ),
        texts(
            second % {"group": says.group},
            _("Both parties agree on the following:"),
        ),
    ]


def _articles(says: AgreementSays, words: dict[str, str]) -> list[Part]:
    """The articles of the office's words, each begun by a line with #."""
    lines = filled(
        words["clauses"],
        sk=says.decree,
        tanggal_sk=day(says.decree_date),
        program=says.program,
        bantuan=rupiah(says.amount),
        terbilang=terbilang(says.amount),
        rekening=says.account,
        hari_laporan=str(says.report_days),
    )
    return articles(lines)


def articles(lines: Iterable[str]) -> list[Part]:
    """Articles, each begun by a line with # and its heading."""
    found: list[tuple[str, list[str]]] = []
    for line in lines:
        if line.startswith("#") or not found:
            found.append((re.sub(r"^#+\s*", "", line), []))
        else:
            found[-1][1].append(line)
    return [
        clause(_("Article %(number)s") % {"number": number}, title.upper(), points or [title])
        for number, (title, points) in enumerate(found, 1)
    ]
