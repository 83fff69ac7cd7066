"""When a line of the bank is for several payments."""

from collections.abc import Iterable, Sequence
from functools import partial

from django.utils.translation import gettext as _

from accounts.duties import require_apart
from accounts.models import User
from foundation.formatting import rupiah
from foundation.rules import RuleBroken, refusal_of
from grants.payment.models import BankMovement, LineNote, Match, StatementLine, Transfer


def require_bulk(line: StatementLine, transfers: Sequence[Transfer], reason: str) -> int:
    """The rupiah of the line beyond these payments, a fee; raises RuleBroken if they do not fit."""
    if not StatementLine.objects.open().as_imported().filter(pk=line.pk).exists():
        raise RuleBroken(_("Somebody settled this line a moment ago. Look at it."))
    if not transfers:
        raise RuleBroken(_("Choose the payments."), field="transfers")
    if len({row.disbursement.order_id for row in transfers}) > 1:
        raise RuleBroken(_("Choose the payments of one order."), field="transfers")
    if any(row.district_id != line.account.office_id for row in transfers):
        raise RuleBroken(_("This payment is of another district."))
    keys = [row.pk for row in transfers]
    if Transfer.objects.awaiting_match().filter(pk__in=keys).count() < len(keys):
        raise RuleBroken(_("One of these payments is matched already. Look again."))
    total = sum(row.amount for row in transfers)
    left = -line.amount - total
    if line.sen or not 0 <= left < min(row.amount for row in transfers):
        raise RuleBroken(
            _("These payments come to %(total)s, the line is %(line)s: a difference of %(left)s.")
            % {"total": rupiah(total), "line": line.written, "left": rupiah(left)},
            field="transfers",
        )
    if not reason and (left or not names_order(line, transfers[0])):
        words = {"left": rupiah(left)}
        raise RuleBroken(
            _("Write what the other %(left)s are, for example a fee of the bank.") % words
            if left
            else _("Write how you know that this line is it."),
            field="reason",
        )
    return left


def require_unsettled(line: StatementLine) -> None:
    """Neither matched, explained nor divided; of a file in force."""
    require_unmatched(line)
    if LineNote.objects.filter(line=line).exists():
        raise RuleBroken(_("Somebody settled this line a moment ago. Look at it."))


def require_unmatched(line: StatementLine) -> None:
    """Neither matched nor divided, of a file in force; an explained line may still be matched."""
    if Match.objects.filter(line=line).exists():
        raise RuleBroken(_("This line is matched already."))
    require_in_force(line)
    require_undivided(line)


def require_one_of_others(choices: Iterable[BankMovement], by: User) -> None:
    """Require one payment that somebody else made, where there are any to choose."""
    refusals = [
        refusal_of(partial(require_apart, "match", by=by, **row.duty_cases)) for row in choices
    ]
    if refusals and all(refusals):
        raise RuleBroken(refusals[0])


def require_matchable(line: StatementLine, choices: Iterable[BankMovement], by: User) -> None:
    require_unmatched(line)
    require_one_of_others(choices, by)


def require_divisible(line: StatementLine, choices: Iterable[BankMovement], by: User) -> None:
    require_unsettled(line)
    require_one_of_others(choices, by)


def require_in_force(line: StatementLine) -> None:
    if line.file.withdrawal_or_none:
        raise RuleBroken(taken_back())


def taken_back() -> str:
    return _("The file of this line was taken back. Nothing is done with it.")


def require_undivided(line: StatementLine) -> None:
    if line.parts.exists():
        raise RuleBroken(_("This line is divided among several payments already."))


def names_order(line: StatementLine, transfer: Transfer) -> bool:
    """Whether the line has the SP2D number of the order."""
    number = transfer.disbursement.order.sp2d.upper()
    return len(number) > 3 and number in f"{line.reference} {line.text}".upper()
