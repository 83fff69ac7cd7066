"""Match statement lines with payments and refunds, posting to the ledger in one transaction."""

import datetime
import hashlib
from collections.abc import Callable, Iterable

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from accounts.duties import require_apart
from accounts.models import User
from finance import ledger
from finance.ledger import BookKey, Posting
from finance.models import Book, Entry
from finance.rules.enough import require_enough
from finance.rules.money import require_open_month
from foundation.batches import Batch, act_on_each
from foundation.formatting import rupiah
from foundation.rules import RuleBroken, refusals_in_words
from grants.payment.models import (
    BankMovement,
    LineNote,
    Match,
    MatchKind,
    StatementLine,
    Transfer,
    UndoneMatch,
)
from grants.payment.papers.bank_minutes import return_minutes
from grants.payment.reports.statement_lines import choice, suggestions
from grants.payment.reports.suggestions import (
    Choice,
    Suggestion,
    exact_rows,
    named_rows,
)
from grants.payment.rules.bulk import require_bulk, require_unmatched, taken_back
from grants.payment.rules.undoing import require_unspent
from groups.models import Group
from papers.actions import issue_paper
from papers.models import Paper

BANK, GRANT = BookKey(Book.Kind.BANK), BookKey(Book.Kind.GRANT)


@transaction.atomic
def match_line(
    *,
    line: StatementLine,
    paid: BankMovement,
    reason: str = "",
    today: datetime.date,
    by: User,
) -> Match:
    """Match a line as a payment that arrived, one that was returned, or a refund.

    The kind of match is read from the statement (`reports.statement_lines`), by the sum of all
    lines of the payment. `reason` is required unless reference, amount and account all agree.
    """
    ledger.lock(paid.group)
    _require_free(line, paid)
    if paid.district_id != line.account.office_id:
        raise RuleBroken(_("This payment is of another district."))
    found = choice(line, paid)  # read again under the lock
    if found.names_other:
        raise RuleBroken(_("This line names another payment."))
    require_apart("match", by=by, **paid.duty_cases)
    kind = _require_match(found)
    if not reason.strip() and not found.is_exact:
        raise RuleBroken(_("Write how you know that this line is it."), field="reason")
    return _settle(line, paid, kind, reason=reason.strip(), today=today, by=by)


@transaction.atomic
def match_exact(
    *, lines: Iterable[StatementLine], today: datetime.date, by: User
) -> Batch[Suggestion, Match]:
    """Match those lines that are still exact."""
    return _match_many(lines, exact_rows, today=today, by=by)


@transaction.atomic
def match_named(
    *, lines: Iterable[StatementLine], reason: str, today: datetime.date, by: User
) -> Batch[Suggestion, Match]:
    """Match lines whose reference and amount agree, while the bank does not say the account.

    `reason` says how one knows, once for all of them.
    """
    if not reason.strip():
        raise RuleBroken(_("Write how you know that these lines are it."), field="reason")
    return _match_many(lines, named_rows, reason=reason.strip(), today=today, by=by)


def _match_many(
    lines: Iterable[StatementLine],
    agreeing: Callable[[Iterable[Suggestion]], list[Suggestion]],
    *,
    reason: str = "",
    today: datetime.date,
    by: User,
) -> Batch[Suggestion, Match]:
    lines = list(lines)
    chosen = {line.pk for line in lines}
    accounts = {line.account_id for line in lines}
    rows = StatementLine.objects.open().filter(account__in=accounts)

    def read() -> list[Suggestion]:
        return [row for row in agreeing(suggestions(rows)) if row.line.pk in chosen]

    groups = {row.group.pk: row.group for row in read() if row.group}
    for pk in sorted(groups):
        ledger.lock(groups[pk])  # all of them first, in order, to avoid deadlocks
    # Returns first: they issue papers, whose locks are taken first everywhere.
    again = sorted(read(), key=lambda row: row.kind != MatchKind.RETURNED)
    return act_on_each(again, lambda row: _confirm(row, reason=reason, today=today, by=by))


def _confirm(row: Suggestion, *, reason: str, today: datetime.date, by: User) -> Match:
    assert row.paid is not None  # lines that agree name their payment
    assert row.kind is not None
    require_apart("match", by=by, **row.paid.duty_cases)
    return _settle(row.line, row.paid, row.kind, reason=reason, today=today, by=by)


@transaction.atomic
def match_bulk(
    *,
    line: StatementLine,
    transfers: Iterable[Transfer],
    reason: str = "",
    today: datetime.date,
    by: User,
) -> list[Match]:
    """Divide a line among the payments of one order that it is for, and match each part.

    What is left over is a fee within the line, which `reason` explains.
    """
    chosen = sorted(transfers, key=lambda row: row.group.pk)
    for transfer in chosen:
        ledger.lock(transfer.group)  # in order, to avoid deadlocks
    left = require_bulk(line, chosen, reason.strip())
    for transfer in chosen:
        require_apart("match", by=by, **transfer.duty_cases)
    matches = [
        _settle(
            _part(line, number, -transfer.amount),
            transfer,
            MatchKind.ARRIVED,
            reason=reason.strip(),
            today=today,
            by=by,
        )
        for number, transfer in enumerate(chosen, start=1)
    ]
    if left:
        fee = _part(line, len(chosen) + 1, -left)
        kind = LineNote.Kind.UNRELATED
        LineNote.objects.create(line=fee, kind=kind, explanation=reason.strip(), by=by)
    return matches


