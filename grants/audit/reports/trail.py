"""The trail of one grant's money: from the quota to receipts, report and refund.

Each step says who did it when, on which paper, and whether its amount fits the step before.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from finance.models import Book
from foundation.formatting import day, rupiah
from grants.audit.reports.trail_spending import followed, refunded, reported, spent
from grants.audit.reports.trail_steps import (
    OF_A_MATCH,
    TrailFact,
    TrailStep,
    doubt,
    on_paper,
    on_photo,
    step,
    step_of_match,
    step_of_note,
)
from grants.payment.models import Match, Transfer
from grants.selection.models import Award
from grants.spending.models import Purchase


def trail_of(award: Award) -> list[TrailStep]:
    """All steps taken of one award, in order."""
    return [
        *_decided(award),
        *_agreed(award),
        *_paid(award),
        *spent(award),
        *reported(award),
        *refunded(award),
        *followed(award),
    ]


def _decided(award: Award) -> Iterator[TrailStep]:
    round, quota, decree = award.round, award.round.quota, award.decree
    yield step(
        "quota",
        _("Quota of the district"),
        quota,
        quota.budget,
        [
            TrailFact(_("Groups"), str(quota.places)),
            TrailFact(_("Decided by"), quota.source or "–"),
        ],
    )
    yield step(
        "round",
        _("Round opened"),
        round,
        round.budget,
        [TrailFact(_("Round"), round.name), TrailFact(_("Groups"), str(round.places))],
        doubt(round.budget <= quota.budget, _("More than the quota carries.")),
    )
    given = sum(each.amount for each in round.awards.in_force())
    yield step(
        "award",
        _("Grant decreed"),
        award,
        award.amount,
        [
            on_paper(decree.paper),
            TrailFact(_("Place in the ranking"), str(award.place)),
            TrailFact(_("All grants of the round"), rupiah(given)),
        ],
        doubt(given <= round.budget, _("All grants are more than the round's budget.")),
    )
    if award.is_revoked:
        taken = award.revocation
        yield step(
            "revocation",
            _("Grant taken back"),
            taken,
            award.amount,
            [on_paper(taken.decree.paper), TrailFact(_("Reason"), taken.reason)],
        )


def _agreed(award: Award) -> Iterator[TrailStep]:
    budgets = award.candidacy.budgets.select_related("by", "meeting", "approval")
    for budget in budgets.prefetch_related("lines").order_by("version"):
        planned = sum(line.total for line in budget.lines.all() if line.source == line.Source.GRANT)
        meeting = TrailFact(_("Chosen in"), f"{budget.meeting}, {day(budget.meeting.date)}")
        yield step(
            f"plan-{budget.version}",
            _("Budget plan (RAB), version %(version)s") % {"version": budget.version},
            budget,
            planned,
            [meeting],
            doubt(planned == award.amount, _("The plan is not the grant to the rupiah.")),
        )
    if award.has_agreement:
        yield step(
            "agreement",
            _("Agreement signed"),
            award.agreement,
            award.amount,
            [on_paper(award.agreement.paper)],
        )


def _paid(award: Award) -> Iterator[TrailStep]:
    if not award.is_ordered:
        return
    order = award.disbursement.order
    yield step(
        "order",
        _("Ordered to pay"),
        order,
        award.disbursement.amount,
        [on_paper(order.paper), TrailFact("SPM", order.spm), TrailFact("SP2D", order.sp2d)],
        doubt(award.disbursement.amount == award.amount, _("Not the amount of the decree.")),
    )
    transfers = award.disbursement.transfers.select_related("by", "account__check_row__by")
    for transfer in transfers.order_by("attempt"):
        yield _transfer(award, transfer)
        matches = transfer.matches.select_related(*OF_A_MATCH).order_by("pk")
        yield from (step_of_match(match, transfer.amount) for match in matches)
        yield from map(step_of_note, transfer.line_notes.select_related("by", "line", "paper"))
    if award.is_handed_over:
        handover = award.handover
        yield step(
            "handover",
            _("Handed over (BAST)"),
            handover,
            award.amount,
            [
                on_paper(handover.paper),
                TrailFact(_("Witnesses"), handover.witnesses),
                *on_photo(_("Photo"), handover.photo),
            ],
        )


def _transfer(award: Award, transfer: Transfer) -> TrailStep:
    checked = transfer.account.check_or_none
    return step(
        f"transfer-{transfer.pk}",
        _("Paid by the office, attempt %(attempt)s") % {"attempt": transfer.attempt},
        transfer,
        transfer.amount,
        [
            TrailFact(_("Reference"), transfer.reference),
            TrailFact(_("To account"), f"{transfer.account.bank} {transfer.account.masked}"),
            TrailFact(_("Account checked by"), checked.by.name if checked else "–"),
        ],
        [
            *doubt(transfer.amount == award.amount, _("Not the amount of the decree.")),
            *doubt(bool(checked and checked.right), _("The account was not checked.")),
        ],
    )


@dataclass(frozen=True)
class Sum:
    """arrived = bought + refunded + left; `book` is the balance of the grant book."""

    arrived: int
    bought: int
    refunded: int
    book: int

    @property
    def left(self) -> int:
        return self.arrived - self.bought - self.refunded

    @property
    def fits(self) -> bool:
        return self.left == self.book


def sum_of(award: Award) -> Sum:
    """Computed from matched bank lines and the purchases that were not cancelled."""
    of_award = Match.objects.filter(transfer__disbursement__award__group=award.group_id)
    arrived = sum(
        match.transfer.amount * (1 if match.kind == Match.Kind.ARRIVED else -1)
        for match in of_award.select_related("transfer").exclude(entry=None)
        if match.transfer
    )
    bought = Purchase.objects.not_cancelled().filter(award__group=award.group_id)
    back = Match.objects.filter(refund__award__group=award.group_id).select_related("refund")
    book = Book.objects.filter(group=award.group_id, kind=Book.Kind.GRANT).first()
    return Sum(
        arrived=arrived,
        bought=sum(bought.values_list("amount", flat=True)),
        refunded=sum(match.refund.amount for match in back if match.refund),
        book=book.balance if book else 0,
    )
