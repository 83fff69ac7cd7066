"""Undo a wrong match: the entry is reversed, line and payment wait again."""

import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.duties import require_apart
from accounts.models import User
from finance import ledger
from finance.ledger import Posting
from finance.rules.money import require_enough
from foundation.rules import RuleBroken, refusals_in_words
from grants.payment.models import Match, MatchKind, StatementLine, UndoneMatch


@transaction.atomic
def undo_match(*, line: StatementLine, reason: str, today: datetime.date, by: User) -> UndoneMatch:
    """Undo the match of a line while nothing rests on it; another person than who matched."""
    group = _match_of(line).paid.group
    ledger.lock(group)
    match = _match_of(line)  # read again under the lock
    require_apart("match", by=by, **match.paid.duty_cases)
    if match.by_id == by.pk:
        raise RuleBroken(_("Who matched the line may not undo it. Ask another cashier."))
    _require_nothing_rests(match)
    entry = match.entry
    assert entry is not None  # only a return may have none
    require_enough([Posting(entry.credit, entry.debit, entry.amount)], correction=True)
    why = _("Matched wrongly: %(reason)s") % {"reason": reason}
    (reversal,) = ledger.reverse([entry], date=today, reason=why[:200], by=by)
    with refusals_in_words(grants_undonematch_nothing_rests=_rests()):
        return UndoneMatch.objects.create(
            match_number=match.pk,
            line=match.line,
            kind=match.kind,
            transfer=match.transfer,
            refund=match.refund,
            entry=entry,
            match_reason=match.reason,
            matched_by=match.by,
            matched_at=match.at,
            reversal_id=reversal,
            reason=reason,
            by=by,
        )


def _match_of(line: StatementLine) -> Match:
    rows = Match.objects.select_related(
        "by", "line", "entry__group", "entry__debit", "entry__credit", "refund__award__group"
    ).select_related("transfer__disbursement__award__group")
    if (match := rows.filter(line=line).first()) is None:
        raise RuleBroken(_("This line is not matched."))
    return match


def _require_nothing_rests(match: Match) -> None:
    if match.kind == MatchKind.RETURNED:
        raise RuleBroken(_("A return has its minutes. It stays."))
    transfer = match.transfer
    if transfer is None:
        return
    returned = transfer.matches.filter(kind=MatchKind.RETURNED).exists()
    if transfer.award.is_handed_over or returned or transfer.line_notes.exists():
        raise RuleBroken(_rests())


def _rests() -> str:
    return _("The handover or another line rests on this match. It stays.")
