"""Acts after the payment: monitoring visits, letters and measures for late reports, losses."""

import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from finance import ledger
from finance.ledger import Posting
from finance.models import Book
from finance.rules.enough import require_enough
from finance.rules.money import require_bookable_day
from foundation.formatting import day, rupiah
from foundation.months import months_after
from foundation.rules import RuleBroken
from grants.selection.models import Award, Sanction
from grants.spending.models import Loss, MonitoringVisit, Purchase
from grants.spending.papers.monitoring_visit import monitoring_content
from grants.spending.papers.sanction import missing, sanction_content
from grants.spending.reports.monitoring import EARLIER
from grants.spending.reports.paid_grants import paid_grant
from grants.spending.reports.sanctions import require_step
from grants.spending.rules.purchases import require_goods, require_standing
from groups.photos import Picture, keep_photo
from papers.actions import issue_paper
from papers.models import Paper

Kind = Book.Kind


@transaction.atomic
def monitor_grant(
    *,
    award: Award,
    month: int,
    date: datetime.date,
    found: str,
    agreed: str = "",
    photo: Picture | None = None,
    today: datetime.date,
    by: User,
) -> MonitoringVisit:
    """Record a monitoring visit some months after the grant (paper 20)."""
    require_bookable_day(award.group, date, today=today)
    paid = paid_grant(award)
    if paid is None:
        raise RuleBroken(_("The grant has not arrived yet."))
    first = months_after(paid.paid_on, month) - EARLIER
    if date < first:
        raise RuleBroken(
            _("The visit after %(months)s is recorded from %(day)s on.")
            % {"months": MonitoringVisit.Month(month).label, "day": day(first)},
            field="month",
        )
    if award.monitoring_visits.filter(month=month).exists():
        raise RuleBroken(_("This visit is recorded already."), field="month")
    kept = keep_photo(group=award.group, picture=photo, by=by) if photo else None
    visit = MonitoringVisit(
        award=award, month=month, date=date, found=found, agreed=agreed, photo=kept, by=by
    )
    visit.paper = issue_paper(
        Paper.Kind.VISIT,
        office=award.round.district,
        group=award.group,
        content=monitoring_content(visit),
        date=date,
        by=by,
    )
    visit.save()
    return visit


def remind_group(*, award: Award, reason: str = "", date: datetime.date, by: User) -> Sanction:
    """Issue the next reminder for an overdue report."""
    return _take_step(award, reason, date, by, letter=True)


def sanction_group(*, award: Award, reason: str, date: datetime.date, by: User) -> Sanction:
    """Issue the next sanction after the reminders (domain.md §6)."""
    return _take_step(award, reason, date, by, letter=False)


@transaction.atomic
def _take_step(
    award: Award, reason: str, date: datetime.date, by: User, *, letter: bool
) -> Sanction:
    ledger.lock(award.group)
    step = require_step(award, date, letter=letter)
    reason = reason.strip() or missing(step.due_on)
    sanction = Sanction(award=award, step=step.step, date=date, reason=reason, by=by)
    sanction.paper = issue_paper(
        Paper.Kind.SANCTION,
        office=award.round.district,
        group=award.group,
        content=sanction_content(sanction, step.due_on),
        date=date,
        by=by,
    )
    sanction.save()
    return sanction


@transaction.atomic
def record_loss(
    *,
    purchase: Purchase,
    kind: str,
    date: datetime.date,
    amount: int,
    letter: Picture,
    explanation: str,
    today: datetime.date,
    by: User,
) -> Loss:
    """Record dead, stolen or lost goods: their value moves to an expense book (S1)."""
    group = purchase.award.group
    ledger.lock(group)
    left, goods = require_goods(purchase), purchase.entry.debit
    require_bookable_day(group, date, today=today)
    if date < purchase.date:
        raise RuleBroken(_("This day is before it was bought."), field="date")
    if not 0 < amount <= left:
        raise RuleBroken(
            _("Its value in the books is %(left)s at most.") % {"left": rupiah(left)},
            field="amount",
        )
    name = "herd_loss" if goods.kind == Kind.HERD else "equipment_loss"
    posting = Posting(ledger.book(group, Kind.EXPENSE, name=name), goods, amount, note=explanation)
    require_enough([posting], since=date)
    (entry,) = ledger.post_many([posting], group=group, date=date, by=by)
    return Loss.objects.create(
        purchase=purchase,
        kind=kind,
        date=date,
        amount=amount,
        letter=keep_photo(group=group, picture=letter, by=by),
        explanation=explanation,
        entry_id=entry,
        by=by,
    )


@transaction.atomic
def cancel_loss(*, loss: Loss, reason: str, today: datetime.date, by: User) -> None:
    """Cancel a loss: reverse its entry today."""
    group = loss.purchase.award.group
    ledger.lock(group)
    require_standing(loss)
    require_bookable_day(group, today, today=today)
    ledger.reverse([loss.entry], date=today, reason=reason, by=by)
