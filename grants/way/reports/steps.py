"""The way of a group through a grant: what is done, what is missing, who acts next, since when."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import gettext_lazy

from accounts.models import Assignment
from grants.payment.models import BankAccount, Budget, Match
from grants.selection.models import Candidacy
from grants.spending.models import Report
from grants.way.reports.step_marks import (
    Done,
    agreement_paper,
    arrived,
    award,
    checked_account,
    decreed,
    disbursement,
    entered_account,
    group_pk,
    last_purchase,
    monitored,
    noted,
    one,
    ordered,
    own_pk,
    pk,
    proposed_list,
    refund_arrived,
    refunded,
    report,
    round_pk,
    signed_agreement,
    transfer_in_force,
)
from groups.models import Group

Role = Assignment.Role


@dataclass(frozen=True)
class Kind:
    """A step as the programme knows it (domain.md §6): its name, and who takes it."""

    name: str
    role: str
    verb: str
    page: str  # url name
    found: Callable  # the row it left, or None
    about: Callable | None  # the primary key its page is asked for; None: it is of all groups
    read: str = ""  # the verb that opens the page, where it is another one
    kept: str = ""  # url name of what the step left, where it is another page

    def address(self, candidacy: Candidacy, done: Done | None) -> str:
        page = (self.kept if done else "") or self.page
        if self.about is None:
            return reverse(page)
        pk = self.about(candidacy)
        return reverse(page, args=[pk]) if pk else ""

    @property
    def opens(self) -> str:
        return self.read or self.verb


@dataclass(frozen=True)
class Step:
    """A step of one group; where it is the next one, `since` says how long it waits."""

    kind: Kind
    done: Done | None
    is_next: bool
    since: datetime.date | None
    address: str

    @property
    def role(self) -> str:
        return Role(self.kind.role).label


def candidacy_of(group: Group) -> Candidacy | None:
    """The group's latest candidacy, with all that its steps look at; a fixed number of queries."""
    rows = group.candidacies.select_related(
        "by", "group", "round__ranking__by", "round__ranking__paper",
        "round__publication__by", "round__publication__paper", "withdrawal__by",
        "award__by", "award__decree__paper", "award__agreement__by", "award__agreement__paper",
        "award__disbursement__by", "award__disbursement__order__paper", "award__handover__by",
        "award__handover__paper", "award__revocation",
    ).prefetch_related(
        "visits__by", "score_sheets__by", "round__list_proposals__by",
        "round__list_proposals__returned", "round__decrees",
        Prefetch("budgets", Budget.objects.select_related("by")),
        Prefetch(
            "group__bank_accounts", BankAccount.objects.select_related("check_row__by")
        ),
        "award__disbursement__transfers__by",
        Prefetch(
            "award__disbursement__transfers__matches",
            Match.objects.select_related("by", "line"),
        ),
        "award__purchases__by",
        Prefetch(
            "award__reports",
            Report.objects.select_related(
                "by", "paper", "facilitator_check__by", "review__by", "review__paper"
            ),
        ),
        "award__refunds__by", "award__refunds__match", "award__refunds__cancellation",
        "award__agreement__paper__signed_pages__by", "award__monitoring_visits__by",
    )  # fmt: skip
    return rows.order_by("-round__year", "-pk").first()


def steps_of(candidacy: Candidacy) -> list[Step]:
    """All steps in their order. The next is the first not done; none where the way has ended."""
    steps, before, waits = [], None, has_ended(candidacy)
    for kind in KINDS:
        done = kind.found(candidacy)
        is_next = done is None and not waits
        waits = waits or done is None
        steps.append(
            Step(
                kind=kind,
                done=done,
                is_next=is_next,
                since=before.on if is_next and before else None,
                address=kind.address(candidacy, done) if done or is_next else "",
            )
        )
        before = done or before
    return steps


def has_ended(candidacy: Candidacy) -> bool:
    """Withdrawn, not named by the decree, or taken from it by an addendum."""
    decided = bool(candidacy.round.decrees.all())
    return hasattr(candidacy, "withdrawal") or (decided and award(candidacy) is None)


