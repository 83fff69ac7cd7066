"""A line of the statement is matched with what it is; the ledger posts in the same moment."""

import datetime
from collections.abc import Iterable

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from accounts.duties import require_apart
from accounts.models import User
from finance import ledger
from finance.ledger import Posting
from finance.models import Book, Entry
from finance.rules.money import require_enough, require_open_month
from foundation.formatting import rupiah
from foundation.rules import RuleBroken, refusals_in_words
from grants.payment.models import (
    LineNote,
    Match,
    Refund,
    RefundCancellation,
    StatementLine,
    Transfer,
)
from grants.payment.papers.bank_minutes import return_minutes
from grants.payment.reports.line_words import has_account, plain, words
from grants.payment.reports.statement_lines import (
    Reason,
    Suggestion,
    award_of,
    district_of,
    suggestions,
)
from groups.models import Group
from papers.actions import issue
from papers.models import Paper

Kind = Match.Kind
BOOKS = [(Book.Kind.BANK, None, ""), (Book.Kind.GRANT, None, "")]


@transaction.atomic
def match_line(
    *,
    line: StatementLine,
    paid: Transfer | Refund,
    reason: str = "",
    today: datetime.date,
    by: User,
) -> Match:
    """Confirm what a line is: a payment that arrived, one that came back, or a refund.

    Which of them is told by the sum of all lines of the payment. `reason` says why, where
    reference or account do not say it themselves.
    """
    group = group_of(paid)
    ledger.lock(group)
    check_free(line, paid)
    check_names_no_other(line, paid)
    if district_of(paid) != line.account.office_id:
        raise RuleBroken(_("This payment is of another district."))
    if isinstance(paid, Transfer):
        require_apart("match", by=by, disbursement=paid.disbursement)
    kind = kind_of(line, paid)
    check_account(line, paid, kind)
    if not reason.strip() and not says_itself(line, paid):
        raise RuleBroken(_("Write how you know that this line is it."), field="reason")
    return settle(line, paid, kind, reason=reason.strip(), today=today, by=by)


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
    groups = {row.group.pk: row.group for row in exact(rows, chosen)}
    for pk in sorted(groups):
        ledger.lock(groups[pk])  # all of them first, in order: nobody waits in a circle
    matches, left = [], []
    again = exact(rows, chosen)  # read anew, now that nobody else may match them
    for row in sorted(again, key=lambda row: row.reason != Reason.RETURNED):  # papers first, always
        try:
            with transaction.atomic():
                matches.append(confirm(row, today=today, by=by))
        except RuleBroken as rule:
            left.append((row, str(rule)))
    return matches, left


def exact(rows, chosen: set[int]) -> list[Suggestion]:
    return [row for row in suggestions(rows) if row.line.pk in chosen and row.is_exact]


def confirm(row: Suggestion, *, today: datetime.date, by: User) -> Match:
    if row.transfer:
        require_apart("match", by=by, disbursement=row.transfer.disbursement)
    kind = {Reason.ARRIVED: Kind.ARRIVED, Reason.RETURNED: Kind.RETURNED}.get(
        row.reason, Kind.REFUNDED
    )
    return settle(row.line, row.names_one, kind, today=today, by=by)


def settle(
    line: StatementLine,
    paid: Transfer | Refund,
    kind: str,
    *,
    reason: str = "",
    today: datetime.date,
    by: User,
) -> Match:
    """Post, write the paper of a return, and tie the line; all or nothing. The group is locked."""
    entry = post(line, paid, kind, today=today, by=by)
    paper = None
    if kind == Kind.RETURNED:
        paper = issue(
            Paper.Kind.BANK,
            office=line.account.office,
            content=return_minutes(line, paid, by),
            date=today,
            group=group_of(paid),
            by=by,
        )
    field = "refund" if isinstance(paid, Refund) else "transfer"
    with refusals_in_words():
        return Match.objects.create(
            line=line, kind=kind, entry_id=entry, reason=reason, paper=paper, by=by, **{field: paid}
        )


def post(
    line: StatementLine, paid: Transfer | Refund, kind: str, *, today: datetime.date, by: User
) -> int | None:
    """bank ◀ grant as it arrived (E14), its reversal (S4), or grant ◀ bank (E18)."""
    group = group_of(paid)
    if kind == Kind.RETURNED:
        return reverse_arrival(paid, today=today, by=by)
    books = ledger.books(group, BOOKS)  # in whatever order
    bank, grant = (books[key] for key in BOOKS)
    if kind == Kind.ARRIVED:
        posting = Posting(bank, grant, paid.amount)
    else:
        posting = Posting(grant, bank, paid.amount)
        require_enough([posting])
    date = open_day(group, line.date, today)
    (entry,) = ledger.post_many([posting], group=group, date=date, by=by)
    return entry


