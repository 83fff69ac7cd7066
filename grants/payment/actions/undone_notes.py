"""Take back a wrong explanation of a statement line, which waits again."""

import datetime

from django.db import transaction

from accounts.models import User
from finance import ledger
from foundation.rules import refusals_in_words
from grants.payment.models import LineNote, StatementLine, UndoneNote
from grants.payment.papers.bank_minutes import replacing_minutes
from grants.payment.rules.undoing import note_of, note_rests, require_reopenable
from papers.actions import issue_paper
from papers.models import Paper


@transaction.atomic
def reopen_line(*, line: StatementLine, reason: str, today: datetime.date, by: User) -> UndoneNote:
    """Open an explained line again while no match rests on it; another person replaces minutes."""
    note = note_of(line)
    if transfer := note.transfer:
        ledger.lock(transfer.group)
        note = note_of(line)  # read again under the lock
    require_reopenable(note, by)
    paper = _replace(note, reason, today, by) if note.paper else None
    with refusals_in_words(grants_undonenote_nothing_rests=note_rests()):
        return UndoneNote.objects.create(
            note_number=note.pk,
            line=note.line,
            kind=note.kind,
            transfer=note.transfer,
            explanation=note.explanation,
            minutes=note.paper,
            explained_by=note.by,
            explained_at=note.at,
            reason=reason,
            paper=paper,
            by=by,
        )


def _replace(note: LineNote, reason: str, today: datetime.date, by: User) -> Paper:
    assert note.paper is not None
    return issue_paper(
        Paper.Kind.BANK,
        office=note.line.account.office,
        content=replacing_minutes(note.line, note.paper, reason, today, by),
        date=today,
        group=note.paper.group,
        supersedes=note.paper,
        by=by,
    )
