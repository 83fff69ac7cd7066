"""The way of a group through a grant: what is done, what is missing, who acts next, since when."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Prefetch
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy

from accounts.models import Assignment, User
from grants.models import Award, BankAccount, Budget, Candidacy, Match, Paper, Report
from groups.models import Group

Role = Assignment.Role


@dataclass(frozen=True)
class Done:
    """The row that a step left."""

    on: datetime.date
    by: User | None
    paper: Paper | None = None


@dataclass(frozen=True)
class Kind:
    """A step as the programme knows it (domain.md §6): its name, and who takes it."""

    name: str
    role: str
    verb: str
    page: str  # url name
    found: Callable  # the row it left, or None
    about: Callable  # the primary key its page is asked for


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
        "award__refunds__by", "award__refunds__match", "award__monitoring_visits__by",
    )  # fmt: skip
    return rows.order_by("-round__year", "-pk").first()


def steps_of(candidacy: Candidacy) -> list[Step]:
    """All steps in their order. The next is the first not done; none where the way has ended."""
    steps, before, waits = [], None, has_ended(candidacy)
    for kind in KINDS:
        done = kind.found(candidacy)
        is_next = done is None and not waits
        waits = waits or done is None
        about = kind.about(candidacy)
        steps.append(
            Step(
                kind=kind,
                done=done,
                is_next=is_next,
                since=before.on if is_next and before else None,
                address=reverse(kind.page, args=[about]) if about and (done or is_next) else "",
            )
        )
        before = done or before
    return steps


def has_ended(candidacy: Candidacy) -> bool:
    """Withdrawn, not named by the decree, or taken from it by an addendum."""
    decided = bool(candidacy.round.decrees.all())
    return hasattr(candidacy, "withdrawal") or (decided and award(candidacy) is None)


def day(moment: datetime.datetime) -> datetime.date:
    return timezone.localdate(moment)


def noted(row, on: datetime.date | None = None) -> Done | None:
    """What a row says of its own making."""
    if row is None:
        return None
    return Done(
        on or getattr(row, "date", None) or day(row.at), row.by, getattr(row, "paper", None)
    )


def one(row, name: str):
    """A one-to-one that may not be there."""
    return getattr(row, name, None) if row is not None else None


def award(candidacy: Candidacy) -> Award | None:
    found = one(candidacy, "award")
    return None if found is None or hasattr(found, "revocation") else found


def proposed_list(candidacy: Candidacy) -> Done | None:
    lists = candidacy.round.list_proposals.all()
    return noted(next((row for row in lists if not hasattr(row, "returned")), None))


def decreed(candidacy: Candidacy) -> Done | None:
    found = award(candidacy)
    return found and Done(found.decree.date, found.by, found.decree.paper)


def checked_account(candidacy: Candidacy) -> Done | None:
    latest = next(iter(candidacy.group.bank_accounts.all()), None)
    check = one(latest, "check_row")
    return noted(check) if check and check.right else None


def account_in_force(candidacy: Candidacy) -> BankAccount | None:
    return next(iter(candidacy.group.bank_accounts.all()), None)


def disbursement(candidacy: Candidacy):
    return one(award(candidacy), "disbursement")


def ordered(candidacy: Candidacy) -> Done | None:
    found = disbursement(candidacy)
    return found and Done(found.order.date, found.by, found.order.paper)


def transfer_in_force(candidacy: Candidacy):
    """The last payment that the bank did not return."""
    found = disbursement(candidacy)
    transfers = found.transfers.all() if found else []
    return next((row for row in reversed(transfers) if not match_of(row, "returned")), None)


def match_of(transfer, kind: str) -> Match | None:
    return next((row for row in transfer.matches.all() if row.kind == kind), None)


def arrived(candidacy: Candidacy) -> Done | None:
    transfer = transfer_in_force(candidacy)
    found = transfer and match_of(transfer, Match.Kind.ARRIVED)
    return found and Done(found.line.date, found.by)


def last_purchase(candidacy: Candidacy) -> Done | None:
    found = award(candidacy)
    return noted(next(iter(reversed(found.purchases.all())), None)) if found else None


def report(candidacy: Candidacy) -> Report | None:
    """The latest; one that was returned does not count."""
    found = award(candidacy)
    latest = next(iter(found.reports.all()), None) if found else None
    review = one(latest, "review")
    return None if review and not review.accepted else latest


def refunded(candidacy: Candidacy) -> Done | None:
    """Matched on the bank's statement; nothing to refund is as good."""
    found = report(candidacy)
    review = one(found, "review")
    if not review:
        return None
    if not found.remainder:
        return noted(review)
    return next((noted(row) for row in found.award.refunds.all() if one(row, "match")), None)


