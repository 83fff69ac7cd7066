"""Explain unmatched statement lines; about a faulty payment, with minutes."""

import datetime
from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.duties import require_apart
from accounts.models import User
from foundation.rules import RuleBroken, refusals_in_words
from grants.payment.models import BankMovement, LineNote, StatementLine, Transfer
from grants.payment.papers.bank_minutes import minutes
from grants.payment.reports.statement_lines import suggestions
from grants.payment.reports.suggestions import Suggestion
from grants.payment.rules.bulk import require_unsettled, taken_back
from grants.payment.rules.explanations import (
    require_fitting_amount,
    require_fitting_kind,
    require_none_of_ones_own,
)
from papers.actions import issue_paper
from papers.models import Paper

Kind = LineNote.Kind


@transaction.atomic
def explain_line(
    *,
    line: StatementLine,
    kind: str,
    explanation: str,
    transfer: Transfer | None = None,
    today: datetime.date,
    by: User,
) -> LineNote:
    """Explain why a line is not an arrived payment; if about a payment, issue minutes."""
    require_unsettled(line)
    if not explanation.strip():
        raise RuleBroken(_("Write what happened."), field="explanation")
    suggestion = _suggestion_for(line)
    require_none_of_ones_own([(suggestion.suspects, suggestion.alike)], by)
    if (suggestion.refund and kind == Kind.UNRELATED) or (suggestion.transfer and not transfer):
        raise RuleBroken(_("This line names a payment. Say what is wrong with it."), field="kind")
    if suggestion.transfer and transfer != suggestion.transfer:
        raise RuleBroken(_("This line names another payment."), field="transfer")
    require_fitting_kind(line, kind, transfer or suggestion.refund)
    _require_fitting(line, kind, transfer, suggestion)
    if transfer:
        require_apart("match", by=by, disbursement=transfer.disbursement)
    return _note(line, kind, explanation.strip(), transfer or suggestion.refund, today, by)


@transaction.atomic
def explain_lines(
    *, lines: Iterable[StatementLine], explanation: str, today: datetime.date, by: User
) -> int:
    """Explain many lines unrelated to payments: fees, salaries, other money.

    One that may be a payment of this user's own is left to another cashier, as by itself.
    """
    if not explanation.strip():
        raise RuleBroken(_("Write what happened."), field="explanation")
    chosen = {line.pk for line in lines}
    accounts = {line.account_id for line in lines}
    rows = StatementLine.objects.open().filter(account__in=accounts)
    fitting = [
        row
        for row in suggestions(rows)
        if row.line.pk in chosen and row.reason and row.reason.may_be_set_aside
    ]
    require_none_of_ones_own([(row.suspects, row.alike) for row in fitting], by)
    aside = [
        LineNote(line=row.line, kind=Kind.UNRELATED, explanation=explanation.strip(), by=by)
        for row in fitting
    ]
    with refusals_in_words(grants_line_of_a_file_in_force=taken_back()):
        LineNote.objects.bulk_create(sorted(aside, key=lambda each: each.line_id))
    return len(aside)


def _suggestion_for(line: StatementLine) -> Suggestion:
    rows = StatementLine.objects.open().filter(account=line.account_id)
    for row in suggestions(rows):
        if row.line == line:
            return row
    raise RuleBroken(_("Somebody settled this line a moment ago. Look at it."))


def _require_fitting(
    line: StatementLine, kind: str, transfer: Transfer | None, suggestion: Suggestion
) -> None:
    """Require a kind that is true of the line and the payment."""
    if kind in LineNote.ABOUT_A_PAYMENT and not (transfer or suggestion.refund):
        raise RuleBroken(_("Choose the payment that this line is about."), field="transfer")
    if not transfer:
        return
    if kind == Kind.UNRELATED:
        raise RuleBroken(_("This line names a payment. Say what is wrong with it."), field="kind")
    if transfer.district_id != line.account.office_id:
        raise RuleBroken(_("This payment is of another district."), field="transfer")
    if kind == Kind.DOUBLE and not (transfer.is_lost or transfer.matches.exists()):
        raise RuleBroken(
            _("Match the first line of this payment before. Then this one is the second."),
            field="kind",
        )
    require_fitting_amount(line, kind, transfer)
    if suggestion.is_exact:
        raise RuleBroken(_("Reference, amount and account agree. Match this line."))


def _note(
    line: StatementLine,
    kind: str,
    explanation: str,
    paid: BankMovement | None,
    today: datetime.date,
    by: User,
) -> LineNote:
    paper = None
    if paid:
        paper = issue_paper(
            Paper.Kind.BANK,
            office=line.account.office,
            content=minutes(line, kind, explanation, paid, today, by),
            date=today,
            group=paid.group,
            by=by,
        )
    with refusals_in_words(grants_line_of_a_file_in_force=taken_back()):
        return LineNote.objects.create(
            line=line,
            kind=kind,
            explanation=explanation,
            transfer=paid if isinstance(paid, Transfer) else None,
            paper=paper,
            by=by,
        )