def reverse_arrival(transfer: Transfer, *, today: datetime.date, by: User) -> int | None:
    """The mirror of the entry as it arrived; none where it never did."""
    arrived = Entry.objects.filter(
        grant_match__transfer=transfer, grant_match__kind=Kind.ARRIVED
    ).select_related("group", "debit", "credit").first()  # fmt: skip
    if arrived is None:
        return None
    reason = _("Returned by the bank, %(reference)s") % {"reference": transfer.reference}
    require_enough([Posting(arrived.credit, arrived.debit, arrived.amount)], correction=True)
    (entry,) = ledger.reverse([arrived], date=today, reason=reason, by=by)
    return entry


def open_day(group: Group, date: datetime.date, today: datetime.date) -> datetime.date:
    """The bank's day, or today where the group's month is closed by now."""
    try:
        require_open_month(group, date)
    except RuleBroken:
        return today
    return date


def check_free(line: StatementLine, paid: Transfer | Refund) -> None:
    """Not matched, and not explained as a line of another payment."""
    if Match.objects.filter(line=line).exists():
        raise RuleBroken(_("This line is matched already."))
    note = LineNote.objects.filter(line=line).exclude(transfer=None).first()
    if note and note.transfer != paid:
        raise RuleBroken(_("This line was explained as one of another payment."))


def check_names_no_other(line: StatementLine, paid: Transfer | Refund) -> None:
    said = words(line)
    if plain(paid.reference) in said:
        return
    named = [rows.filter(reference__in=said) for rows in (Transfer.objects, Refund.objects)]
    if any(rows.exists() for rows in named):
        raise RuleBroken(_("This line names another payment."))


def kind_of(line: StatementLine, paid: Transfer | Refund) -> str:
    """By what the bank paid in all, this line with those matched or explained before."""
    if isinstance(paid, Refund):
        if RefundCancellation.objects.filter(refund=paid).exists():
            raise RuleBroken(_("This refund was taken back. Choose another one."))
        if Match.objects.filter(refund=paid).exists():
            raise RuleBroken(_("This refund is matched already."))
        total, kinds = line.amount, {paid.amount: Kind.REFUNDED}
    else:
        total, kinds = total_with(line, paid), {-paid.amount: Kind.ARRIVED, 0: Kind.RETURNED}
    if total not in kinds:
        raise RuleBroken(
            _("The amount is not that of the payment: %(line)s, not %(paid)s. Explain the line.")
            % {"line": rupiah(abs(total)), "paid": rupiah(paid.amount)}
        )
    kind = kinds[total]
    if isinstance(paid, Transfer) and paid.matches.filter(kind=kind).exists():
        raise RuleBroken(_("This payment is matched already."))
    return kind


def total_with(line: StatementLine, transfer: Transfer) -> int:
    """What the bank paid: the lines matched to a payment or explained by it, and this one."""
    of = StatementLine.objects.filter(match__transfer=transfer) | StatementLine.objects.filter(
        note__transfer=transfer
    )
    told = StatementLine.objects.filter(pk__in=of.values("pk")).exclude(pk=line.pk)
    return line.amount + (told.aggregate(Sum("amount"))["amount__sum"] or 0)


def check_account(line: StatementLine, paid: Transfer | Refund, kind: str) -> None:
    """Money on another account has not arrived."""
    goes_out = kind == Kind.ARRIVED and line.amount < 0
    if goes_out and line.counter_account and not has_account(line, paid.account.number):
        raise RuleBroken(_("The bank paid into another account. Explain the line."))


def says_itself(line: StatementLine, paid: Transfer | Refund) -> bool:
    """Whether the line alone says what it is: reference, amount, and the account of a payment."""
    if plain(paid.reference) not in words(line) or abs(line.amount) != paid.amount:
        return False
    numbers = (
        [paid.account.number]
        if isinstance(paid, Transfer)
        else paid.award.group.bank_accounts.values_list("number", flat=True)
    )
    return any(has_account(line, number) for number in numbers)


def group_of(paid: Transfer | Refund) -> Group:
    return award_of(paid).group
