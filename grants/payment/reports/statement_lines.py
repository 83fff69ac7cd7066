"""Matching of statement lines with payments, and why other lines need a person.

A match is proposed only if reference, amount and account all agree. All lines of a payment are
read together, to recognize double, partial and returned payments.
"""

from collections import Counter, defaultdict
from functools import cached_property
from typing import Any

from django.db import models
from django.db.models import Q

from grants.payment.models import (
    BankMovement,
    LineNote,
    Match,
    MatchKind,
    Refund,
    StatementLine,
    Transfer,
)
from grants.payment.reports.amounts_of_ours import AmountsOfOurs
from grants.payment.reports.granted_groups import GrantedGroups, has_our_words, looks_like_reference
from grants.payment.reports.line_words import accounts, bare, less, plain, words
from grants.payment.reports.suggestions import Choice, PaymentLines, Reason, Suggestion, differs
from grants.payment.rules.references import is_reference


def suggestions(lines: models.QuerySet[Any]) -> list[Suggestion]:
    """Read each open line, oldest first. `lines` must be all open lines of their accounts, since
    the reading of a line depends on others that name the same payment."""
    rows = lines.select_related("account__office")
    return Reader(sorted(rows, key=lambda row: (row.date, row.pk))).read()


def choice(line: StatementLine, paid: BankMovement) -> Choice:
    """Read a line as that payment, considering all open lines of its account.

    An explained line may be chosen too; then its explanation is ignored.
    """
    rows = StatementLine.objects.open().filter(account=line.account_id) | (
        StatementLine.objects.filter(pk=line.pk)
    )
    return Reader(list(rows.select_related("account__office").order_by("date", "pk"))).choice(
        line, paid
    )


