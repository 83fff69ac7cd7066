"""Statement lines by what they wait for, and payments missing from statements."""

import datetime
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet

from accounts.models import User
from foundation.lists import OfficeList
from grants.payment.models import BankMovement, Match, Refund, StatementLine, Transfer
from grants.payment.models.bank import StatementLineQuerySet
from grants.payment.models.office_accounts import in_districts_of
from grants.payment.reports.line_words import plain, words
from grants.payment.reports.statement_lines import choice, suggestions
from grants.payment.reports.suggestions import Reason, Suggestion, exact_rows, named_rows

Kind = Match.Kind
MOST_CHOICES = 10
ABOUT = datetime.timedelta(days=366)  # how far a line may be from the payment it is about
SETTLED = (
    "account__office",
    "match__transfer__disbursement__award__group",
    "match__refund__award__group",
    "note__transfer__disbursement__award__group",
)


class StatementWorklist:
    """The open lines of some accounts, grouped by what is to be done."""

    def __init__(self, lines: "StatementLineQuerySet[Any]"):
        self.lines = lines

    @cached_property
    def open(self) -> list[Suggestion]:
        return suggestions(self.lines.open())

    @cached_property
    def exact(self) -> list[Suggestion]:
        return exact_rows(self.open)

    @cached_property
    def named(self) -> list[Suggestion]:
        """Of those that a person must decide: lines that lack only the account."""
        return named_rows(self.open)

    @cached_property
    def unknown(self) -> list[Suggestion]:
        return [row for row in self.open if row.reason == Reason.UNKNOWN]

    @cached_property
    def todo(self) -> list[Suggestion]:
        """Lines that a person must decide, oldest first."""
        return [row for row in self.open if not row.is_exact and row.reason != Reason.UNKNOWN]

    @property
    def aside(self) -> list[Suggestion]:
        """Lines that may be set aside together: those that name nothing, then those to look at."""
        looked = [row for row in self.open if row.reason and row.reason.asks_for_a_look]
        return [*self.unknown, *looked]

    def rows(self, show: str, typed: str = "") -> "list[Suggestion] | Settled":
        if show in ("matched", "explained"):
            return self.settled(show, typed)
        rows: list[Suggestion] = getattr(self, show)
        return [row for row in rows if says(row, typed.lower())] if typed else rows

    def settled(self, show: str, typed: str) -> "Settled":
        lines = (
            self.lines.exclude(match=None)
            if show == "matched"
            else self.lines.filter(match=None).exclude(note=None)
        )
        if typed:
            lines = lines.filter(
                Q(reference__icontains=typed)
                | Q(text__icontains=typed)
                | Q(counter_account__icontains=typed)
                | Q(counter_name__icontains=typed)
                | Q(match__transfer__disbursement__award__group__name__icontains=typed)
            )
        return Settled(lines.select_related(*SETTLED))

    def of(self, line: StatementLine) -> Suggestion | None:
        """The suggestion for an open line; None if it is settled."""
        return next((row for row in self.open if row.line.pk == line.pk), None)


class Settled:
    """Settled lines as suggestions, sliced lazily for pagination."""

    def __init__(self, lines: QuerySet[Any]):
        self.lines = lines

    def __len__(self) -> int:
        return self.lines.count()

    def __getitem__(self, part: slice) -> list[Suggestion]:
        return [settled(line) for line in self.lines[part]]

    def __iter__(self) -> Iterator[Suggestion]:
        return map(settled, self.lines.iterator(chunk_size=1_000))


def in_order(rows: list[Suggestion] | Settled, listed: OfficeList) -> list[Suggestion] | Settled:
    """The rows as asked: open lines are in memory, settled ones are not read yet."""
    if isinstance(rows, Settled):
        return Settled(listed.ordered(rows.lines))
    return listed.sorted(rows)


def settled(line: StatementLine) -> Suggestion:
    tied = getattr(line, "match", None) or line.note
    return Suggestion(line, None, tied.paid, settled=tied)


def says(row: Suggestion, typed: str) -> bool:
    line = row.line
    said = [
        line.reference,
        line.text,
        line.counter_account,
        line.counter_name,
        str(row.group or ""),
    ]
    return any(typed in each.lower() for each in said)


