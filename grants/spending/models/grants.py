"""GrantQuerySet: questions about awards that need payment and spending.

`Award` belongs to the selection, which knows no payment and no report. These questions need both,
so their QuerySet stands here, in the first stage that knows all the models they look at.
"""

from collections.abc import Mapping
from enum import StrEnum
from itertools import takewhile
from typing import NamedTuple

from django.db.models import (
    BigIntegerField,
    Case,
    Count,
    DateField,
    Exists,
    Expression,
    ExpressionWrapper,
    F,
    Field,
    Func,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, Greatest, TruncDate

from grants.payment.models import BankAccount, Match, Refund, Transfer
from grants.selection.models import Award, Sanction
from grants.selection.models.decisions import AwardQuerySet
from grants.spending.models.follow_up import MonitoringVisit
from grants.spending.models.reports import Report, Review
from grants.spending.models.spending import Purchase
from papers.models import SignedPage


class State(StrEnum):
    """States of a paid grant: keys of the table of steps (`grants.way.steps`), which names them."""

    ARRIVED = "arrived"
    TO_WRITE = "to_write"
    TO_CHECK = "to_check"
    TO_REVIEW = "to_review"
    RETURNED = "returned"
    TO_REFUND = "to_refund"
    AT_THE_BANK = "at_the_bank"
    DONE = "done"  # waits for nothing


class Wait(NamedTuple):
    """When a paid grant is in a state: the condition, since when, due when."""

    condition: Q
    since: F
    due_on: Expression | None


def days_after(day: str, days: str) -> ExpressionWrapper:
    return ExpressionWrapper(F(day) + F(days), output_field=DateField())


# A returned report is due no earlier than it was before; GREATEST leaves out NULL.
REPORT_DUE = Greatest(F("mend_until"), days_after("paid_on", "round__report_days"))
REFUND_DUE = days_after("reviewed_on", "round__mend_days")
LEFT, NOT_BACK = Q(left__gt=0), Q(on_its_way__gt=0)
WAITS_FOR = {  # after `with_progress`; the first whose condition holds
    State.ARRIVED: Wait(Q(handover=None), F("paid_on"), REPORT_DUE),
    State.TO_WRITE: Wait(Q(report_pk=None), F("paid_on"), REPORT_DUE),
    State.TO_CHECK: Wait(Q(checked_on=None), F("written_on"), REPORT_DUE),
    State.TO_REVIEW: Wait(Q(accepted=None), F("checked_on"), None),
    State.RETURNED: Wait(Q(accepted=False), F("reviewed_on"), REPORT_DUE),
    State.TO_REFUND: Wait(LEFT, F("reviewed_on"), REFUND_DUE),
    State.AT_THE_BANK: Wait(NOT_BACK, F("refunded_on"), None),
}


class GrantQuerySet(AwardQuerySet):
    """Awards in force, filtered by what they wait for."""

    # --- before the payment

    def unpaid(self) -> "GrantQuerySet":
        """Without a payment in force; annotates the account: `account`, `account_is_right`, …"""
        paid = Transfer.objects.in_force().filter(disbursement__award=OuterRef("pk"))
        accounts = BankAccount.objects.in_force().filter(group=OuterRef("group"))
        return (
            self.in_force()
            .filter(~Exists(paid))
            .annotate(
                account=Subquery(accounts.values("pk")),
                account_by=Subquery(accounts.values("by")),
                account_typed_on=Subquery(accounts.values(day=TruncDate("at"))),
                account_is_right=Subquery(accounts.values("check_row__right")),
                account_checked_on=Subquery(accounts.values(day=TruncDate("check_row__at"))),
                account_is_change=Subquery(accounts.values("replaces_a_right_one")),
            )
        )

    def awaiting_agreement(self) -> "GrantQuerySet":
        planned = self.in_force().filter(candidacy__budgets__version=1)
        return planned.filter(agreement=None)

    def awaiting_signature(self) -> "GrantQuerySet":
        """With an agreement whose signed page is missing."""
        rows = self.in_force().filter(agreement__isnull=False, disbursement=None)
        return rows.filter(agreement__paper__signed_pages=None)

    def awaiting_account(self) -> "GrantQuerySet":
        return self.unpaid().filter(account=None)

    def awaiting_other_account(self) -> "GrantQuerySet":
        """With an account that a verifier found wrong."""
        return self.unpaid().filter(account_is_right=False)

    def awaiting_account_check(self) -> "GrantQuerySet":
        return self.unpaid().filter(account__isnull=False, account_is_right=None)

    def awaiting_order(self) -> "GrantQuerySet":
        signed = SignedPage.objects.filter(paper__agreement__award=OuterRef("pk"))
        rows = self.unpaid().filter(Exists(signed), disbursement=None, account_is_right=True)
        waits = Case(When(account_is_change=True, then=F("round__waiting_days")), default=Value(0))
        free_on = ExpressionWrapper(F("account_typed_on") + waits, output_field=DateField())
        return rows.annotate(account_free_on=free_on)

    # --- after it

    def arrived(self) -> "GrantQuerySet":
        """Paid and not returned, by the bank statement; annotates `paid_on`."""
        arrivals = Match.objects.arrivals().filter(transfer__disbursement__award=OuterRef("pk"))
        paid_on = Subquery(arrivals.order_by("-pk").values("line__date")[:1])
        return self.in_force().filter(Exists(arrivals)).annotate(paid_on=paid_on)

    def with_progress(self) -> "GrantQuerySet":
        """Arrived, annotated with the amount spent, the last report and the group's deadline.

        `due_on` is NULL while the office must act; `is_open`: the group may buy and report.
        """
        last = Report.objects.last_versions().filter(award=OuterRef("pk"))
        returned = Review.objects.filter(report__award=OuterRef("pk"), accepted=False)
        refunds = Refund.objects.filter(award=OuterRef("pk")).order_by("-pk")
        rows = self.arrived().annotate(
            spent=total(Purchase.objects.not_cancelled()),
            given_back=total(Refund.objects.given_back()),
            on_its_way=total(Refund.objects.on_their_way()),
            refunded_on=Subquery(refunds.values("date")[:1]),
            report_pk=Subquery(last.values("pk")),
            written_by=Subquery(last.values("by")),
            written_on=Subquery(last.values(day=TruncDate("at"))),
            checked_on=Subquery(last.values(day=TruncDate("facilitator_check__at"))),
            accepted=Subquery(last.values("review__accepted")),
            reviewed_on=Subquery(last.values("review__date")),
            mend_until=Subquery(returned.order_by("-report__version").values("mend_until")[:1]),
        )
        return rows.annotate(
            left=F("amount") - F("spent") - F("given_back") - F("on_its_way"),
            is_open=Q(report_pk=None) | Q(checked_on=None) | Q(accepted=False),
            due_on=first_matching({state: each.due_on for state, each in WAITS_FOR.items()}),
        )

    def in_state(self, state: State) -> "GrantQuerySet":
        """Grants whose first matching condition of `WAITS_FOR` is that of this state.

        Those that are done match none.
        """
        before = takewhile(lambda each: each != state, WAITS_FOR)
        rows = self.with_progress()
        rows = rows if state == State.DONE else rows.filter(WAITS_FOR[state].condition)
        return rows.filter(*(~WAITS_FOR[each].condition for each in before))

    def awaiting_recovery(self) -> "GrantQuerySet":
        """Asked back by a sanction without an accepted report; annotates `asked_back_on`."""
        asked = Sanction.objects.filter(award=OuterRef("pk"), step=Sanction.Step.RECOVERY)
        rows = self.with_progress().annotate(asked_back_on=Subquery(asked.values("date")))
        return rows.filter(asked_back_on__isnull=False, left__gt=0).exclude(accepted=True)

    def awaiting_monitoring(self) -> "GrantQuerySet":
        """With monitoring visits left; annotates `visit_on`, the day of the next one."""
        made = MonitoringVisit.objects.filter(award=OuterRef("pk"))
        missing = [
            When(~Exists(made.filter(month=month)), then=Value(month))
            for month in MonitoringVisit.Month.values
        ]
        next_month = Case(*missing, default=None, output_field=IntegerField())
        rows = self.arrived().annotate(next_month=next_month).filter(next_month__isnull=False)
        return rows.annotate(visit_on=months_after("paid_on", "next_month"))

    def awaiting_sanction(self) -> "GrantQuerySet":
        """Something is due. `steps_taken`: letters and measures so far; `step_on`: the next one's.

        The last of the round's days holds for the third letter and for every measure after it.
        """
        taken = Sanction.objects.filter(award=OuterRef("pk")).order_by().values("award")
        rows = (
            self.with_progress()
            .filter(due_on__isnull=False)
            .annotate(steps_taken=Coalesce(Subquery(taken.annotate(n=Count("pk")).values("n")), 0))
        )
        days = [F(f"round__reminder_days__{number}") for number in range(len(Sanction.LETTERS))]
        early = [When(steps_taken=number, then=day) for number, day in enumerate(days[:-1])]
        after = Case(*early, default=days[-1], output_field=IntegerField())
        return rows.filter(steps_taken__lt=len(Sanction.Step)).annotate(
            step_on=ExpressionWrapper(F("due_on") + after, output_field=DateField())
        )

    def awaiting_letter(self) -> "GrantQuerySet":
        return self.awaiting_sanction().filter(steps_taken__lt=len(Sanction.LETTERS))

    def awaiting_measure(self) -> "GrantQuerySet":
        """After all letters: the head of office decides the next measure."""
        return self.awaiting_sanction().filter(steps_taken__gte=len(Sanction.LETTERS))


def grants() -> GrantQuerySet:
    return GrantQuerySet(Award)


def total(rows: QuerySet) -> Coalesce:
    """The sum of the rows of an award; cast, as PostgreSQL's sum of bigint is numeric."""
    sums = rows.filter(award=OuterRef("pk")).order_by().values("award")
    summed = Subquery(sums.annotate(n=Cast(Sum("amount"), BigIntegerField())).values("n"))
    return Coalesce(summed, 0, output_field=BigIntegerField())


def first_matching(
    values: Mapping[State, object], default=None, field: Field | None = None
) -> Case:
    """The value of the first condition of `WAITS_FOR` that holds.

    No condition names another annotation made so: Django writes an annotation out wherever it is
    named, and with `state` in the conditions of `since` and `due_on` a query had eighty subqueries.
    """
    return Case(
        *(When(each.condition, then=values[state]) for state, each in WAITS_FOR.items()),
        default=default,
        output_field=field or DateField(),
    )


def months_after(day: str, months: str) -> Func:
    """The same day of a later month, clipped to its last day."""
    return Func(
        F(day),
        F(months),
        template="(%(expressions)s)::date",
        arg_joiner=" + interval '1 month' * ",
        output_field=DateField(),
    )