class Reader:
    """Compares lines with the payments of their districts, which it loads once."""

    def __init__(self, lines: list[StatementLine]):
        self.lines = lines
        offices = {line.account.office_id for line in lines}
        self.transfers = list(
            Transfer.objects.filter(disbursement__award__round__district__in=offices)
            .select_related("account", "disbursement__award__group", "disbursement__award__round")
            .select_related("lost")
            .order_by("pk")
        )
        refunds = Refund.objects.not_cancelled().filter(award__round__district__in=offices)
        self.refunds = list(
            refunds.select_related("award__group", "award__round").prefetch_related(
                "award__group__bank_accounts"
            )
        )
        self.granted = GrantedGroups(offices)
        self.lost = {row for row in self.transfers if row.is_lost}
        self.named = {line.pk: self._named(line) for line in lines}
        self.payment_lines = self._payment_lines()
        self.amounts = AmountsOfOurs(self.transfers, self.refunds, self.payment_lines)

    def read(self) -> list[Suggestion]:
        return [self.of(line) for line in self.lines]

    def choice(self, line: StatementLine, paid: BankMovement) -> Choice:
        known, named = self.payment_lines[paid], self.named[line.pk]
        total = known.settled + line.amount
        return Choice(
            self.of(line),
            paid,
            total,
            names_other=paid not in named and (bool(named) or names_elsewhere(line)),
            is_matched=not known.kinds.isdisjoint({paid.match_kind(total), MatchKind.REFUNDED}),
        )

    def _payment_lines(self) -> dict[BankMovement, PaymentLines]:
        known: dict[BankMovement, PaymentLines] = defaultdict(PaymentLines)
        by_pk = {(row.match_field, row.pk): row for row in [*self.transfers, *self.refunds]}
        matches = Match.objects.filter(
            Q(transfer__in=self.transfers) | Q(refund__in=self.refunds)
        ).values_list("transfer", "refund", "kind", "line__amount")
        for transfer, refund, kind, amount in matches:
            row = by_pk[("transfer", transfer) if transfer else ("refund", refund)]
            known[row].settled += amount
            known[row].kinds.add(kind)
        notes = LineNote.objects.filter(transfer__in=self.transfers).exclude(line__in=self.lines)
        for transfer, amount in notes.values_list("transfer", "line__amount"):
            known[by_pk["transfer", transfer]].settled += amount
        for line in self.lines:
            for row in self.named[line.pk]:
                known[row].open.append(line)
        return known

    @property
    def going(self) -> list[Transfer]:
        """Payments that a line may still be of."""
        return [row for row in self.transfers if row not in self.lost]

    @cached_property
    def by_reference(self) -> dict[str, BankMovement]:
        return {plain(row.reference): row for row in [*self.transfers, *self.refunds]}

    def _named(self, line: StatementLine) -> list[BankMovement]:
        """The payments and refunds of this district whose full reference is in the line."""
        found = (self.by_reference.get(word) for word in words(line))
        own = line.account.office_id
        return list(dict.fromkeys(row for row in found if row and row.district_id == own))

    def of(self, line: StatementLine) -> Suggestion:
        match self.named[line.pk]:
            case []:
                return self._unnamed(line)
            case [paid]:
                return Suggestion(line, self._reason(line, paid), paid)
            case [*several]:
                return Suggestion(line, Reason.SEVERAL, near=tuple(several))

    def _reason(self, line: StatementLine, paid: BankMovement) -> Reason:
        known = self.payment_lines[paid]
        if paid in self.lost:
            return Reason.LOST
        if line.sen:
            return Reason.WRONG_AMOUNT
        if isinstance(paid, Refund):
            return self._reason_of_refund(line, paid, known)
        assert isinstance(paid, Transfer)  # the only other movement
        if line.amount < 0:
            return self._reason_of_payment(line, paid, known)
        return self._reason_of_return(line, paid, known)

    def _reason_of_payment(
        self, line: StatementLine, transfer: Transfer, known: PaymentLines
    ) -> Reason:
        alike = [row for row in known.open if row.amount == -transfer.amount]
        whole = [row for row in alike if not differs(row, transfer)]
        after = known.settled + line.amount
        if MatchKind.ARRIVED in known.kinds or MatchKind.RETURNED in known.kinds:
            return Reason.DOUBLE
        if line.amount == -transfer.amount and not known.settled:
            if other := differs(line, transfer):
                return other
            return Reason.ARRIVED if whole[0] == line else Reason.DOUBLE
        if after == -transfer.amount:
            is_other = differs(line, transfer) == Reason.OTHER_ACCOUNT
            return Reason.OTHER_ACCOUNT if is_other else Reason.COMPLETES
        if known.settled <= -transfer.amount:
            return Reason.DOUBLE
        in_parts = known.settled + sum(row.amount for row in known.open if row not in alike)
        return Reason.PART if in_parts == -transfer.amount else Reason.WRONG_AMOUNT

    def _reason_of_return(
        self, line: StatementLine, transfer: Transfer, known: PaymentLines
    ) -> Reason:
        if MatchKind.RETURNED in known.kinds:
            return Reason.RETURNED_TWICE
        if MatchKind.ARRIVED not in known.kinds:
            return self._reason_before_arrival(line, transfer, known)
        if line.amount == transfer.amount and known.total == 0:
            return differs(line, transfer) or Reason.RETURNED
        if known.settled + line.amount == 0:
            return Reason.COMPLETES if known.total == 0 else Reason.WHICH_RETURNED
        if known.total - line.amount < -transfer.amount:
            return Reason.WHICH_RETURNED
        return Reason.WRONG_AMOUNT

    def _reason_before_arrival(
        self, line: StatementLine, transfer: Transfer, known: PaymentLines
    ) -> Reason:
        """The reason for incoming money of a payment without matches."""
        if not known.settled:
            if not any(row.amount < 0 for row in known.open):
                return Reason.NEVER_PAID
            return Reason.NOT_YET if known.total == 0 else Reason.WHICH_RETURNED
        completes = known.settled + line.amount in (0, -transfer.amount)
        return Reason.COMPLETES if completes else Reason.WRONG_AMOUNT

    def _reason_of_refund(self, line: StatementLine, refund: Refund, known: PaymentLines) -> Reason:
        if known.kinds:
            return Reason.RETURNED_TWICE
        if line.amount != refund.amount:
            return Reason.WRONG_AMOUNT
        if other := differs(line, refund):
            return other
        agreed = (row for row in known.open if row.amount == refund.amount)
        first = next(row for row in agreed if not differs(row, refund))
        return Reason.REFUNDED if first == line else Reason.RETURNED_TWICE

    def _unnamed(self, line: StatementLine) -> Suggestion:
        """Read a line without a known reference, by account, amount and similar references."""
        office = line.account.office_id
        if slips := [row for row in self._slips(line) if row.district_id == office]:
            return Suggestion(line, Reason.NEARLY, near=tuple(slips))
        paid = [row for number in accounts(line) for row in self.by_account.get(number, ())]
        paid = [row for row in paid if row.district_id == office]
        if alike := [row for row in paid if row.amount == abs(line.amount) and not line.sen]:
            return self._alike(line, alike, Reason.NO_REFERENCE)
        if paid:
            return Suggestion(line, Reason.GROUPS_ACCOUNT, alike=tuple(paid))
        if groups := self.granted.in_line(line):
            return self._of_groups(line, groups)
        if looks_like_reference(line):
            return Suggestion(line, Reason.STRANGE_REFERENCE)
        return Suggestion(line, self._reason_of_amount(line), alike=self._of_its_amount(line))

    def _reason_of_amount(self, line: StatementLine) -> Reason:
        """The reason of a line that names nothing of ours: by its amount, else by its words."""
        said = line.account.office_id, line.amount
        if not line.sen and said in self.amounts.of_orders_awaited:
            return Reason.BULK
        if not line.sen and said in self.amounts.awaited:
            return Reason.SAME_AMOUNT
        if has_our_words(line):
            return Reason.OUR_WORDS
        if self._of_its_amount(line):
            return Reason.OUR_AMOUNT
        return Reason.LARGE if self.granted.is_large(line) else Reason.UNKNOWN

    def _of_its_amount(self, line: StatementLine) -> tuple[BankMovement, ...]:
        """Payments and refunds of this amount, and the payments of orders of this amount."""
        said = line.account.office_id, abs(line.amount)
        return () if line.sen else tuple(self.amounts.all.get(said, ()))

    def _alike(self, line: StatementLine, alike: list[Transfer], reason: Reason) -> Suggestion:
        """A line as payments of its amount; perhaps a second one, if all of them arrived."""
        arrived = all(MatchKind.ARRIVED in self.payment_lines[row].kinds for row in alike)
        is_second = line.amount < 0 and arrived
        return Suggestion(line, Reason.PERHAPS_DOUBLE if is_second else reason, near=tuple(alike))

    def _of_groups(self, line: StatementLine, groups: set[int]) -> Suggestion:
        """A line that names groups, as their payments of its amount if there are any."""
        paid = [row for row in self.going if row.group.pk in groups]
        if alike := [row for row in paid if row.amount == abs(line.amount) and not line.sen]:
            return self._alike(line, alike, Reason.GROUPS_NAME)
        named = frozenset() if paid else frozenset(groups)
        return Suggestion(line, Reason.GROUPS_NAME, near=tuple(paid), groups=named)

    @cached_property
    def by_account(self) -> dict[str, list[Transfer]]:
        """Payments not returned, by the account number they went to."""
        by_number = defaultdict(list)
        for row in self.going:
            if MatchKind.RETURNED not in self.payment_lines[row].kinds:
                by_number[bare(row.account.number)].append(row)
        return by_number

    def _slips(self, line: StatementLine) -> list[BankMovement]:
        """Payments whose reference differs by one typing error: a character missing, added,
        wrong, or two swapped."""
        shorter = [left for word in words(line) if not is_reference(word) for left in less(word)]
        found = Counter(row for left in shorter for row in self.by_slip.get(left, ()))
        return [row for row, _times in found.most_common(3)]

    @cached_property
    def by_slip(self) -> dict[str, list[BankMovement]]:
        slips = defaultdict(list)
        for row in [*self.transfers, *self.refunds]:
            for left in less(plain(row.reference)):
                slips[left].append(row)
        return slips


def names_elsewhere(line: StatementLine) -> bool:
    """Whether it names a payment of another district, or a cancelled refund."""
    said = words(line)
    rows = (Transfer.objects, Refund.objects)
    return any(each.filter(reference__in=said).exists() for each in rows)
