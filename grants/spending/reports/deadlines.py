"""Where each paid grant stands with its report: what it waits for, since when, until when."""

import datetime

from django.db import models
from django.db.models import (
    BigIntegerField,
    Case,
    DateField,
    Exists,
    ExpressionWrapper,
    F,
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


OPEN = [State.TO_WRITE, State.TO_CHECK, State.RETURNED]  # may buy, and write the report anew


def accounts(awards: QuerySet[Award]) -> QuerySet[Award]:
    """Those that were paid, each with what it waits for (`state`), `since` and `due_on`.

    `due_on` is empty while somebody of the office must act. Also: `paid_on`, `spent`,
    `given_back`, `left`, `is_open` (the group may buy and write), `report_pk`: the last one's.
    """
    last = Report.objects.filter(award=OuterRef("pk")).order_by("-version")
    returned = Review.objects.filter(report__award=OuterRef("pk"), accepted=False)
    paid = awards.in_force().filter(Exists(arrivals(OuterRef("pk"))))
    return (
        paid.annotate(
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
        )
        .annotate(state=waits_for(), left=F("amount") - F("spent") - F("given_back"))
        .annotate(since=since(), due_on=due_on(), is_open=Q(state__in=OPEN))
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


def waits_for() -> Case:
    none = {"report_pk": None}
    left = Q(amount__gt=F("spent") + F("given_back"))
    return Case(
        When(**none, then=Value(State.TO_WRITE)),
        When(checked_at=None, then=Value(State.TO_CHECK)),
        When(accepted=None, then=Value(State.TO_REVIEW)),
        When(accepted=False, then=Value(State.RETURNED)),
        When(left, then=Value(State.TO_REFUND)),
        When(given_back__gt=F("back_at_bank"), then=Value(State.AT_THE_BANK)),
        default=Value(State.DONE),
        output_field=models.CharField(),
    )


def since() -> Case:
    return Case(
        When(state=State.TO_WRITE, then=F("paid_on")),
        When(state=State.TO_CHECK, then=TruncDate("written_at")),
        When(state=State.TO_REVIEW, then=TruncDate("checked_at")),
        When(state=State.AT_THE_BANK, then=F("refunded_on")),
        default=F("reviewed_on"),
        output_field=DateField(),
    )


def due_on() -> Case:
    """The report some days after the payment, or as a review said; the rest after the review."""
    return Case(
        When(
            state__in=OPEN,
            then=Coalesce(F("mend_until"), days_after("paid_on", "round__report_days")),
        ),
        When(state=State.TO_REFUND, then=days_after("reviewed_on", "round__mend_days")),
        default=None,
        output_field=DateField(),
    )


def days_after(day: str, days: str) -> ExpressionWrapper:
    return ExpressionWrapper(F(day) + F(days), output_field=DateField())
