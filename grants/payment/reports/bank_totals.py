"""What the bank paid of each payment, by all of its lines, against what it should have paid."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.db.models import (
    BigIntegerField,
    Case,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import TruncDate
from django.utils.translation import gettext as _

from foundation.formatting import rupiah
from grants.payment.models import LineNote, Match, MatchKind, StatementLine, Transfer


def paid_beyond(transfers: Iterable[Transfer]) -> dict[Transfer, int]:
    """By payment, the rupiah that went out beyond what was owed; negative if too little did.

    Lines matched to a payment or explained by it count. Nothing is owed of a payment that came
    back or was declared lost. Only payments that do not fit are in it, until they do.
    """
    rows = {row.pk: row for row in transfers}
    went_out: Counter[int] = Counter()
    kinds: dict[int, set[str]] = {}
    matches = Match.objects.filter(transfer__in=rows).values_list("transfer", "kind")
    for transfer, kind, amount in matches.annotate(Sum("line__amount")).order_by():
        went_out[transfer] -= amount
        kinds.setdefault(transfer, set()).add(kind)
    notes = (
        LineNote.objects.filter(transfer__in=rows, line__match=None)
        .values_list("transfer")
        .order_by()
    )
    for transfer, amount in notes.annotate(Sum("line__amount")):
        went_out[transfer] -= amount
    owed = {key: _owed(row, kinds.get(key, set())) for key, row in rows.items()}
    return {rows[key]: paid - owed[key] for key, paid in went_out.items() if paid != owed[key]}


def overpaid() -> QuerySet[Any]:
    """Payments with too much paid `beyond` what is owed, as above, since `overpaid_on`."""
    noted = Q(note__transfer=OuterRef("pk"))
    matched = Q(match__transfer=OuterRef("pk"))
    lines = StatementLine.objects.filter(matched | Q(noted, match=None)).order_by()
    went_out = lines.values(one=Value(1)).values_list(-Sum("amount"))
    first = StatementLine.objects.filter(noted, amount__lt=0).order_by("note__at")
    returned = StatementLine.objects.filter(matched, match__kind=MatchKind.RETURNED)
    is_void = Q(lost__isnull=False) | Exists(returned)
    rows = Transfer.objects.filter(Exists(first)).annotate(
        overpaid_on=Subquery(first.values(on=TruncDate("note__at"))[:1]),
        beyond=Subquery(went_out, BigIntegerField())
        - Case(When(is_void, then=Value(0)), default=F("amount"), output_field=BigIntegerField()),
    )
    return rows.filter(beyond__gt=0).select_related("disbursement")


def _owed(transfer: Transfer, kinds: set[str]) -> int:
    is_void = transfer.is_lost or MatchKind.RETURNED in kinds
    return 0 if is_void else transfer.amount


def said_of(beyond: int) -> str:
    if beyond > 0:
        return _("The bank paid %(amount)s too much, which has not come back.") % {
            "amount": rupiah(beyond)
        }
    return _("By the bank's lines %(amount)s of this payment are missing.") % {
        "amount": rupiah(-beyond)
    }
