"""Where each paid grant stands with its report: what it waits for, since when, until when."""

import datetime
from typing import NamedTuple

from django.db import models
from django.db.models import (
    BigIntegerField,
    Case,
    DateField,
    Exists,
    Expression,
    ExpressionWrapper,
    F,
    Field,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Coalesce, TruncDate
from django.utils.translation import gettext_lazy as _

from grants.payment.models import Match, Refund
from grants.selection.models import Award
from grants.spending.models import Purchase, Report, Review

SOON = datetime.timedelta(days=30)


class State(models.TextChoices):
    """What a paid grant waits for."""

    TO_WRITE = "to_write", _("Awaiting the report")
    TO_CHECK = "to_check", _("Facilitator checks")
    TO_REVIEW = "to_review", _("Verifier reviews")
    RETURNED = "returned", _("Returned to mend")
    TO_REFUND = "to_refund", _("Rest to be given back")
    AT_THE_BANK = "at_the_bank", _("Refund awaited at the bank")
    DONE = "done", _("Finished")


def accounts(awards: QuerySet[Award]) -> QuerySet[Award]:
    """Those that were paid, each with what it waits for (`state`), `since` and `due_on`.

    `due_on` is empty while somebody of the office must act. Also: `paid_on`, `spent`,
    `given_back`, `left`, `is_open` (the group may buy and write), `report_pk`: the last one's.
    """
    last = Report.objects.filter(award=OuterRef("pk")).order_by("-version")
    returned = Review.objects.filter(report__award=OuterRef("pk"), accepted=False)
    paid = awards.in_force().filter(Exists(arrivals(OuterRef("pk"))))
    return paid.annotate(
        paid_on=Subquery(arrivals(OuterRef("pk")).values("line__date")[:1]),
        spent=total(Purchase.objects.standing()),
        given_back=total(Refund.objects.standing()),
        back_at_bank=total(Refund.objects.filter(match__isnull=False)),
        refunded_on=Subquery(
            Refund.objects.filter(award=OuterRef("pk")).order_by("-pk").values("date")[:1]
        ),
        report_pk=Subquery(last.values("pk")[:1]),
        version=Subquery(last.values("version")[:1]),
        written_at=Subquery(last.values("at")[:1]),
        checked_at=Subquery(last.values("facilitator_check__at")[:1]),
        accepted=Subquery(last.values("review__accepted")[:1]),
        reviewed_on=Subquery(last.values("review__date")[:1]),
        mend_until=Subquery(returned.order_by("-report__version").values("mend_until")[:1]),
    ).annotate(
        state=first_matching("state", Value(State.DONE), models.CharField()),
        since=first_matching("since", F("reviewed_on"), DateField()),
        due_on=first_matching("due_on", None, DateField()),
        left=F("amount") - F("spent") - F("given_back"),
        is_open=Q(report_pk=None) | Q(checked_at=None) | Q(accepted=False),
    )


def account(award: Award) -> Award | None:
    """The same of one grant; None before it was paid."""
    return accounts(Award.objects.filter(pk=award.pk)).select_related("group", "round").first()


def due_soon(rows: QuerySet[Award], today: datetime.date) -> QuerySet[Award]:
    return rows.filter(due_on__gte=today, due_on__lte=today + SOON)


def overdue(rows: QuerySet[Award], today: datetime.date) -> QuerySet[Award]:
    return rows.filter(due_on__lt=today)


def arrivals(award) -> QuerySet[Match]:
    """The match by which the money arrived and stayed."""
    arrived = Match.objects.filter(
        kind=Match.Kind.ARRIVED, transfer__disbursement__award=award
    ).exclude(transfer__matches__kind=Match.Kind.RETURNED)
    return arrived.order_by("-pk")


def total(rows: QuerySet) -> Coalesce:
    """What the rows of an award amount to."""
    sums = rows.filter(award=OuterRef("pk")).order_by().values("award")
    summed = Subquery(sums.annotate(n=Sum("amount")).values("n"), output_field=BigIntegerField())
    return Coalesce(summed, 0, output_field=BigIntegerField())


def days_after(day: str, days: str) -> ExpressionWrapper:
    return ExpressionWrapper(F(day) + F(days), output_field=DateField())


class DeadlineRule(NamedTuple):
    """What a grant waits for, since when and until when, where a condition holds."""

    condition: Q
    state: State
    since: Expression
    due_on: Expression | None


REPORT_DUE = Coalesce(F("mend_until"), days_after("paid_on", "round__report_days"))
MEND_DUE = days_after("reviewed_on", "round__mend_days")
LEFT, NOT_BACK = Q(amount__gt=F("spent") + F("given_back")), Q(given_back__gt=F("back_at_bank"))
DEADLINES = [  # the first whose condition holds
    DeadlineRule(Q(report_pk=None), State.TO_WRITE, F("paid_on"), REPORT_DUE),
    DeadlineRule(Q(checked_at=None), State.TO_CHECK, TruncDate("written_at"), REPORT_DUE),
    DeadlineRule(Q(accepted=None), State.TO_REVIEW, TruncDate("checked_at"), None),
    DeadlineRule(Q(accepted=False), State.RETURNED, F("reviewed_on"), REPORT_DUE),
    DeadlineRule(LEFT, State.TO_REFUND, F("reviewed_on"), MEND_DUE),
    DeadlineRule(NOT_BACK, State.AT_THE_BANK, F("refunded_on"), None),
]


def first_matching(column: str, default, output_field: Field) -> Case:
    """One column of DEADLINES.

    No condition names another annotation of these: Django writes an annotation out wherever it is
    named, and with `state` in the conditions of `since` and `due_on` a query had eighty subqueries.
    """
    values = [(each.condition, getattr(each, column)) for each in DEADLINES]
    whens = [
        When(condition, then=Value(value) if isinstance(value, str) else value)
        for condition, value in values
    ]
    return Case(*whens, default=default, output_field=output_field)
