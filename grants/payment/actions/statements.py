"""Import bank statements; idempotent by file and by line."""

import datetime
import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from foundation.formatting import day
from foundation.rules import RuleBroken, refusals_in_words
from grants.payment.models import BankFile, FileWithdrawal, OfficeAccount, StatementLine
from grants.payment.reports.bank_files import doubtful_lines
from grants.payment.rules.files import line_is_settled, require_its_bank, require_withdrawable
from grants.payment.rules.statement_joins import TABLE, gaps_beside, kind_of, require_one_history
from grants.payment.statements.amounts import written
from grants.payment.statements.combining import Combined, combine, same_lines
from grants.payment.statements.lines import (
    Gap,
    LeftOut,
    Line,
    Proof,
    Refused,
    Statement,
    same_account,
)
from grants.payment.statements.reading import read

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
    *,
    account: OfficeAccount,
    name: str,
    content: bytes,
    spent: Decimal | None = None,
    earned: Decimal | None = None,
    today: datetime.date,
    by: User,
) -> Imported:
    """Store a statement and those of its lines not imported before.

    The same file twice adds nothing; a file with any unreadable part is refused. `spent` and
    `earned` are the sums on the bank's paper, needed where a table gives no balances.
    """
    locked = OfficeAccount.objects.select_for_update().get(pk=account.pk)  # one import at a time
    if locked.removed or not locked.is_confirmed:
        raise RuleBroken(
            _("Nobody confirmed this account yet. Ask another cashier."), field="account"
        )
    digest = hashlib.sha256(content).hexdigest()
    if first := account.files.in_force().filter(digest=digest).first():
        return Imported(first, 0, first.lines.as_imported().count())
    statements = _read(account, name, content, today)
    require_its_bank(account, statements)
    whole = combine(statements)
    _require_sums(whole, statements, spent, earned)
    known = _known(account, whole)
    pairs = _pairs(whole, known)
    file = _file(account, name, content, digest, whole, by)
    file.version += account.files.filter(digest=digest).count()
    _leave_out(file, whole, pairs, known)
    file.gaps = [_stored(gap) for gap in [*whole.gaps, *gaps_beside(account, whole)]]
    with refusals_in_words():
        file.save(force_insert=True)
        new = _add_lines(file, whole, pairs, known)
    return Imported(file, new, len(whole.lines) - new)


@transaction.atomic
def withdraw_statement(*, file: BankFile, reason: str, by: User) -> FileWithdrawal:
    """Take an import back while none of its lines is settled; the same file may be sent again.

    Who made a payment hides no line that says it was paid twice: another cashier takes it back.
    """
    require_withdrawable(file, doubtful_lines(file), by)
    with refusals_in_words(
        grants_filewithdrawal_unsettled=line_is_settled(),
        grants_filewithdrawal_latest_first=_("A file of the same days came a moment ago."),
    ):
        return FileWithdrawal.objects.create(file=file, reason=reason, by=by)


def _read(
    account: OfficeAccount, name: str, content: bytes, today: datetime.date
) -> list[Statement]:
    """The statements of the account in the file; raises RuleBroken for invalid ones."""
    if len(content) > LARGEST:
        raise Refused(_("It is larger than 10 MB. Take a shorter time."))
    statements = read(
        content,
        account=account.number,
        profiles=account.profiles,
        guessing=False,
        latest=today,
        file=name,
    )
    for statement in statements:
        if statement.account and not same_account(statement.account, account.number):
            raise RuleBroken(
                _("This is the statement of account %(other)s. Choose that account.")
                % {"other": statement.account},
                field="file",
            )
        for line in statement.lines:
            if line.date < EARLIEST:
                words = {"day": day(line.date)}
                raise Refused(_("A line is of %(day)s. Look at the days.") % words, line.row)
    return statements


