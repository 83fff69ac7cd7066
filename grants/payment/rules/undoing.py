"""When a wrong match may be undone and by whom, a wrong explanation, and a payment returned."""

from django.utils.translation import gettext as _

from accounts.duties import require_apart
from accounts.models import User
from finance import ledger
from finance.ledger import BookKey
from finance.models import Book
from foundation.formatting import rupiah
from foundation.rules import RuleBroken
from grants.payment.models import LineNote, Match, MatchKind, StatementLine, Transfer

BANK, GRANT = BookKey(Book.Kind.BANK), BookKey(Book.Kind.GRANT)


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


def require_reopenable_line(line: StatementLine, by: User) -> None:
    require_reopenable(note_of(line), by)


def require_reopenable(note: LineNote, by: User) -> None:
    """Require that no match rests on the explanation, and another person than who paid.

    What has its minutes is taken back by another than who wrote them, as a match is: until then
    it says that money is missing.
    """
    if note.paper_id and note.by_id == by.pk:
        raise RuleBroken(_("Who wrote these minutes may not replace them. Ask another cashier."))
    if note.transfer:
        require_apart("match", by=by, **note.transfer.duty_cases)
    later = Match.objects.filter(transfer=note.transfer, at__gt=note.at)
    if Match.objects.filter(line=note.line).exists() or (note.transfer and later.exists()):
        raise RuleBroken(note_rests())


def note_rests() -> str:
    return _("A match rests on this explanation. It stays.")


def require_unspent(transfer: Transfer) -> None:
    """Refuse the return of a payment of which the group has spent or given back a part."""
    books = ledger.books(transfer.group, [BANK, GRANT])
    left = min(books[BANK].balance, books[GRANT].balance)
    if left < transfer.amount:
        raise RuleBroken(
            _(
                "%(group)s has only %(left)s left of these %(amount)s: the rest was spent or given "
                "back, so the bank has not returned this payment. If the group gave money back, "
                "record its refund and match this line with that. Else explain the line."
            )
            % {
                "group": transfer.group,
                "left": rupiah(left),
                "amount": rupiah(transfer.amount),
            }
        )