def monitored(candidacy: Candidacy) -> Done | None:
    found = award(candidacy)
    visits = list(found.monitoring_visits.all()) if found else []
    return noted(visits[-1]) if len(visits) == 3 else None


def pk(found: Callable) -> Callable:
    return lambda candidacy: getattr(found(candidacy), "pk", None)


def round_pk(candidacy: Candidacy) -> int:
    return candidacy.round_id


def own_pk(candidacy: Candidacy) -> int:
    return candidacy.pk


KINDS = [
    Kind(gettext_lazy("Proposed"), Role.FACILITATOR, "grants.propose_group", "grants:candidacy",
         noted, own_pk),
    Kind(gettext_lazy("Budget plan (RAB)"), Role.FACILITATOR, "grants.plan_budget",
         "grants:plan_budget",
         lambda row: noted(next(iter(reversed(row.budgets.all())), None)), own_pk),
    Kind(gettext_lazy("Checked on the spot"), Role.VERIFIER, "grants.check_candidacy",
         "grants:candidacy", lambda row: noted(next(iter(row.visits.all()), None)), own_pk),
    Kind(gettext_lazy("Scored"), Role.VERIFIER, "grants.check_candidacy", "grants:candidacy",
         lambda row: noted(next(iter(row.score_sheets.all()), None)), own_pk),
    Kind(gettext_lazy("Ranked"), Role.HEAD, "grants.close_scoring", "grants:ranking",
         lambda row: noted(one(row.round, "ranking")), round_pk),
    Kind(gettext_lazy("List published"), Role.HEAD, "grants.publish_list", "grants:ranking",
         lambda row: noted(one(row.round, "publication")), round_pk),
    Kind(gettext_lazy("List proposed to the head of office"), Role.HEAD, "grants.propose_list",
         "grants:propose_list", proposed_list, round_pk),
    Kind(gettext_lazy("Decree (SK)"), Role.APPROVER, "grants.issue_decree", "grants:issue_decree",
         decreed, round_pk),
    Kind(gettext_lazy("Agreement (NPHD)"), Role.HEAD, "grants.sign_agreement",
         "grants:sign_agreement", lambda row: noted(one(award(row), "agreement")), pk(award)),
    Kind(gettext_lazy("Bank account checked"), Role.VERIFIER, "grants.check_account",
         "grants:check_account", checked_account, pk(account_in_force)),
    Kind(gettext_lazy("Order to pay (SP2D)"), Role.CASHIER, "grants.order_payment",
         "grants:order_payment", ordered, round_pk),
    Kind(gettext_lazy("Paid"), Role.CASHIER, "grants.pay_disbursement", "grants:pay_disbursement",
         lambda row: noted(transfer_in_force(row)), pk(disbursement)),
    Kind(gettext_lazy("Arrived, by the bank's statement"), Role.CASHIER, "grants.match_statement",
         "grants:pay_disbursement", arrived, pk(disbursement)),
    Kind(gettext_lazy("Handover (BAST)"), Role.FACILITATOR, "grants.record_handover",
         "grants:record_handover", lambda row: noted(one(award(row), "handover")), pk(award)),
    Kind(gettext_lazy("Bought"), Role.FACILITATOR, "grants.record_purchase", "grants:spending",
         last_purchase, pk(award)),
    Kind(gettext_lazy("Spending report (LPJ)"), Role.FACILITATOR, "grants.write_report",
         "grants:spending", lambda row: noted(report(row)), pk(award)),
    Kind(gettext_lazy("Report reviewed"), Role.VERIFIER, "grants.review_report", "grants:report",
         lambda row: noted(one(report(row), "review")), pk(report)),
    Kind(gettext_lazy("Remainder refunded"), Role.FACILITATOR, "grants.record_refund",
         "grants:spending", refunded, pk(award)),
    Kind(gettext_lazy("Visited after 3, 6 and 12 months"), Role.VERIFIER, "grants.monitor_grant",
         "grants:spending", monitored, pk(award)),
]  # fmt: skip
