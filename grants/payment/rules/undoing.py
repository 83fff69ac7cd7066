"""When a wrong match may be undone and by whom, and a wrong explanation."""

from django.utils.translation import gettext as _

from accounts.models import User
from foundation.rules import RuleBroken
from grants.payment.models import LineNote, Match, MatchKind, StatementLine


def match_of(line: StatementLine) -> Match:
    rows = Match.objects.select_related(
        "by", "line", "entry__group", "entry__debit", "entry__credit", "refund__award__group"
    ).select_related("transfer__disbursement__award__group")
    if (match := rows.filter(line=line).first()) is None:
        raise RuleBroken(_("This line is not matched."))
    return match


def require_undoable_line(line: StatementLine, by: User) -> None:
    require_undoable(match_of(line), by)


def require_undoable(match: Match, by: User) -> None:
    """Require another person than who matched, and nothing that rests on the match.

    Who paid may undo it: it gains nothing, since line and payment then wait for somebody else.
    """
    if match.by_id == by.pk:
        raise RuleBroken(_("Who matched the line may not undo it. Ask another cashier."))
    if match.kind == MatchKind.RETURNED:
        raise RuleBroken(_("A return has its minutes. It stays."))
    transfer = match.transfer
    if transfer is None:
        return
    returned = transfer.matches.filter(kind=MatchKind.RETURNED).exists()
    if transfer.award.is_handed_over or returned or transfer.line_notes.exists():
        raise RuleBroken(rests())


def rests() -> str:
    return _("The handover or another line rests on this match. It stays.")


def note_of(line: StatementLine) -> LineNote:
    rows = LineNote.objects.select_related(
        "by", "paper__group", "line__account__office", "transfer__disbursement__award__group"
    )
    if (note := rows.filter(line=line).first()) is None:
        raise RuleBroken(_("This line is not explained."))
    return note


def require_reopenable_line(line: StatementLine) -> None:
    require_reopenable(note_of(line))


def require_reopenable(note: LineNote) -> None:
    """Require that no match rests on the explanation."""
    later = Match.objects.filter(transfer=note.transfer, at__gt=note.at)
    if Match.objects.filter(line=note.line).exists() or (note.transfer and later.exists()):
        raise RuleBroken(note_rests())


def note_rests() -> str:
    return _("A match rests on this explanation. It stays.")