def choices_for(line: StatementLine, suggestion: Suggestion | None) -> list[BankMovement]:
    """The payments and refunds offered for a line: the one it names, else near ones, else open ones
    of the same amount."""
    if suggestion and suggestion.paid:
        return [suggestion.paid] if choice(line, suggestion.paid).may_be else []
    if suggestion and suggestion.near and suggestion.reason != Reason.PERHAPS_DOUBLE:
        return list(suggestion.near)
    own = Q(disbursement__award__round__district=line.account.office_id, amount=abs(line.amount))
    transfers = with_group(Transfer.objects.in_force().filter(own))
    if line.amount < 0:
        transfers = transfers.exclude(matches__kind=Kind.ARRIVED)
        return list(transfers.order_by("date", "pk")[:MOST_CHOICES])
    refunds = (
        Refund.objects.not_cancelled()
        .filter(award__round__district=line.account.office_id, amount=line.amount, match=None)
        .select_related("award__group", "award__round")
    )
    return [*refunds.order_by("date", "pk")[:MOST_CHOICES], *transfers[:MOST_CHOICES]]


class PaymentsAbout(NamedTuple):
    """The payments that a line to explain may be about."""

    likely: list[Transfer]
    others: list[Transfer]
    named: bool  # the line names a payment or a refund itself


def payments_about(line: StatementLine, suggestion: Suggestion | None) -> PaymentsAbout:
    """The payment that a line names, else those that resemble it and all others of its months."""
    if suggestion and suggestion.paid:
        return PaymentsAbout([suggestion.transfer] if suggestion.transfer else [], [], named=True)
    near = suggestion.near if suggestion else ()
    likely = [row for row in near if isinstance(row, Transfer)]
    others = Transfer.objects.filter(
        disbursement__award__round__district=line.account.office_id,
        date__range=(line.date - ABOUT, line.date + ABOUT),
    ).exclude(pk__in=[row.pk for row in likely])
    return PaymentsAbout(
        likely, list(with_group(others).order_by("disbursement__award__group__name", "pk")), False
    )


def bulk_choices(line: StatementLine) -> list[Transfer]:
    """The open payments that a line for several may be of, order by order."""
    waiting = Transfer.objects.awaiting_match().filter(
        disbursement__award__round__district=line.account.office_id
    )
    rows = with_group(waiting).select_related("disbursement__order__treasury")
    return list(rows.order_by("disbursement__order", "pk"))


def bulk_guess(line: StatementLine, choices: Iterable[Transfer]) -> list[Transfer]:
    """Those that the line is likely for: it names them, or they are all of one order."""
    rows = list(choices)
    said = set(words(line))
    if named := [row for row in rows if plain(row.reference) in said]:
        return named
    by_order: dict[int, list[Transfer]] = {}
    for row in rows:
        by_order.setdefault(row.disbursement.order_id, []).append(row)
    fits = (of for of in by_order.values() if sum(row.amount for row in of) == -line.amount)
    return next(fits, [])


def with_group(transfers: QuerySet[Any]) -> QuerySet[Any]:
    return transfers.select_related(
        "account", "disbursement__award__group", "disbursement__award__round"
    )


def of_the_payment(line: StatementLine, suggestion: Suggestion | None) -> list[StatementLine]:
    """Other lines of the same payment, already settled."""
    if line.parts.exists() or line.file.withdrawal_or_none:
        return []
    shown = suggestion or settled(line)
    if not shown.transfer:
        return []
    lines = StatementLine.objects.filter(
        Q(match__transfer=shown.transfer) | Q(note__transfer=shown.transfer)
    )
    return list(lines.exclude(pk=line.pk).select_related("match", "note__paper").order_by("date"))


def waiting_payments(user: User, verb: str, before: datetime.date) -> QuerySet[Any]:
    """Payments made before that day and not yet matched, oldest first."""
    return (
        with_group(Transfer.objects.awaiting_match().filter(date__lt=before))
        .filter(in_districts_of(user, verb, "disbursement__award__round__district"))
        .select_related("by")
        .order_by("date", "pk")
    )


ORDER = ("-date", "-pk")
