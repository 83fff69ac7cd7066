"""How a statement joins those imported before: gaps in the balances, files that contradict."""

from collections.abc import Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from foundation.formatting import day
from foundation.rules import RuleBroken
from foundation.tables import decoded
from grants.payment.models import BankFile, OfficeAccount, StatementLine
from grants.payment.statements.combining import Combined, contradicted_on
from grants.payment.statements.lines import Gap, Line
from grants.payment.statements.mt940 import is_mt940

TABLE = "table"  # some bank's: files of before the kind was kept


def kind_of(file: BankFile) -> str:
    """The kind of file, whose references and texts are the same for one line."""
    if file.read_as:
        return file.read_as
    return "MT940" if is_mt940(decoded(bytes(file.content))) else TABLE


def gaps_beside(account: OfficeAccount, whole: Combined) -> list[Gap]:
    """Gaps to the lines imported before and after those of a statement, by their balances."""
    if whole.opening is None or whole.closing is None or not (whole.first_on and whole.last_on):
        return []
    first = whole.lines[0].date if whole.lines else whole.first_on
    last = whole.lines[-1].date if whole.lines else whole.last_on
    proved = account.lines.in_force().exclude(balance=None)
    earlier = proved.filter(date__lt=first).order_by("-date").first()
    later = proved.filter(date__gt=last).order_by("date").first()
    before, on_first, on_last, after = (
        [line.as_read for line in proved.filter(date=date)] if date else []
        for date in (earlier and earlier.date, first, last, later and later.date)
    )
    found = []
    if whole.opening not in _balances([*before, *on_first]):
        beside = before or ([] if whole.closing in _balances(on_last) else on_first)
        if beside:
            found.append(Gap(beside[0].date, _ends(beside)[1], first, whole.opening))
    if after and whole.closing not in _balances([*on_last, *after]):
        found.append(Gap(last, whole.closing, after[0].date, _ends(after)[0]))
    return found


def _balances(lines: Sequence[Line]) -> set[Decimal | None]:
    return {line.balance for line in lines} | {line.before for line in lines}


def _ends(lines: Sequence[Line]) -> tuple[Decimal, Decimal]:
    """The balances that some lines lead from and to."""
    befores = [line.before for line in lines if line.before is not None]
    afters = [line.balance for line in lines if line.balance is not None]
    return (
        next((each for each in befores if each not in afters), befores[0]),
        next((each for each in reversed(afters) if each not in befores), afters[-1]),
    )


def require_one_history(
    whole: Combined,
    known: Sequence[StatementLine],
    pairs: Sequence[int | None],
    *,
    same_kind: bool,
) -> None:
    """Require that new lines continue the known ones of their days, not tell them again.

    Lines of one amount that follow from balances of another history may be the known ones, in an
    order of their own; they would be kept twice.
    """
    new = [line for line, place in zip(whole.lines, pairs, strict=True) if place is None]
    of_before = [line.as_read for line in known]
    unproved = any(line.balance is None for line in [*of_before, *new])
    left = [line for at, line in enumerate(of_before) if at not in pairs]
    amounts = {(line.date, line.amount) for line in left}
    date = contradicted_on([*of_before, *new])
    if date and any((line.date, line.amount) in amounts for line in new if line.date == date):
        file = next((line.file for line in known if line.date == date), known[0].file)
        raise RuleBroken(
            _("The lines of %(day)s contradict those in %(name)s. Compare both files.")
            % {"day": day(date), "name": file.name},
            field="file",
        )
    if not same_kind and unproved:
        file = known[0].file
        raise RuleBroken(
            _(
                "The days %(first)s to %(last)s came in a file of another kind, %(name)s. "
                "Send the same kind of file for these days."
            )
            % {"first": day(file.first_on), "last": day(file.last_on), "name": file.name},
            field="file",
        )
