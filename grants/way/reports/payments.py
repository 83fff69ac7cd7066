"""The list of payments: the state of each grant from decree to handover, and who acts next."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from foundation.acts import Offer
from foundation.exports import Column
from foundation.formatting import day
from foundation.lists import ListColumn, act, as_keyed, cut, link, marks
from foundation.statements import STAND_INS, Statement, compiled_once
from foundation.templatetags.constants import address_of
from grants.payment.models import BankAccount, Disbursement, Transfer
from grants.payment.reports.bank_totals import overpaid, said_of
from grants.payment.reports.payments import accounts_of
from grants.payment.rules.payable import held, held_back, obstacle, waits_until
from grants.selection.models import Award
from grants.way.reports.award_columns import of_award
from grants.way.step import Role, with_state
from grants.way.steps import STEP_OF
from groups.models import Group
from groups.reports.groups import village_of

OVER = "handed_over"
STATES = {  # of a grant on the list, in the order of the way
    key: STEP_OF[key][1].label
    for key in [
        "plan",
        "agreement",
        "signature",
        "account",
        "account_refused",
        "account_check",
        "order",
        "sp2d",
        "ready",
        "pay_again",
        "paid",
        "arrived",
    ]
} | {OVER: gettext_lazy("Handed over")}
ORDER = ["-round__year", "-round_id", "place"]
PAYABLE = ["ready", "pay_again"]
ORDERABLE = ["order", *PAYABLE]


class GrantState(NamedTuple):
    """The state of a grant; `since` is empty after the handover."""

    state: str
    since: datetime.date | None
    amount: int


@dataclass
class PaymentRow:
    """A grant on the list: its state, since when, and what blocks the payment."""

    award: Award
    grant_state: GrantState
    account: BankAccount | None
    today: datetime.date
    user: User
    is_held: bool = False
    doubt: str = ""  # what the bank paid too much, until it came back

    @property
    def state(self) -> str:
        return self.grant_state.state

    @property
    def label(self) -> str:
        if self.state not in ORDERABLE or not self.obstacle:
            return str(STATES[self.state])
        if self.waits_until and not self.is_held:
            return _("Waits until %(day)s") % {"day": day(self.waits_until)}
        return _("May not be paid yet")

    @cached_property
    def waits_until(self) -> datetime.date | None:
        """The day from which a changed account may be paid, while it still waits."""
        if self.account is None or not self.account.is_checked:
            return None
        days = self.award.round.waiting_days
        return waits_until(self.account, waiting_days=days, on=self.today)

    @property
    def mark(self) -> str:
        return "ok" if self.state == OVER else STEP_OF[self.state][1].mark

    @property
    def disbursement(self) -> Disbursement | None:
        return self.award.disbursement_or_none

    @property
    def transfers(self) -> list[Transfer]:
        return list(self.disbursement.transfers.all()) if self.disbursement else []

    @cached_property
    def obstacle(self) -> str:
        """What blocks the payment; empty if nothing does or it is paid."""
        if self.state in ("paid", "arrived", OVER):
            return ""
        if self.is_held:
            return held_back()
        days = self.award.round.waiting_days
        return obstacle(self.account, waiting_days=days, on=self.today)

    @cached_property
    def may_be_paid(self) -> bool:
        return self.state in PAYABLE and not self.obstacle

    @property
    def offer(self) -> Offer | None:
        """The page where this user acts on the state or sees why it lasts."""
        award, may = self.award, self.user.has_perm
        if self.may_be_paid and may("grants.pay_disbursement"):
            return offered(_("Pay"), "grants:pay_disbursement", self.award.disbursement.pk)
        if self.state == "agreement" and may("grants.sign_agreement"):
            return offered(_("Agreement"), "grants:sign_agreement", award.pk)
        if self.state == "sp2d" and may("grants.order_payment"):
            order = self.award.disbursement.order_id
            return offered(_("SP2D number"), "grants:enter_sp2d", order)
        if self.state == "signature":
            return offered(_("Agreement"), "papers:paper", award.agreement.paper_id)
        if self.obstacle:
            return offered(_("Account"), "grants:bank_account", award.group_id)
        if self.state == OVER:
            return offered(_("Handover"), "grants:handover", award.handover.pk)
        return None

    @property
    def waits_for(self) -> str:
        """Who acts next, by role."""
        if self.state == OVER:
            return ""
        step, waiting = STEP_OF[self.state]
        return str(waiting.who or Role(step.role).label)

    @property
    def since(self) -> datetime.date | None:
        return self.award.handover.date if self.state == OVER else self.grant_state.since


def offered(words: str, page: str, key: int) -> Offer:
    return Offer(words, reverse(page, args=[key]))


def awards_to_pay(user: User) -> QuerySet[Award]:
    """Grants in force whose payments the user may see."""
    seen = Group.objects.visible_to(user, "grants.view_disbursement")
    awards = Award.objects.in_force().filter(group__in=seen)
    return awards.order_by(*ORDER)


def states_of(awards: QuerySet[Award]) -> dict[int, GrantState]:
    """The state of each grant by primary key; two queries."""
    keys = list(awards.order_by().values_list("pk", flat=True))
    rows = statement_of_states(timezone.localdate()).run(keys)
    return {pk: GrantState(*row) for pk, *row in rows}


@lru_cache(maxsize=1)
def statement_of_states(today: datetime.date) -> Statement:
    """Twenty subqueries, compiled once a day; the querysets of the steps know the day."""
    waits = [STEP_OF[key][1] for key in STATES if key != OVER]
    rows: QuerySet[Any] = with_state(Award.objects.filter(pk__in=STAND_INS), waits, OVER)
    return Statement.of(rows.order_by().values_list("pk", "state", "since", "amount"))


def in_state(found: dict[int, GrantState], state: str) -> list[int]:
    """The primary keys of the grants in that state."""
    return [pk for pk, each in found.items() if each.state == state]


def payment_rows(
    keys: list[int], found: dict[int, GrantState], user: User, today: datetime.date
) -> list[PaymentRow]:
    """The rows of those grants in that order, in a fixed number of statements."""
    awards = as_keyed(keys, shown(keys))
    groups = {award.group_id for award in awards}
    accounts, stopped = accounts_of(groups), held(groups)
    beyond = overpaid().filter(disbursement__award__in=keys)
    doubts = {row.disbursement.award_id: said_of(row.beyond) for row in beyond}
    return [
        PaymentRow(
            award,
            found[award.pk],
            accounts.get(award.group_id),
            today,
            user,
            award.group_id in stopped,
            doubts.get(award.pk, ""),
        )
        for award in awards
    ]


def payment_columns(found: dict[int, GrantState]) -> list[ListColumn]:
    """The columns of the list of `PaymentRow`s; states are sorted by primary key."""
    order = list(STATES)
    return [
        *of_award(
            lambda row: link(address_of("grants:group_grant", row.award.group_id), row.award.group),
            lambda row: row.award,
        ),
        ListColumn(
            gettext_lazy("State"),
            _state,
            "state",
            value=lambda key: order.index(found[key].state),
        ),
        ListColumn(
            gettext_lazy("Since"),
            lambda row: row.since,
            "since",
            value=lambda key: found[key].since,
        ),
        ListColumn(gettext_lazy("Waits for"), lambda row: row.waits_for),
        ListColumn(gettext_lazy("What is in the way"), lambda row: cut(row.obstacle)),
        ListColumn(gettext_lazy("Next"), _next),
    ]


def _state(row: PaymentRow) -> SafeString:
    changed = [("wait", _("Account changed"))] if row.account and row.account.is_change else []
    doubts = [("bad", row.doubt)] if row.doubt else []
    return marks((row.mark, row.label), *changed, *doubts)


def _next(row: PaymentRow) -> SafeString | str:
    offer = row.offer
    return act(offer.url, offer.text, row.award.group) if offer else ""


@compiled_once
def shown(keys: list[int]) -> QuerySet[Award]:
    """Grants with everything a row displays."""
    around = (
        "group__village__parent",
        "round",
        "agreement",
        "handover",
        "disbursement__order__treasury",
    )
    rows = Award.objects.filter(pk__in=keys).select_related(*around)
    return rows.prefetch_related("disbursement__transfers").order_by()


def sums(found: dict[int, GrantState]) -> list[tuple[str, str, int, int]]:
    """Per state with grants: state, label, number of grants, rupiah."""
    amounts: dict[str, list[int]] = {state: [] for state in STATES}
    for each in found.values():
        amounts[each.state].append(each.amount)
    return [
        (state, str(STATES[state]), len(each), sum(each)) for state, each in amounts.items() if each
    ]


def payments_table(rows: Iterable[PaymentRow]) -> tuple[list[Column], Iterator[list[Any]]]:
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


def _table_row(row: PaymentRow) -> list[Any]:
    order = row.disbursement and row.disbursement.order.sp2d
    return [
        str(row.award.group),
        village_of(row.award.group),
        str(row.award.round),
        row.award.amount,
        row.label,
        row.since,
        row.waits_for,
        order or "",
        row.transfers[-1].reference if row.transfers else "",
        row.doubt or row.obstacle,
    ]