KINDS = [
    Kind(gettext_lazy("Proposed"), Role.FACILITATOR, "grants.propose_group", "grants:candidacy",
         noted, own_pk, "grants.view_candidacy"),
    Kind(gettext_lazy("Budget plan (RAB)"), Role.FACILITATOR, "grants.plan_budget",
         "grants:plan_budget", lambda row: noted(next(iter(reversed(row.budgets.all())), None)),
         own_pk, "grants.view_candidacy", "grants:budget"),
    Kind(gettext_lazy("Checked on the spot"), Role.VERIFIER, "grants.check_candidacy",
         "grants:candidacy", lambda row: noted(next(iter(row.visits.all()), None)), own_pk,
         "grants.view_candidacy"),
    Kind(gettext_lazy("Scored"), Role.VERIFIER, "grants.check_candidacy", "grants:candidacy",
         lambda row: noted(next(iter(row.score_sheets.all()), None)), own_pk,
         "grants.view_candidacy"),
    Kind(gettext_lazy("Ranked"), Role.HEAD, "grants.close_scoring", "grants:ranking",
         lambda row: noted(one(row.round, "ranking")), round_pk, "grants.view_ranking"),
    Kind(gettext_lazy("List published"), Role.HEAD, "grants.publish_list", "grants:ranking",
         lambda row: noted(one(row.round, "publication")), round_pk, "grants.view_ranking"),
    Kind(gettext_lazy("List proposed to the head of office"), Role.HEAD, "grants.propose_list",
         "grants:propose_list", proposed_list, round_pk),
    Kind(gettext_lazy("Decree (SK)"), Role.APPROVER, "grants.issue_decree", "grants:issue_decree",
         decreed, round_pk),
    Kind(gettext_lazy("Agreement (NPHD)"), Role.HEAD, "grants.sign_agreement",
         "grants:sign_agreement", lambda row: noted(one(award(row), "agreement")), pk(award)),
    Kind(gettext_lazy("Signed page of the agreement"), Role.FACILITATOR, "papers.add_signed_page",
         "papers:paper", signed_agreement, pk(agreement_paper), "papers.view_paper"),
    Kind(gettext_lazy("Bank account entered"), Role.FACILITATOR, "grants.enter_account",
         "grants:bank_account", entered_account, group_pk, "grants.view_award"),
    Kind(gettext_lazy("Bank account checked"), Role.VERIFIER, "grants.check_account",
         "grants:bank_account", checked_account, group_pk, "grants.view_award"),
    Kind(gettext_lazy("Order to pay (SP2D)"), Role.CASHIER, "grants.order_payment",
         "grants:order_payment", ordered, round_pk),
    Kind(gettext_lazy("Paid"), Role.CASHIER, "grants.pay_disbursement", "grants:pay_disbursement",
         lambda row: noted(transfer_in_force(row)), pk(disbursement)),
    Kind(gettext_lazy("Arrived, by the bank's statement"), Role.CASHIER, "grants.match_statement",
         "grants:bank", arrived, None, "grants.view_statementline"),
    Kind(gettext_lazy("Handover (BAST)"), Role.FACILITATOR, "grants.record_handover",
         "grants:record_handover", lambda row: noted(one(award(row), "handover")), pk(award)),
    Kind(gettext_lazy("Bought"), Role.FACILITATOR, "grants.record_purchase", "grants:spending",
         last_purchase, pk(award), "grants.view_award"),
    Kind(gettext_lazy("Spending report (LPJ)"), Role.FACILITATOR, "grants.write_report",
         "grants:spending", lambda row: noted(report(row)), pk(award), "grants.view_award"),
    Kind(gettext_lazy("Report signed and sent"), Role.FACILITATOR, "grants.check_report",
         "grants:report", lambda row: noted(one(report(row), "facilitator_check")), pk(report),
         "grants.view_report"),
    Kind(gettext_lazy("Report reviewed"), Role.VERIFIER, "grants.review_report", "grants:report",
         lambda row: noted(one(report(row), "review")), pk(report), "grants.view_report"),
    Kind(gettext_lazy("Remainder refunded"), Role.FACILITATOR, "grants.record_refund",
         "grants:spending", refunded, pk(award), "grants.view_award"),
    Kind(gettext_lazy("Refund arrived, by the bank's statement"), Role.CASHIER,
         "grants.match_statement", "grants:bank", refund_arrived, None,
         "grants.view_statementline"),
    Kind(gettext_lazy("Visited after 3, 6 and 12 months"), Role.VERIFIER, "grants.monitor_grant",
         "grants:spending", monitored, pk(award), "grants.view_award"),
]  # fmt: skip
