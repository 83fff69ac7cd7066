"""What a line of the bank's statement may be, and why it waits for a person."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import models
from django.utils.translation import gettext_lazy as _

from grants.payment.models import (
    BankMovement,
    LineNote,
    Match,
    MatchKind,
    Refund,
    StatementLine,
    Transfer,
)
from grants.payment.reports.line_words import has_account
from groups.models import Group


class Reason(models.TextChoices):
    """The classification of a line. The first three are proposed, the others need a person."""

    ARRIVED = "arrived", _("Paid: reference, amount and account agree")
    RETURNED = "returned", _("Came back: reference, amount and account agree")
    REFUNDED = "refunded", _("Refund: reference, amount and account agree")
    DOUBLE = "double", _("This payment was on the statement before")
    RETURNED_TWICE = "returned_twice", _("This payment came back before")
    WHICH_RETURNED = "which_returned", _("Came back, but was paid more than once")
    NOT_YET = "not_yet", _("Came back; match its payment first")
    NEVER_PAID = "never_paid", _("Came back, but its payment is on no statement")
    COMPLETES = "completes", _("With the lines explained before it comes to the payment")
    LOST = "lost", _("This payment was declared lost")
    PART = "part", _("A part: lines of this payment together come to its amount")
    WRONG_AMOUNT = "wrong_amount", _("The amount is not that of the payment")
    OTHER_ACCOUNT = "other_account", _("The account is not that of the group")
    NO_ACCOUNT = "no_account", _("The bank does not say to which account")
    SEVERAL = "several", _("Names more than one payment")
    NEARLY = "nearly", _("The reference is nearly that of a payment")
    NO_REFERENCE = "no_reference", _("No reference, but the amount and account of a payment")
    PERHAPS_DOUBLE = "perhaps_double", _("Perhaps paid twice: this payment has arrived already")
    GROUPS_NAME = "groups_name", _("Names a group of ours, but no payment")
    GROUPS_ACCOUNT = "groups_account", _("The account of a group, but no payment of ours")
    BULK = "bulk", _("The payments of one order come to this amount")
    SAME_AMOUNT = "same_amount", _("The amount of a payment that waits, but nothing else")
    STRANGE_REFERENCE = "strange_reference", _("A reference like ours, but of no payment")
    OUR_WORDS = "our_words", _("Says STS or KUBE, but names no payment")
    OUR_AMOUNT = "our_amount", _("The amount of a payment or refund, but names none")
    LARGE = "large", _("As much as a grant or more, but names no payment")
    UNKNOWN = "unknown", _("Names no payment of ours")

    @property
    def kind(self) -> MatchKind | None:
        """The kind of match of an exact line."""
        return MatchKind(self.value) if self.is_exact else None

    @property
    def is_exact(self) -> bool:
        return self.value in MatchKind.values

    @property
    def may_be_set_aside(self) -> bool:
        """Whether the line may be explained together with others."""
        return self == Reason.UNKNOWN or self.asks_for_a_look

    @property
    def asks_for_a_look(self) -> bool:
        """Whether it is set aside together with others only if a person ticks it."""
        return self in (Reason.OUR_WORDS, Reason.OUR_AMOUNT, Reason.LARGE)


@dataclass(frozen=True)
class Suggestion:
    """The reading of a line; `near` are payments with a similar reference or account.

    `alike` are the payments of its account or amount alone, too many to show. A settled line has
    no reason; `settled` is its match or its note.
    """

    line: StatementLine
    reason: Reason | None
    paid: BankMovement | None = None  # the movement it names
    near: tuple[BankMovement, ...] = ()
    alike: tuple[BankMovement, ...] = ()
    groups: frozenset[int] = frozenset()  # that it names, where nothing was paid to them
    settled: Match | LineNote | None = None

    @property
    def is_exact(self) -> bool:
        return self.reason is not None and self.reason.is_exact

    @property
    def is_named(self) -> bool:
        """Whether reference and amount agree, and the bank only does not say the account."""
        return self.reason == Reason.NO_ACCOUNT and not self.line.sen

    @property
    def kind(self) -> MatchKind | None:
        """The kind of match of a line that is exact or named."""
        if self.is_named:
            assert self.paid is not None  # a line that names none has another reason
            came_back = self.transfer and self.line.amount > 0
            return self.paid.match_kind(0 if came_back else self.line.amount)
        return self.reason.kind if self.reason else None

    @property
    def is_usual(self) -> bool:
        """Whether it is ticked among many: nothing about it needs a look."""
        return self.is_exact or self.is_named or self.reason == Reason.UNKNOWN

    @property
    def mark(self) -> str:
        """The kind of its status: ok, wait, plain."""
        if self.settled or self.is_exact:
            return "ok"
        return "plain" if self.reason == Reason.UNKNOWN else "wait"

    @property
    def label(self) -> str:
        if self.settled:
            return str(self.settled.get_kind_display())
        return str(self.reason.label) if self.reason else ""

    @property
    def transfer(self) -> Transfer | None:
        return self.paid if isinstance(self.paid, Transfer) else None

    @property
    def refund(self) -> Refund | None:
        return self.paid if isinstance(self.paid, Refund) else None

    @property
    def group(self) -> Group | None:
        return self.paid.group if self.paid else None

    @property
    def suspects(self) -> list[BankMovement]:
        """The payments that it names or nearly names, also by the account alone."""
        if self.reason == Reason.GROUPS_ACCOUNT:
            return list(self.alike)
        return [self.paid] if self.paid else list(self.near)

    @property
    def difference(self) -> int:
        """How far an outgoing line is from the payment it names."""
        if self.transfer is None or self.line.amount > 0:
            return 0
        return abs(self.transfer.amount + self.line.amount)

    @property
    def perhaps(self) -> str:
        """Labels of the near payments."""
        return ", ".join(f"{row.group} ({row.reference})" for row in self.near)


@dataclass
class PaymentLines:
    """All lines of one payment: the sum of the settled ones, and the open ones."""

    settled: int = 0  # sum of lines matched to or explained by it
    open: list[StatementLine] = field(default_factory=list)
    kinds: set[str] = field(default_factory=set)  # kinds of its matches

    @property
    def total(self) -> int:
        return self.settled + sum(line.amount for line in self.open)


@dataclass(frozen=True)
class Choice:
    """A line read as a payment that a person chose."""

    suggestion: Suggestion
    paid: BankMovement
    total: int  # sum of all its lines, with this one
    names_other: bool
    is_matched: bool  # the kind of match of this line

    @property
    def kind(self) -> MatchKind | None:
        return None if self.suggestion.line.sen else self.paid.match_kind(self.total)

    @property
    def may_be(self) -> bool:
        """Whether the line can be matched so: its amount fits, and no line was matched before."""
        is_lost = isinstance(self.paid, Transfer) and self.paid.is_lost
        return self.kind is not None and not (self.is_matched or is_lost or self.went_elsewhere)

    @property
    def is_exact(self) -> bool:
        """Whether reference, amount and account all agree."""
        return self.suggestion.is_exact and self.suggestion.paid == self.paid

    @property
    def went_elsewhere(self) -> bool:
        """Whether the line is outgoing, but to another account."""
        line = self.suggestion.line
        return line.amount < 0 and differs(line, self.paid) == Reason.OTHER_ACCOUNT


def differs(line: StatementLine, paid: BankMovement) -> Reason | None:
    """The reason if the line's account is not one of the payment's; None if it is."""
    if any(has_account(line, number) for number in paid.account_numbers):
        return None
    return Reason.OTHER_ACCOUNT if line.counter_account else Reason.NO_ACCOUNT


def exact_rows(rows: Iterable[Suggestion]) -> list[Suggestion]:
    return [row for row in rows if row.is_exact]


def named_rows(rows: Iterable[Suggestion]) -> list[Suggestion]:
    """Lines that lack only the account; not where two of them name one payment."""
    named = [row for row in rows if row.is_named]
    times = Counter(row.paid for row in named)
    return [row for row in named if times[row.paid] == 1]
