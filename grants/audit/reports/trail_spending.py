"""The second half of a trail: purchases, report, refund, follow-up."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from foundation.formatting import day, rupiah
from grants.audit.reports import trail_rows as rows
from grants.audit.reports.trail_steps import (
    TrailFact,
    TrailStep,
    doubt,
    in_books,
    on_paper,
    on_photo,
    step,
    step_of_match,
)
from grants.payment.models import Refund
from grants.selection.models import Award
from grants.spending.models import Evidence, Loss, Purchase


def spent(award: Award) -> Iterator[TrailStep]:
    losses, evidence = rows.losses_of(award.pk), rows.evidence_of(award.pk)
    for purchase in rows.purchases_of(award.pk):
        yield _purchase(purchase, [each for each in evidence if each.purchase_id == purchase.pk])
        yield from (_loss(loss) for loss in losses if loss.purchase_id == purchase.pk)


def _purchase(purchase: Purchase, evidence: list[Evidence]) -> TrailStep:
    back = purchase.entry.reversal_or_none
    page = reverse("grants:purchase", args=[purchase.pk])
    facts = [
        TrailFact(_("Page"), _("Purchase"), page),
        TrailFact(_("Line of the plan"), f"{purchase.line.number}. {purchase.line.item}"),
        TrailFact(_("Seller"), f"{purchase.seller}, {day(purchase.date)}"),
        in_books(purchase.entry),
        *on_photo(_("Receipt"), purchase.receipt),
        *on_photo(_("Second offer"), purchase.second_offer),
        *on_photo(_("Health letter"), purchase.health_letter),
    ]
    for each in evidence:
        facts += on_photo(each.get_kind_display(), each.photo)
    facts += [in_books(back)] if back else []
    title = _("Cancelled: %(item)s") if back else _("Bought: %(item)s")
    return step(
        f"purchase-{purchase.pk}",
        title % {"item": purchase.item},
        purchase,
        purchase.amount,
        facts,
        doubt(purchase.entry.amount == purchase.amount, _("Not the amount in the books.")),
    )


def _loss(loss: Loss) -> TrailStep:
    return step(
        f"loss-{loss.pk}",
        f"{loss.get_kind_display()}: {loss.purchase}",
        loss,
        loss.amount,
        [
            TrailFact(_("How it came about"), loss.explanation),
            in_books(loss.entry),
            *on_photo(_("Letter"), loss.letter),
        ],
        doubt(loss.entry.amount == loss.amount, _("Not the amount in the books.")),
    )


def reported(award: Award) -> Iterator[TrailStep]:
    for report in rows.reports_of(award.pk):
        yield _report(award, report)
        if report.is_reviewed:
            review = report.review
            yield step(
                f"review-{report.version}",
                _("Report accepted") if review.accepted else _("Report given back"),
                review,
                None,
                [on_paper(review.paper), TrailFact(_("To be mended"), review.corrections or "–")],
            )


def _report(award: Award, report: Any) -> TrailStep:
    return step(
        f"report-{report.version}",
        _("Spending report (LPJ), version %(version)s") % {"version": report.version},
        report,
        report.spent,
        [on_paper(report.paper), TrailFact(_("Left over"), rupiah(report.remainder))],
        doubt(report.spent + report.remainder <= award.amount, _("More than the grant.")),
    )


def refunded(award: Award) -> Iterator[TrailStep]:
    matches = {match.refund_id: match for match in rows.matches_of_refunds(award.pk)}
    for refund in rows.refunds_of(award.pk):
        yield _refund(refund)
        if match := matches.get(refund.pk):
            yield step_of_match(match, refund.amount)


def _refund(refund: Refund) -> TrailStep:
    facts = [TrailFact("STS", refund.sts), TrailFact(_("Reference"), refund.reference)]
    title = _("Refund cancelled") if refund.is_cancelled else _("Paid back to the office")
    return step(
        f"refund-{refund.pk}",
        title,
        refund,
        refund.amount,
        [*facts, *on_photo(_("Slip"), refund.slip)],
    )


def followed(award: Award) -> Iterator[TrailStep]:
    """Letters, sanctions and visits after the payment, by day."""
    for sanction in rows.sanctions_of(award.pk):
        yield step(
            f"sanction-{sanction.pk}",
            sanction.get_step_display(),
            sanction,
            None,
            [on_paper(sanction.paper), TrailFact(_("Reason"), sanction.reason)],
        )
    for visit in rows.visits_of(award.pk):
        yield step(
            f"visit-{visit.pk}",
            _("Visit after %(month)s") % {"month": visit.get_month_display()},
            visit,
            None,
            [on_paper(visit.paper), *on_photo(_("Photo"), visit.photo)],
        )