def _part(line: StatementLine, number: int, amount: int) -> StatementLine:
    with refusals_in_words():
        return StatementLine.objects.create(
            file=line.file,
            account=line.account,
            part_of=line,
            place=line.place,
            date=line.date,
            amount=amount,
            reference=line.reference,
            text=line.text,
            fingerprint=hashlib.sha256(f"{line.fingerprint}|{number}".encode()).hexdigest(),
        )


def _settle(
    line: StatementLine,
    paid: BankMovement,
    kind: MatchKind,
    *,
    reason: str = "",
    today: datetime.date,
    by: User,
) -> Match:
    """Post, issue the minutes of a return and save the match. The group must be locked."""
    entry = _post(line, paid, kind, today=today, by=by)
    paper = None
    if kind == MatchKind.RETURNED:
        assert isinstance(paid, Transfer)  # a refund is never returned
        paper = issue_paper(
            Paper.Kind.BANK,
            office=line.account.office,
            content=return_minutes(line, paid, today, by),
            date=today,
            group=paid.group,
            by=by,
        )
    with refusals_in_words(grants_line_of_a_file_in_force=taken_back()):
        return Match.objects.create(
            line=line,
            kind=kind,
            entry_id=entry,
            reason=reason,
            paper=paper,
            by=by,
            **{paid.match_field: paid},
        )


def _post(
    line: StatementLine, paid: BankMovement, kind: MatchKind, *, today: datetime.date, by: User
) -> int | None:
    """Post the arrival (bank ◀ grant, E14), its reversal (S4) or the refund (grant ◀ bank, E18)."""
    group = paid.group
    if kind == MatchKind.RETURNED:
        assert isinstance(paid, Transfer)  # a refund is never returned
        return _reverse_arrival(paid, today=today, by=by)
    date = _open_day(group, max(line.date, _undone_on(paid) or line.date), today)
    books = ledger.books(group, [BANK, GRANT])
    bank, grant = books[BANK], books[GRANT]
    if kind == MatchKind.ARRIVED:
        posting = Posting(bank, grant, paid.amount)
    else:
        posting = Posting(grant, bank, paid.amount)
        require_enough([posting], since=date)
    (entry,) = ledger.post_many([posting], group=group, date=date, by=by)
    return entry


def _reverse_arrival(transfer: Transfer, *, today: datetime.date, by: User) -> int | None:
    """Reverse the entry of the arrival; None if the payment never arrived."""
    arrived = (
        Entry.objects.filter(grant_match__transfer=transfer, grant_match__kind=MatchKind.ARRIVED)
        .select_related("group", "debit", "credit")
        .first()
    )
    if arrived is None:
        return None
    reason = _("Returned by the bank, %(reference)s") % {"reference": transfer.reference}
    require_unspent(transfer)
    (entry,) = ledger.reverse([arrived], date=today, reason=reason, by=by)
    return entry


def _undone_on(paid: BankMovement) -> datetime.date | None:
    """The day of the last reversal of a wrong match: until then the money stood in the books."""
    undone = UndoneMatch.objects.filter(**{paid.match_field: paid})
    last: datetime.date | None = undone.aggregate(last=Max("reversal__date"))["last"]
    return last


def _open_day(group: Group, date: datetime.date, today: datetime.date) -> datetime.date:
    """The bank's day, or today if the group's month is already closed."""
    try:
        require_open_month(group, date)
    except RuleBroken:
        return today
    return date


def _require_free(line: StatementLine, paid: BankMovement) -> None:
    """Require a line neither matched nor explained as a line of another payment."""
    require_unmatched(line)
    note = LineNote.objects.filter(line=line).exclude(transfer=None).first()
    if note and note.paid != paid:
        raise RuleBroken(_("This line was explained as one of another payment."))


def _require_match(found: Choice) -> MatchKind:
    """The kind of match as read; raises RuleBroken if the line is not of this payment."""
    if found.paid.is_cancelled:
        raise RuleBroken(_("This refund was taken back. Choose another one."))
    if isinstance(found.paid, Transfer) and found.paid.is_lost:
        raise RuleBroken(_("This payment was declared lost. Explain the line."))
    if found.is_matched:
        is_refund = found.paid.match_field == "refund"
        raise RuleBroken(
            _("This refund is matched already.")
            if is_refund
            else _("This payment is matched already.")
        )
    if found.kind is None:
        raise RuleBroken(
            _("The amount is not that of the payment: %(line)s, not %(paid)s. Explain the line.")
            % {"line": rupiah(abs(found.total)), "paid": rupiah(found.paid.amount)}
        )
    if found.went_elsewhere:
        raise RuleBroken(_("The bank paid into another account. Explain the line."))
    return found.kind
