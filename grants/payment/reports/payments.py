"""How far each grant has come, from the decree to the handover, and who acts next."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db import models
from django.db.models import Case, Count, Exists, OuterRef, Q, Subquery, Sum, Value, When
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Assignment, User
from foundation.exports import Column
from grants.payment.models import BankAccount, Disbursement, Match, Transfer
from grants.payment.rules.payable import held, held_back, obstacle
from grants.selection.models import Award, Round
from groups.models import Group
from papers.models import SignedPage

Role = Assignment.Role


class State(models.TextChoices):
    AGREEMENT = "agreement", gettext_lazy("Waits for the agreement")
    SIGNATURE = "signature", gettext_lazy("Waits for the signed page")
    ACCOUNT = "account", gettext_lazy("Waits for the account")
    ORDER = "order", gettext_lazy("May be ordered")
    READY = "ready", gettext_lazy("Ready to pay")
    RETURNED = "returned", gettext_lazy("Returned, to be paid again")
    PAID = "paid", gettext_lazy("Paid, not on the statement yet")
    ARRIVED = "arrived", gettext_lazy("Arrived in the account")
    HANDED_OVER = "handed_over", gettext_lazy("Handed over")


MARKS = {
    State.RETURNED: "bad",
    State.ARRIVED: "ok",
    State.HANDED_OVER: "ok",
}
NEXT = {
    State.AGREEMENT: Role.HEAD,
    State.SIGNATURE: Role.FACILITATOR,
    State.ORDER: Role.CASHIER,
    State.READY: Role.CASHIER,
    State.RETURNED: Role.CASHIER,
    State.ARRIVED: Role.FACILITATOR,
}


@dataclass
class Row:
    """One grant on the list: where it stands, since when, and what is in the way."""

    award: Award
    account: BankAccount | None
    today: datetime.date
    is_held: bool = False

    @property
    def state(self) -> State:
        return State(self.award.state)

    @property
    def mark(self) -> str:
        return MARKS.get(self.state, "wait")

    @property
    def disbursement(self) -> Disbursement | None:
        return self.award.disbursement_or_none

    @property
    def transfers(self) -> list[Transfer]:
        return list(self.disbursement.transfers.all()) if self.disbursement else []

    @property
    def obstacle(self) -> str:
        """What stands in the way of the payment; empty once it is paid, or where nothing does."""
        if self.state in (State.PAID, State.ARRIVED, State.HANDED_OVER):
            return ""
        if self.is_held:
            return held_back()
        days = self.award.round.waiting_days
        return obstacle(self.account, waiting_days=days, on=self.today)

    @property
    def may_be_paid(self) -> bool:
        return self.state in (State.READY, State.RETURNED) and not self.obstacle

    @property
    def waits_for(self) -> str:
        """Who acts next, by role."""
        if self.state == State.HANDED_OVER:
            return ""
        if self.state == State.PAID:
            return _("another cashier")
        return str(self._next_role.label)

    @property
    def since(self) -> datetime.date | None:
        award = self.award
        match self.state:
            case State.AGREEMENT:
                return award.decree.date
            case State.SIGNATURE:
                return award.agreement.date
            case State.ACCOUNT:
                typed = self.account and timezone.localdate(self.account.at)
                return max(filter(None, [award.agreement.date, typed]))
            case State.ORDER:
                checked = timezone.localdate(self.account.check_row.at)
                return max(award.agreement.date, checked)
            case State.READY:
                return self.disbursement.order.date
            case State.HANDED_OVER:
                return award.handover.date
            case State.PAID:
                return self.transfers[-1].date
        return max(match.line.date for match in self.transfers[-1].matches.all())

    @property
    def _next_role(self) -> Role:
        if self.state != State.ACCOUNT:
            return NEXT[self.state]
        waits_for_check = self.account and not self.account.is_checked
        return Role.VERIFIER if waits_for_check else Role.FACILITATOR


def awards_to_pay(user: User):
    """The grants in force where this user may look at payments, each with `state`."""
    seen = Group.objects.visible_to(user, "grants.view_disbursement")
    awards = Award.objects.in_force().filter(group__in=seen)
    return with_state(awards).order_by("-round__year", "-round_id", "place")


def with_state(awards):
    """Adds `state`, and `account_is_changed`."""
    transfers = Transfer.objects.filter(disbursement__award=OuterRef("pk"))
    standing = transfers.exclude(matches__kind=Match.Kind.RETURNED)
    arrived = standing.filter(matches__kind=Match.Kind.ARRIVED)
    signed = SignedPage.objects.filter(paper__agreement__award=OuterRef("pk"))
    latest = BankAccount.objects.filter(group=OuterRef("group")).order_by("-pk")
    return awards.annotate(
        account_is_right=Subquery(latest.values("check_row__right")[:1]),
        account_reason=Subquery(latest.values("reason")[:1]),
        account_is_changed=Case(
            When(account_reason__gt="", then=True), default=False,
            output_field=models.BooleanField(),
        ),
        state=Case(
            When(Exists(arrived) & Q(handover__isnull=False), then=Value(State.HANDED_OVER)),
            When(Exists(arrived), then=Value(State.ARRIVED)),
            When(Exists(standing), then=Value(State.PAID)),
            When(Exists(transfers), then=Value(State.RETURNED)),
            When(disbursement__isnull=False, then=Value(State.READY)),
            When(agreement=None, then=Value(State.AGREEMENT)),
            When(~Exists(signed), then=Value(State.SIGNATURE)),
            When(account_is_right=True, then=Value(State.ORDER)),
            default=Value(State.ACCOUNT),
            output_field=models.CharField(),
        ),
    )  # fmt: skip


def rows_of(awards: Iterable[Award], today: datetime.date) -> list[Row]:
    """The rows of a page, in a fixed number of statements."""
    awards = list(awards)
    groups = {award.group_id for award in awards}
    accounts, stopped = BankAccount.objects.latest().filter(group__in=groups), held(groups)
    of_group = {each.group_id: each for each in accounts.select_related("check_row")}
    return [
        Row(award, of_group.get(award.group_id), today, award.group_id in stopped)
        for award in awards
    ]


def shown(awards):
    """With all that a row of the list says."""
    return (
        with_state(awards)
        .select_related(
            "group__village",
            "round",
            "decree__paper",
            "agreement",
            "handover",
            "disbursement__order",
        )
        .prefetch_related("disbursement__transfers__matches__line")
    )


def orderable(round: Round, today: datetime.date) -> list[Row]:
    """The grants of a round that wait for an order, those with an obstacle too."""
    waiting = shown(round.awards.in_force()).filter(
        state__in=[State.AGREEMENT, State.SIGNATURE, State.ACCOUNT, State.ORDER]
    )
    return rows_of(waiting, today)


def sums(awards) -> list[tuple[State, int, int]]:
    """How many grants and rupiah stand in each state that has some, in the order of the way."""
    found = {
        row["state"]: (row["count"], row["amount"])
        for row in awards.order_by().values("state").annotate(
            count=Count("pk"), amount=Sum("amount")
        )
    }  # fmt: skip
    return [(state, *found[state]) for state in State if state in found]


def payments_table(rows: Iterable[Row]) -> tuple[list[Column], Iterator[list]]:
    """Columns and rows of a file."""
    columns = [
        Column(_("Group"), 24),
        Column(_("Village"), 20),
        Column(_("Round"), 24),
        Column(_("Amount")),
        Column(_("State"), 28),
        Column(_("Since")),
        Column(_("Waits for"), 24),
        Column(_("SP2D number"), 20),
        Column(_("Reference"), 20),
        Column(_("What is in the way"), 48),
    ]
    return columns, map(_table_row, rows)


def _table_row(row: Row) -> list:
    order = row.disbursement and row.disbursement.order.sp2d
    return [
        str(row.award.group),
        row.award.group.village.name,
        str(row.award.round),
        row.award.amount,
        str(row.state.label),
        row.since,
        row.waits_for,
        order or "",
        row.transfers[-1].reference if row.transfers else "",
        row.obstacle,
    ]
