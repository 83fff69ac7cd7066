"""A file of a bank to statements: MT940 or a table, whatever its encoding."""

import datetime
from collections.abc import Iterable

from django.utils.translation import gettext as _

from foundation.rules import RuleBroken
from foundation.tables import decoded
from foundation.workbooks import Rows
from grants.payment.statements.files import tables
from grants.payment.statements.headings import Headings, Profile, find, find_by_words, score
from grants.payment.statements.lines import Proof, Refused, Statement
from grants.payment.statements.mt940 import is_mt940, read_mt940
from grants.payment.statements.table import read_table


def read(
    content: bytes,
    *,
    account: str = "",
    profiles: Iterable[Profile] = (),
    guessing: bool = True,
    latest: datetime.date | None = None,
    file: str = "",
) -> list[Statement]:
    """The statements of one account in a file; raises Refused where anything is not certain.

    Without `account` the file must be of one account. `profiles` are those of the account's own
    bank, which go before those that are shipped; `guessing` reads the table of an unknown bank by
    the usual words. Days after `latest` are refused.
    """
    if not content.strip():
        raise Refused(_("It is empty."))
    text = "" if content.startswith((b"PK", b"\xd0\xcf\x11\xe0")) else decoded(content)
    if is_mt940(text):
        statements = read_mt940(text, account)
        _require_past(statements, latest)
    else:
        statements = _of_tables(content, list(profiles), latest, guessing=guessing)
    for statement in statements:
        statement.file = file
    return statements


def headings_of(content: bytes, profiles: Iterable[Profile] = ()) -> list[Headings]:
    """The headings of each table in the file; by the usual words where no bank is recognised."""
    found = tables(content, score)
    known = [each for rows in found if (each := find(rows, profiles))]
    return known or [each for rows in found if (each := find_by_words(rows))]


def _of_tables(
    content: bytes, profiles: list[Profile], latest: datetime.date | None, *, guessing: bool
) -> list[Statement]:
    headings = headings_of(content, profiles)
    if not headings:
        raise Refused(_("It has no row of headings."))
    if not guessing and not all(each.profile.bank for each in headings):
        raise RuleBroken(
            _("This table has not the columns that were named for this bank. Name them anew.")
            if profiles
            else _("Say first which column is what in the tables of this bank."),
            field="file",
        )
    filled = [each for each in headings if _has_rows(each.rows, each.last_row)]
    return [read_table(each, latest) for each in filled or headings]


def _has_rows(rows: Rows, first: int) -> bool:
    return any(any(str(cell).strip() for cell in row) for row in rows[first:])


def _require_past(statements: list[Statement], latest: datetime.date | None) -> None:
    for statement in statements:
        for line in statement.lines:
            if latest and line.date > latest:
                raise Refused(_("A line is of a day to come."), line.row)


def require_proof(statements: Iterable[Statement]) -> None:
    for statement in statements:
        if statement.proof == Proof.NONE:
            raise Refused(_("It gives no balances, so nothing shows that it is whole."))