def _require_sums(
    whole: Combined,
    statements: Iterable[Statement],
    spent: Decimal | None,
    earned: Decimal | None,
) -> None:
    """Require what proves that nothing is missing: balances, or sums that the cashier compared."""
    if all(statement.proof != Proof.NONE for statement in statements):
        return
    out = -sum((line.amount for line in whole.lines if line.amount < 0), Decimal())
    into = sum((line.amount for line in whole.lines if line.amount > 0), Decimal())
    if spent is None or earned is None:
        raise RuleBroken(
            _(
                "This file gives no balances. By its lines %(out)s went out and %(in)s came in. "
                "Compare with the bank's paper, and type both sums."
            )
            % {"out": written(out), "in": written(into)},
            field="spent",
        )
    for field, typed, found in (("spent", spent, out), ("earned", earned, into)):
        if typed != found:
            raise RuleBroken(
                _("The lines come to %(found)s, you typed %(typed)s. A line is missing or wrong.")
                % {"found": written(found), "typed": written(typed)},
                field=field,
            )


def _known(account: OfficeAccount, whole: Combined) -> list[StatementLine]:
    """The lines of these days that were imported before, in their order."""
    days = {line.date for line in whole.lines}
    rows = account.lines.in_force().as_imported().filter(date__in=days).select_related("file")
    return list(rows.order_by("date", "file_id", "place"))


def _pairs(whole: Combined, known: Sequence[StatementLine]) -> list[int | None]:
    """For each line the known one that it is; raises RuleBroken where that is not certain."""
    read_before = [line.as_read for line in known]
    kinds = {kind_of(line.file) for line in known}
    same_kind = kinds <= {whole.bank} or (whole.bank != "MT940" and kinds <= {whole.bank, TABLE})
    pairs = same_lines(read_before, whole.lines, same_kind=same_kind)
    require_one_history(whole, known, pairs, same_kind=same_kind)
    return pairs


def _file(
    account: OfficeAccount, name: str, content: bytes, digest: str, whole: Combined, by: User
) -> BankFile:
    if whole.first_on is None or whole.last_on is None:
        raise Refused(_("It has no lines."))
    return BankFile(
        account=account,
        name=name[-200:],
        digest=digest,
        content=content,
        first_on=whole.first_on,
        last_on=whole.last_on,
        read_as=whole.bank[:60],
        opening=whole.opening,
        closing=whole.closing,
        by=by,
    )


def _leave_out(
    file: BankFile,
    whole: Combined,
    pairs: Sequence[int | None],
    known: Sequence[StatementLine],
) -> None:
    """List the rows that become no line of this file."""
    again = [
        LeftOut(line.row, _("Here already, from %(file)s") % {"file": known[place].file})
        for line, place in zip(whole.lines, pairs, strict=True)
        if place is not None
    ]
    rows = sorted([*whole.left_out, *again], key=lambda each: each.row)
    file.left_out = [{"row": each.row, "why": each.why[:200]} for each in rows]


def _stored(gap: Gap) -> dict[str, str]:
    return {name: str(value) for name, value in asdict(gap).items()}


def _add_lines(
    file: BankFile,
    whole: Combined,
    pairs: Sequence[int | None],
    known: Sequence[StatementLine],
) -> int:
    """Save the lines that are not known. Lines taken back before keep their fingerprints."""
    seen = Counter(_said(line.as_read) for line in known)
    withdrawn = file.account.files.exclude(withdrawal=None).count()
    salt = f"|{withdrawn}" if withdrawn else ""
    rows = []
    for place, (line, other) in enumerate(zip(whole.lines, pairs, strict=True), start=1):
        if other is None:
            said = _said(line)
            seen[said] += 1
            digest = hashlib.sha256(f"{said}|{seen[said]}{salt}".encode()).hexdigest()
            rows.append(_row(file, place, line, digest))
    StatementLine.objects.bulk_create(rows, batch_size=LINES_AT_ONCE)
    return len(rows)


def _said(line: Line) -> str:
    """What identifies a line, beside its number among alike ones."""
    said = [line.date, line.amount, line.balance, line.page, line.reference, line.counter_account]
    return "|".join([*map(str, said), re.sub(r"\W", "", line.text).upper()])


def _row(file: BankFile, place: int, line: Line, fingerprint: str) -> StatementLine:
    amount = int(line.amount)
    return StatementLine(
        file=file,
        account=file.account,
        place=place,
        date=line.date,
        amount=amount,
        sen=int((line.amount - amount) * 100),
        balance=line.balance,
        page=line.page[:20],
        reference=line.reference[:100],
        counter_account=line.counter_account[:30],
        counter_name=line.counter_name[:100],
        text=line.text[:500],
        fingerprint=fingerprint,
    )
