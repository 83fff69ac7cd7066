"""Import bank statements; idempotent by file and by line."""

import datetime
import hashlib
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from foundation.formatting import day
from foundation.rules import RuleBroken, refusals_in_words
from grants.payment.bank_files import BankLine, fingerprints, is_mt940, read_mt940, unreadable
from grants.payment.bank_tables import read_table
from grants.payment.models import BankFile, OfficeAccount, StatementLine

LARGEST = 10_000_000  # bytes
EARLIEST = datetime.date(2000, 1, 1)
LINES_AT_ONCE = 1_000


@dataclass(frozen=True)
class Imported:
    """The stored file, and how many of its lines are new or already known."""

    file: BankFile
    new: int
    known: int


@transaction.atomic
def import_statement(
    *, account: OfficeAccount, name: str, content: bytes, today: datetime.date, by: User
) -> Imported:
    """Store a statement and those of its lines not imported before.

    The same file twice adds nothing; a file with any unreadable part is refused.
    """
    digest = hashlib.sha256(content).hexdigest()
    if first := account.files.filter(digest=digest).first():
        return Imported(first, 0, first.lines.count())
    lines = _read(account, content, today)
    prints = fingerprints(lines)
    days = [line.date for line in lines]
    _require_kind_of_file(account, content, min(days), max(days))
    with refusals_in_words():
        file = BankFile.objects.create(
            account=account,
            name=name[-200:],
            digest=digest,
            content=content,
            first_on=min(days),
            last_on=max(days),
            by=by,
        )
    StatementLine.objects.bulk_create(
        [
            _row(file, place, line, fingerprint)
            for place, (line, fingerprint) in enumerate(zip(lines, prints, strict=True), start=1)
        ],
        batch_size=LINES_AT_ONCE,
        ignore_conflicts=True,
    )
    new = file.lines.count()
    return Imported(file, new, len(lines) - new)


def _read(account: OfficeAccount, content: bytes, today: datetime.date) -> list[BankLine]:
    """The lines of the file, MT940 or a table; raises RuleBroken for invalid ones."""
    if not content.strip():
        raise unreadable(_("It is empty."))
    if len(content) > LARGEST:
        raise unreadable(_("It is larger than 10 MB. Take a shorter time."))
    if is_mt940(content):
        lines = read_mt940(content, account)
    elif account.columns:
        lines = read_table(content, account.columns)
    else:
        raise RuleBroken(
            _("Say first which column is what in the tables of this bank."), field="file"
        )
    if not lines:
        raise unreadable(_("It has no lines."))
    if wrong := [line.date for line in lines if not EARLIEST <= line.date <= today]:
        raise unreadable(_("A line is of %(day)s. Look at the days.") % {"day": day(wrong[0])})
    return lines


def _row(file: BankFile, place: int, line: BankLine, fingerprint: str) -> StatementLine:
    return StatementLine(
        file=file,
        account=file.account,
        place=place,
        date=line.date,
        amount=line.amount,
        reference=line.reference[:40],
        counter_account=line.counter_account[:30],
        counter_name=line.counter_name[:100],
        text=line.text[:500],
        fingerprint=fingerprint,
    )


def _require_kind_of_file(
    account: OfficeAccount, content: bytes, first: datetime.date, last: datetime.date
) -> None:
    """Require one file format a day: fingerprints differ by format, so lines would be doubled."""
    kind = is_mt940(content)
    for other in account.files.filter(first_on__lte=last, last_on__gte=first):
        if is_mt940(bytes(other.content)) != kind:
            raise RuleBroken(
                _(
                    "The days %(first)s to %(last)s came in a file of another kind, %(name)s. "
                    "Send the same kind of file for these days."
                )
                % {"first": day(other.first_on), "last": day(other.last_on), "name": other.name},
                field="file",
            )
