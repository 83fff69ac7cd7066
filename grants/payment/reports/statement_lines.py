"""Which line of the bank's statement is which payment, and why the others wait for a person.

Only a line whose reference, amount and account are those of one payment is proposed. All lines
that name a payment are looked at together: one paid twice, in parts, or given back is told apart.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import cached_property

from django.db import models
from django.utils.translation import gettext_lazy as _

from grants.payment.models import LineNote, Match, Refund, StatementLine, Transfer
from grants.payment.reports.line_words import accounts, bare, has_account, less, plain, words
from grants.payment.rules.references import FORM, is_reference
from grants.selection.models import Award

Kind = Match.Kind


class Reason(models.TextChoices):
    """Why a line stands where it stands. The first three are proposed, the others wait."""

    ARRIVED = "arrived", _("Paid: reference, amount and account agree")
    RETURNED = "returned", _("Came back: reference, amount and account agree")
    REFUNDED = "refunded", _("Refund: reference, amount and account agree")
    DOUBLE = "double", _("This payment was on the statement before")
    RETURNED_TWICE = "returned_twice", _("This payment came back before")
    WHICH_RETURNED = "which_returned", _("Came back, but was paid more than once")
    NOT_YET = "not_yet", _("Came back; match its payment first")
    NEVER_PAID = "never_paid", _("Came back, but its payment is on no statement")
    COMPLETES = "completes", _("With the lines explained before it comes to the payment")
    PART = "part", _("A part: lines of this payment together come to its amount")
    WRONG_AMOUNT = "wrong_amount", _("The amount is not that of the payment")
    OTHER_ACCOUNT = "other_account", _("The account is not that of the group")
    NO_ACCOUNT = "no_account", _("The bank does not say to which account")
    SEVERAL = "several", _("Names more than one payment")
    NEARLY = "nearly", _("The reference is nearly that of a payment")
    NO_REFERENCE = "no_reference", _("No reference, but the amount and account of a payment")
    GROUPS_ACCOUNT = "groups_account", _("The account of a group, but no payment of ours")
    SAME_AMOUNT = "same_amount", _("The amount of a payment that waits, but nothing else")
    STRANGE_REFERENCE = "strange_reference", _("A reference like ours, but of no payment")
    UNKNOWN = "unknown", _("Names no payment of ours")

    @property
    def is_exact(self) -> bool:
        return self in (Reason.ARRIVED, Reason.RETURNED, Reason.REFUNDED)


@dataclass(frozen=True)
class Suggestion:
    """What a line seems to be; `near` are payments it may be meant for.

    A settled line has no reason any more: `settled` is its match or its note.
    """

    line: StatementLine
    reason: Reason | None
    transfer: Transfer | None = None
    refund: Refund | None = None
    near: tuple[Transfer | Refund, ...] = ()
    settled: Match | LineNote | None = None

    @property
    def is_exact(self) -> bool:
        return self.reason is not None and self.reason.is_exact

    @property
    def label(self) -> str:
        return str(self.settled.get_kind_display() if self.settled else self.reason.label)

    @property
    def names_one(self) -> Transfer | Refund | None:
        return self.transfer or self.refund

    @property
    def group(self):
        return self.names_one and award_of(self.names_one).group

    @property
    def perhaps(self) -> str:
        """The payments it may be meant for, in words."""
        return ", ".join(f"{award_of(row).group} ({row.reference})" for row in self.near)


@dataclass
class Told:
    """What all statements say of one payment."""

    settled: int = 0  # sum of the lines that were matched to it or explained by it
    open: list[StatementLine] = field(default_factory=list)
    kinds: set[str] = field(default_factory=set)  # of its matches

    @property
    def total(self) -> int:
        return self.settled + sum(line.amount for line in self.open)


def suggestions(lines: models.QuerySet) -> list[Suggestion]:
    """What each open line seems to be, oldest first; `lines` are all that are open, of whole
    accounts, since a line is told by the others that name the same payment."""
    lines = sorted(lines.select_related("account__office"), key=lambda row: (row.date, row.pk))
    return Reader(lines).read()


class Reader:
    """The payments of the districts of these lines, and each line held against them."""

    def __init__(self, lines: list[StatementLine]):
        self.lines = lines
        offices = {line.account.office_id for line in lines}
        self.transfers = list(
            Transfer.objects.filter(disbursement__award__round__district__in=offices)
            .select_related("account", "disbursement__award__group", "disbursement__award__round")
            .order_by("pk")
        )
        refunds = Refund.objects.standing().filter(award__round__district__in=offices)
        self.refunds = list(refunds.select_related("award__group", "award__round", "match"))
        self.named = {line.pk: self._named(line) for line in lines}
        self.told = self._told()

    def read(self) -> list[Suggestion]:
        return [self.of(line) for line in self.lines]

    def _told(self) -> dict[Transfer | Refund, Told]:
        told: dict[Transfer | Refund, Told] = defaultdict(Told)
        by_pk = {row.pk: row for row in self.transfers}
        matches = Match.objects.filter(transfer__in=self.transfers)
        notes = LineNote.objects.filter(transfer__in=self.transfers)
        for transfer, kind, amount in matches.values_list("transfer", "kind", "line__amount"):
            told[by_pk[transfer]].settled += amount
            told[by_pk[transfer]].kinds.add(kind)
        for transfer, amount in notes.values_list("transfer", "line__amount"):
            told[by_pk[transfer]].settled += amount
        for line in self.lines:
            for row in self.named[line.pk]:
                told[row].open.append(line)
        return told

    @cached_property
    def by_reference(self) -> dict[str, Transfer | Refund]:
        return {plain(row.reference): row for row in [*self.transfers, *self.refunds]}

    def _named(self, line: StatementLine) -> list[Transfer | Refund]:
        """The payments and refunds of this district whose reference stands whole in the line."""
        found = (self.by_reference.get(word) for word in words(line))
        own = line.account.office_id
        return list(dict.fromkeys(row for row in found if row and district_of(row) == own))

    def of(self, line: StatementLine) -> Suggestion:
        match self.named[line.pk]:
            case []:
                return self._unnamed(line)
            case [Transfer() as transfer]:
                return Suggestion(line, self._reason(line, transfer), transfer=transfer)
            case [Refund() as refund]:
                return Suggestion(line, self._reason_of_refund(line, refund), refund=refund)
            case [*several]:
                return Suggestion(line, Reason.SEVERAL, near=tuple(several))

    def _reason(self, line: StatementLine, transfer: Transfer) -> Reason:
        told = self.told[transfer]
        if line.amount < 0:
            return self._reason_of_payment(line, transfer, told)
        return self._reason_of_return(line, transfer, told)

    def _reason_of_payment(self, line: StatementLine, transfer: Transfer, told: Told) -> Reason:
        alike = [row for row in told.open if row.amount == -transfer.amount]
        whole = [row for row in alike if has_account(row, transfer.account.number)]
        after = told.settled + line.amount
        if Kind.ARRIVED in told.kinds or Kind.RETURNED in told.kinds:
            return Reason.DOUBLE
        if line.amount == -transfer.amount and not told.settled:
            if other := account_reason(line, transfer.account.number):
                return other
            return Reason.ARRIVED if whole[0] == line else Reason.DOUBLE
        if after == -transfer.amount:
            return account_reason(line, transfer.account.number, silent=True) or Reason.COMPLETES
        if told.settled <= -transfer.amount:
            return Reason.DOUBLE
        in_parts = told.settled + sum(row.amount for row in told.open if row not in alike)
        return Reason.PART if in_parts == -transfer.amount else Reason.WRONG_AMOUNT

    def _reason_of_return(self, line: StatementLine, transfer: Transfer, told: Told) -> Reason:
        if Kind.RETURNED in told.kinds:
            return Reason.RETURNED_TWICE
        if Kind.ARRIVED not in told.kinds:
            return self._reason_before_arrival(line, transfer, told)
        if line.amount == transfer.amount and told.total == 0:
            return account_reason(line, transfer.account.number) or Reason.RETURNED
        if told.settled + line.amount == 0:
            return Reason.COMPLETES if told.total == 0 else Reason.WHICH_RETURNED
        if told.total - line.amount < -transfer.amount:
            return Reason.WHICH_RETURNED
        return Reason.WRONG_AMOUNT

    def _reason_before_arrival(self, line: StatementLine, transfer: Transfer, told: Told) -> Reason:
        """What came back of a payment that no line was matched to yet."""
        if not told.settled:
            if not any(row.amount < 0 for row in told.open):
                return Reason.NEVER_PAID
            return Reason.NOT_YET if told.total == 0 else Reason.WHICH_RETURNED
        completes = told.settled + line.amount in (0, -transfer.amount)
        return Reason.COMPLETES if completes else Reason.WRONG_AMOUNT

    def _reason_of_refund(self, line: StatementLine, refund: Refund) -> Reason:
        if matched(refund):
            return Reason.RETURNED_TWICE
        if line.amount != refund.amount:
            return Reason.WRONG_AMOUNT
        numbers = self.accounts_of.get(refund.award.group_id, [])
        agreed = [row for row in self.told[refund].open if row.amount == refund.amount
                  and any(has_account(row, number) for number in numbers)]  # fmt: skip
        if line in agreed:
            return Reason.REFUNDED if agreed[0] == line else Reason.RETURNED_TWICE
        return Reason.OTHER_ACCOUNT if line.counter_account else Reason.NO_ACCOUNT

    @cached_property
    def accounts_of(self) -> dict[int, list[str]]:
        accounts = defaultdict(list)
        for transfer in self.transfers:
            accounts[transfer.account.group_id].append(transfer.account.number)
        return accounts

    def _unnamed(self, line: StatementLine) -> Suggestion:
        """A line without the reference of any payment: what else may tie it to one."""
        office = line.account.office_id
        if slips := [row for row in self._slips(line) if district_of(row) == office]:
            return Suggestion(line, Reason.NEARLY, near=tuple(slips))
        paid = [row for number in accounts(line) for row in self.by_account.get(number, ())]
        paid = [row for row in paid if district_of(row) == office]
        if alike := [row for row in paid if row.amount == abs(line.amount)]:
            return Suggestion(line, Reason.NO_REFERENCE, near=tuple(alike))
        if paid:
            return Suggestion(line, Reason.GROUPS_ACCOUNT)
        if any(FORM.fullmatch(word) for word in words(line)):
            return Suggestion(line, Reason.STRANGE_REFERENCE)
        waits = (office, line.amount) in self.amounts_awaited
        return Suggestion(line, Reason.SAME_AMOUNT if waits else Reason.UNKNOWN)

    @cached_property
    def by_account(self) -> dict[str, list[Transfer]]:
        """Payments that were not given back, by the account they went to."""
        standing = defaultdict(list)
        for row in self.transfers:
            if Kind.RETURNED not in self.told[row].kinds:
                standing[bare(row.account.number)].append(row)
        return standing

    @cached_property
    def amounts_awaited(self) -> set[tuple[str, int]]:
        """What a line may still bring, a district: payments out, and money that comes back in."""
        awaited = {(district_of(row), row.amount) for row in self.refunds if not matched(row)}
        for row in self.transfers:
            kinds = self.told[row].kinds
            if Kind.RETURNED not in kinds:
                sign = 1 if Kind.ARRIVED in kinds else -1
                awaited.add((district_of(row), sign * row.amount))
        return awaited

    def _slips(self, line: StatementLine) -> list[Transfer | Refund]:
        """Payments whose reference was meant, by one slip of the pen: a character too few, too
        many, wrong, or two swapped."""
        shorter = [left for word in words(line) if not is_reference(word) for left in less(word)]
        found = Counter(row for left in shorter for row in self.by_slip.get(left, ()))
        return [row for row, _times in found.most_common(3)]

    @cached_property
    def by_slip(self) -> dict[str, list[Transfer | Refund]]:
        slips = defaultdict(list)
        for row in [*self.transfers, *self.refunds]:
            for left in less(plain(row.reference)):
                slips[left].append(row)
        return slips


def matched(refund: Refund) -> bool:
    return hasattr(refund, "match")


def district_of(paid: Transfer | Refund) -> str:
    return award_of(paid).round.district_id


def award_of(paid: Transfer | Refund) -> Award:
    return paid.award if isinstance(paid, Refund) else paid.disbursement.award


def account_reason(line: StatementLine, number: str, silent: bool = False) -> Reason | None:
    """Why the account does not agree; `silent`: a line that names none will do."""
    if has_account(line, number):
        return None
    if line.counter_account:
        return Reason.OTHER_ACCOUNT
    return None if silent else Reason.NO_ACCOUNT
