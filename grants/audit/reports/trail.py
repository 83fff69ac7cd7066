"""The trail of one grant's money: from the quota to receipts, report and refund.

Each step says who did it when, on which paper, and whether its amount fits the step before.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from django.utils.translation import gettext as _

from accounts.duties import LABELS
from accounts.models import Duty
from foundation.formatting import day, rupiah
from grants.audit.reports import trail_rows as rows
from grants.audit.reports.trail_spending import followed, refunded, reported, spent
from grants.audit.reports.trail_steps import (
    TrailFact,
    TrailStep,
    doubt,
    on_paper,
    on_photo,
    step,
    step_of_loose,
    step_of_match,
    step_of_note,
    step_of_undone,
    step_of_undone_note,
)
from grants.payment.models import BankAccount, Transfer
from grants.payment.reports.bank_totals import paid_beyond, said_of
from grants.payment.reports.loose_lines import loose_lines
from grants.payment.reports.suggestions import Suggestion
from grants.selection.models import Award


def trail_of(award: Award, loose: list[Suggestion] | None = None) -> list[TrailStep]:
    """All steps taken of one award, in order of time; those of one moment as they follow.

    `loose`: its `loose_lines`, where they were read for many grants at once.
    """
    if loose is None:
        loose = loose_lines([award.round]).get(award.pk, [])
    [award] = rows.award_with_papers(award.pk)
    steps = [
        *_decided(award),
        *_agreed(award),
        *_paid(award),
        *spent(award),
        *reported(award),
        *refunded(award),
        *followed(award),
        *map(step_of_loose, loose),
    ]
    return sorted(steps, key=attrgetter("at"))


def _decided(award: Any) -> Iterator[TrailStep]:
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
    yield step(
        "award",
        _("Grant decreed"),
        award,
        award.amount,
        [
            on_paper(decree.paper),
            TrailFact(_("Place in the ranking"), str(award.place)),
            TrailFact(_("All grants of the round"), rupiah(award.given)),
        ],
        doubt(award.given <= round.budget, _("All grants are more than the round's budget.")),
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
    for budget in rows.budgets_of(award.candidacy_id):
        meeting = TrailFact(_("Chosen in"), f"{budget.meeting}, {day(budget.meeting.date)}")
        yield step(
            f"plan-{budget.version}",
            _("Budget plan (RAB), version %(version)s") % {"version": budget.version},
            budget,
            budget.planned,
            [meeting],
            doubt(budget.planned == award.amount, _("The plan is not the grant to the rupiah.")),
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
        [on_paper(order.paper), TrailFact("SPM", order.spm), TrailFact("SP2D", order.sp2d or "–")],
        doubt(award.disbursement.amount == award.amount, _("Not the amount of the decree.")),
    )
    transfers = list(rows.transfers_of(award.disbursement.pk))
    yield from _lifted(award, transfers)
    beyond = paid_beyond(transfers)
    matches, notes = rows.matches_of(award.disbursement.pk), rows.notes_of(award.disbursement.pk)
    for transfer in transfers:
        yield _transfer(award, transfer, beyond.get(transfer, 0))
        of_transfer = [match for match in matches if match.transfer_id == transfer.pk]
        yield from (step_of_match(match, transfer.amount) for match in of_transfer)
        yield from (step_of_note(note) for note in notes if note.transfer_id == transfer.pk)
        if lost := transfer.lost_or_none:
            yield step(
                f"lost-{transfer.pk}",
                _("Declared lost by the bank's letter of %(day)s") % {"day": day(lost.date)},
                lost,
                transfer.amount,
                [
                    TrailFact(_("Reason"), lost.reason),
                    *on_photo(_("The bank's letter"), lost.letter),
                ],
            )
    yield from map(step_of_undone, rows.undone_of(award.pk))
    yield from map(step_of_undone_note, rows.undone_notes_of(award.disbursement.pk))
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


def _lifted(award: Award, transfers: list[Transfer]) -> Iterator[TrailStep]:
    """The pairs of duties lifted by the province, each with the act done under it."""
    accounts = {f"account:{row.account_id}": row.account for row in transfers}
    for duty in rows.duties_under_a_lift([*accounts, f"round:{award.round_id}"]):
        lift = duty.lift
        assert lift is not None  # as asked for
        yield step(
            f"lift-{duty.pk}",
            _("Pair of duties lifted by the province"),
            lift,
            None,
            [
                TrailFact(_("Pair of duties"), str(LABELS[duty.pair])),
                TrailFact(_("Office"), str(lift.office)),
                TrailFact(_("Term"), f"{day(lift.since)} – {day(lift.last_day)}"),
                TrailFact(_("Reason"), lift.reason),
                TrailFact(_("Done under it"), _done_under(duty, accounts.get(duty.case))),
            ],
        )


def _done_under(duty: Duty, account: BankAccount | None) -> str:
    check = account.check_or_none if account else None
    words = {"name": duty.user, "day": day(check.at) if check else "–"}
    if account:
        return _("%(name)s entered the account and checked it on %(day)s") % words
    return _("%(name)s did both in this round") % words


def _transfer(award: Award, transfer: Transfer, beyond: int) -> TrailStep:
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
            *doubt(not beyond, said_of(beyond)),
        ],
    )


@dataclass(frozen=True)
class Sum:
    """arrived = bought + given back + on its way + left; `book`: the balance of the grant book.

    What is on its way leaves the book when the bank's statement shows it.
    """

    arrived: int
    bought: int
    given_back: int
    on_its_way: int
    book: int

    @property
    def left(self) -> int:
        return self.arrived - self.bought - self.given_back - self.on_its_way

    @property
    def fits(self) -> bool:
        return self.left + self.on_its_way == self.book


def sum_of(award: Award) -> Sum:
    """Computed from matched bank lines and the purchases that were not cancelled."""
    [sums] = rows.sums_of(award.pk)
    return Sum(*sums)
