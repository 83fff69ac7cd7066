"""The money of one grant as data, and its photos as evidence."""

from grants.payment.models import Match
from grants.selection.models import Award
from grants.spending.models import Purchase

PHOTOS = ("receipt", "second_offer", "health_letter")


def award_data(award: Award) -> dict:
    """Every movement of money, by its ledger entry."""
    return {
        "award": award.pk,
        "group": award.group_id,
        "amount": award.amount,
        "revoked": award.is_revoked,
        "round": {"id": award.round_id, "budget": award.round.budget, "name": award.round.name},
        "decree": award.decree.paper_id,
        "plans": [_plan(budget) for budget in award.candidacy.budgets.order_by("version")],
        "transfers": [_transfer(transfer) for transfer in _transfers(award)],
        "matches": [_match(match) for match in _matches(award)],
        "purchases": [_purchase(purchase) for purchase in _purchases(award)],
        "reports": [_report(report) for report in award.reports.order_by("version")],
        "refunds": [
            {"id": row.pk, "amount": row.amount, "sts": row.sts, "cancelled": row.is_cancelled}
            for row in award.refunds.select_related("cancellation")
        ],
    }


def photos_of(award: Award) -> dict[int, str]:
    """Photos by primary key, with what they show."""
    found = {}
    for purchase in _purchases(award):
        for name in PHOTOS:
            if pk := getattr(purchase, f"{name}_id"):
                found[pk] = f"{name}: {purchase}"
        found |= {row.photo_id: f"{row.kind}: {purchase}" for row in purchase.evidence.all()}
        found |= {row.letter_id: f"loss: {purchase}" for row in purchase.losses.all()}
    if award.is_handed_over:
        found[award.handover.photo_id] = "handover"
    rows = [
        *((visit.photo_id, "monitoring visit") for visit in award.monitoring_visits.all()),
        *((refund.slip_id, f"slip: {refund.sts}") for refund in award.refunds.all()),
        *((account.letter_id, "account") for account in award.group.bank_accounts.all()),
        *((paper.photo_id, f"{paper.kind}") for paper in award.candidacy.documents.all()),
        *_of_visits(award),
    ]
    return found | {pk: what for pk, what in rows if pk}


def _of_visits(award: Award) -> list[tuple[int, str]]:
    photos = award.candidacy.visits.exclude(photos=None).values_list("photos", flat=True)
    return [(pk, "visit") for pk in photos]


def _plan(budget) -> dict:
    lines = [
        {"number": line.number, "item": line.item, "amount": line.total}
        for line in budget.lines.granted()
    ]
    return {"version": budget.version, "lines": lines}


def _transfers(award: Award):
    disbursement = award.disbursement_or_none
    return disbursement.transfers.order_by("attempt") if disbursement else []


def _transfer(transfer) -> dict:
    return {
        "id": transfer.pk,
        "reference": transfer.reference,
        "amount": transfer.amount,
        "date": transfer.date.isoformat(),
    }


def _matches(award: Award):
    paid = Match.objects.filter(transfer__disbursement__award=award)
    back = Match.objects.filter(refund__award=award)
    return (paid | back).select_related("line__file", "transfer", "refund").order_by("pk")


def _match(match: Match) -> dict:
    line = match.line
    return {
        "kind": match.kind,
        "transfer": match.transfer_id,
        "refund": match.refund_id,
        "amount": match.paid.amount,
        "entry": match.entry_id,
        "line": {
            "date": line.date.isoformat(),
            "amount": line.amount,
            "reference": line.reference,
            "file": line.file.digest,
            "place": line.place,
        },
    }


def _purchases(award: Award):
    rows = award.purchases.select_related("line", "entry__reversal")
    return rows.prefetch_related("evidence", "losses").order_by("pk")


def _purchase(purchase: Purchase) -> dict:
    return {
        "id": purchase.pk,
        "line": purchase.line.number,
        "item": purchase.item,
        "seller": purchase.seller,
        "date": purchase.date.isoformat(),
        "amount": purchase.amount,
        "entry": purchase.entry_id,
        "capital_entry": purchase.capital_entry_id,
        "cancelled": purchase.is_cancelled,
        "receipt": f"photos/{purchase.receipt_id}.jpg",
    }


def _report(report) -> dict:
    return {
        "version": report.version,
        "paper": report.paper_id,
        "purchases": list(report.purchases.order_by("pk").values_list("pk", flat=True)),
        "remainder": report.remainder,
        "accepted": report.is_reviewed and report.review.accepted,
    }
