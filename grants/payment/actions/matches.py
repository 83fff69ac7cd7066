"""A line of the statement is matched with what it is; the ledger posts in the same moment."""

import datetime
from collections.abc import Iterable

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.duties import require_apart
from accounts.models import User
from finance import ledger
from finance.ledger import BookKey, Posting
from finance.models import Book, Entry
from finance.rules.money import require_enough, require_open_month
from foundation.formatting import rupiah
from foundation.rules import RuleBroken, refusals_in_words
from grants.payment.models import (
    BankMovement,
    LineNote,
    Match,
    MatchKind,
    StatementLine,
    Transfer,
)
from grants.payment.papers.bank_minutes import return_minutes
from grants.payment.reports.statement_lines import (
    Choice,
    Reason,
    Suggestion,
    choice,
    suggestions,
)
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
    """Confirm what a line is: a payment that arrived, one that came back, or a refund.

    What it is was read from the statement (`reports.statement_lines`), by the sum of all lines of
    the payment. `reason` says why, where reference, amount and account do not say it themselves.
    """
    ledger.lock(paid.group)
    _require_free(line, paid)
    if paid.district_id != line.account.office_id:
        raise RuleBroken(_("This payment is of another district."))
    told = choice(line, paid)  # read again, now that nobody else may match it
    if told.names_other:
        raise RuleBroken(_("This line names another payment."))
    require_apart("match", by=by, **paid.duty_cases)
    kind = _require_match(told)
    if not reason.strip() and not told.is_exact:
        raise RuleBroken(_("Write how you know that this line is it."), field="reason")
    return _settle(line, paid, kind, reason=reason.strip(), today=today, by=by)


@transaction.atomic
def match_exact(
    *, lines: Iterable[StatementLine], today: datetime.date, by: User
) -> tuple[list[Match], list[tuple[Suggestion, str]]]:
    """Confirm many lines at once, as far as each is still exact. Returns the matches, and what
    could not be matched with the reason."""
    lines = list(lines)
    chosen = {line.pk for line in lines}
    accounts = {line.account_id for line in lines}
    rows = StatementLine.objects.open().filter(account__in=accounts)
    groups = {row.group.pk: row.group for row in _exact(rows, chosen) if row.group}
    for pk in sorted(groups):
        ledger.lock(groups[pk])  # all of them first, in order: nobody waits in a circle
    matches, left = [], []
    again = _exact(rows, chosen)  # read anew, now that nobody else may match them
    for row in sorted(again, key=lambda row: row.reason != Reason.RETURNED):  # papers first, always
        try:
            with transaction.atomic():
                matches.append(_confirm(row, today=today, by=by))
        except RuleBroken as rule:
            left.append((row, str(rule)))
    return matches, left


def _exact(rows: QuerySet[StatementLine], chosen: set[int]) -> list[Suggestion]:
    return [row for row in suggestions(rows) if row.line.pk in chosen and row.is_exact]


def _confirm(row: Suggestion, *, today: datetime.date, by: User) -> Match:
    assert row.paid is not None  # it is exact
    assert row.reason is not None
    assert row.reason.kind is not None
    require_apart("match", by=by, **row.paid.duty_cases)
    return _settle(row.line, row.paid, row.reason.kind, today=today, by=by)


def _settle(
    line: StatementLine,
    paid: BankMovement,
    kind: MatchKind,
    *,
    reason: str = "",
    today: datetime.date,
    by: User,
) -> Match:
    """Post, write the paper of a return, and tie the line; all or nothing. The group is locked."""
    entry = _post(line, paid, kind, today=today, by=by)
    paper = None
    if kind == MatchKind.RETURNED:
        assert isinstance(paid, Transfer)  # a refund is never returned
        paper = issue_paper(
            Paper.Kind.BANK,
            office=line.account.office,
            content=return_minutes(line, paid, by),
            date=today,
            group=paid.group,
            by=by,
        )
    with refusals_in_words():
        return Match.objects.create(
            line=line, kind=kind, entry_id=entry, reason=reason, paper=paper, by=by,
            **{paid.match_field: paid},
        )  # fmt: skip


def _post(
    line: StatementLine, paid: BankMovement, kind: MatchKind, *, today: datetime.date, by: User
) -> int | None:
    """bank ◀ grant as it arrived (E14), its reversal (S4), or grant ◀ bank (E18)."""
    group = paid.group
    if kind == MatchKind.RETURNED:
        assert isinstance(paid, Transfer)  # a refund is never returned
        return _reverse_arrival(paid, today=today, by=by)
    books = ledger.books(group, [BANK, GRANT])
    bank, grant = books[BANK], books[GRANT]
    if kind == MatchKind.ARRIVED:
        posting = Posting(bank, grant, paid.amount)
    else:
        posting = Posting(grant, bank, paid.amount)
        require_enough([posting])
    date = _open_day(group, line.date, today)
    (entry,) = ledger.post_many([posting], group=group, date=date, by=by)
    return entry


def _reverse_arrival(transfer: Transfer, *, today: datetime.date, by: User) -> int | None:
    """The mirror of the entry as it arrived; none where it never did."""
    arrived = Entry.objects.filter(
        grant_match__transfer=transfer, grant_match__kind=MatchKind.ARRIVED
    ).select_related("group", "debit", "credit").first()  # fmt: skip
    if arrived is None:
        return None
    reason = _("Returned by the bank, %(reference)s") % {"reference": transfer.reference}
    require_enough([Posting(arrived.credit, arrived.debit, arrived.amount)], correction=True)
    (entry,) = ledger.reverse([arrived], date=today, reason=reason, by=by)
    return entry


def _open_day(group: Group, date: datetime.date, today: datetime.date) -> datetime.date:
    """The bank's day, or today where the group's month is closed by now."""
    try:
        require_open_month(group, date)
    except RuleBroken:
        return today
    return date


def _require_free(line: StatementLine, paid: BankMovement) -> None:
    """Not matched, and not explained as a line of another payment."""
    if Match.objects.filter(line=line).exists():
        raise RuleBroken(_("This line is matched already."))
    note = LineNote.objects.filter(line=line).exclude(transfer=None).first()
    if note and note.paid != paid:
        raise RuleBroken(_("This line was explained as one of another payment."))


def _require_match(told: Choice) -> MatchKind:
    """What the line is, as it was read; raises RuleBroken where it is not this payment."""
    if told.paid.is_cancelled:
        raise RuleBroken(_("This refund was taken back. Choose another one."))
    if told.is_matched:
        is_refund = told.paid.match_field == "refund"
        raise RuleBroken(
            _("This refund is matched already.")
            if is_refund
            else _("This payment is matched already.")
        )
    if told.kind is None:
        raise RuleBroken(
            _("The amount is not that of the payment: %(line)s, not %(paid)s. Explain the line.")
            % {"line": rupiah(abs(told.total)), "paid": rupiah(told.paid.amount)}
        )
    if told.went_elsewhere:
        raise RuleBroken(_("The bank paid into another account. Explain the line."))
    return told.kind
