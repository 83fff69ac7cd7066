"""Which explanations fit a line: what went out was paid twice, what came in came back."""

from collections.abc import Iterable, Sequence

from django.db.models import Q, Sum
from django.utils.translation import gettext as _

from accounts.duties import barred_from
from accounts.models import User
from foundation.formatting import rupiah
from foundation.rules import RuleBroken
from grants.payment.models import BankMovement, LineNote, Refund, StatementLine, Transfer
from grants.payment.rules.bulk import require_unsettled

Kind = LineNote.Kind
Movements = Sequence[BankMovement]


def require_explainable(
    line: StatementLine,
    suspects: Movements,
    alike: Movements,
    by: User,
    *,
    is_exact: bool,
) -> None:
    """Require an open line that does not agree with its payment, which somebody else made."""
    require_unsettled(line)
    if is_exact:
        raise RuleBroken(_("Reference, amount and account agree. Match this line."))
    require_none_of_ones_own([(suspects, alike)], by)


def require_none_of_ones_own(lines: Iterable[tuple[Movements, Movements]], by: User) -> None:
    """Refuse who made a payment that a line nearly names, or all that have only its amount.

    Of each line: what it names or nearly names, and what has its amount alone. Nobody settles alone
    that the bank paid twice what they paid, whatever they say of the line.
    """
    lines = list(lines)
    transfers = [
        row.pk
        for suspects, alike in lines
        for row in (*suspects, *alike)
        if isinstance(row, Transfer)
    ]
    if not transfers:
        return
    barred = barred_from("match", by, disbursement="disbursement")
    own = set(Transfer.objects.filter(barred, pk__in=transfers))
    for suspects, alike in lines:
        if own.intersection(suspects) or (alike and own.issuperset(alike)):
            raise RuleBroken(
                _("This line may be about a payment that you made. Ask another cashier.")
            )


def fitting_kinds(line: StatementLine, named: BankMovement | None) -> list[LineNote.Kind]:
    """The kinds true of a line of this sign; `named`: the payment or refund that it names."""
    was_paid = line.amount < 0 or isinstance(named, Refund)  # by the office or by the group
    left_out = Kind.CAME_BACK if was_paid else Kind.DOUBLE
    return [kind for kind in Kind if kind != left_out]


def require_fitting_kind(line: StatementLine, kind: str, named: BankMovement | None) -> None:
    if kind in fitting_kinds(line, named):
        return
    if line.amount > 0:
        raise RuleBroken(_("On this line money came in. Choose what fits that."), field="kind")
    raise RuleBroken(_("On this line money went out. Choose what fits that."), field="kind")


def require_fitting_amount(line: StatementLine, kind: str, transfer: Transfer) -> None:
    """Refuse a wrong amount that is right, and more back than went out by earlier lines."""
    if kind == Kind.WRONG_AMOUNT and abs(line.amount) == transfer.amount:
        raise RuleBroken(_("The amount is right. Choose what else is wrong."), field="kind")
    if line.amount < 0 or kind not in (Kind.CAME_BACK, Kind.WRONG_AMOUNT):
        return
    of_payment = Q(match__transfer=transfer) | Q(note__transfer=transfer)
    lines = StatementLine.objects.filter(of_payment).exclude(pk=line.pk)
    total = lines.aggregate(n=Sum("amount"))["n"] or 0
    if total + line.amount > 0:
        before = {"amount": rupiah(max(-total, 0))}
        said = _("Only %(amount)s of this payment went out by the lines before: no more came back.")
        raise RuleBroken(said % before, field="transfer")
