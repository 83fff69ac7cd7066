"""Undo a wrong match: the entry is reversed, line and payment wait again."""

import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from finance import ledger
from finance.ledger import Posting
from finance.rules.enough import require_enough
from foundation.rules import refusals_in_words
from grants.payment.models import StatementLine, UndoneMatch
from grants.payment.rules.undoing import match_of, require_undoable, rests


@transaction.atomic
def undo_match(*, line: StatementLine, reason: str, today: datetime.date, by: User) -> UndoneMatch:
    """Undo the match of a line while nothing rests on it; another person than who matched."""
    group = match_of(line).paid.group
    ledger.lock(group)
    match = match_of(line)  # read again under the lock
    require_undoable(match, by)
    entry = match.entry
    assert entry is not None  # only a return may have none
    require_enough([Posting(entry.credit, entry.debit, entry.amount)], correction=True)
    why = _("Matched wrongly: %(reason)s") % {"reason": reason}
    (reversal,) = ledger.reverse([entry], date=today, reason=why[:200], by=by)
    with refusals_in_words(grants_undonematch_nothing_rests=rests()):
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
