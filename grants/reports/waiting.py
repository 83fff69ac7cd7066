"""What waits for a user in the grants of the places where a role lets them do it."""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import Exists, Max, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from grants.models import (
    Award,
    BankAccount,
    Budget,
    Candidacy,
    Disbursement,
    ListProposal,
    Match,
    Objection,
    Report,
    Round,
    StatementLine,
    Transfer,
)
from groups.models import Group

SHOWN = 20  # of each kind, the oldest


@dataclass(frozen=True)
class Task:
    """Something a user may do next: about what, since when it waits, and where."""

    text: str
    about: str
    on: datetime.date  # since when it waits
    address: str


@dataclass(frozen=True)
class Kind:
    """A kind of task: the verb it needs, its rows in the user's places, when each began to wait."""

    verb: str
    text: str
    rows: Callable[[User, str], QuerySet]
    since: Callable
    about: Callable = lambda row: str(row.group)
    page: str = ""
    of: str = "pk"


def tasks(user: User, today: datetime.date) -> list[Task]:
    """The oldest first; one query a kind, and none for kinds no role of the user's lets do."""
    found: list[Task] = []
    for kind in KINDS:
        if user.has_perm(kind.verb):
            found += of_kind(kind, user, today)
    return sorted(found, key=lambda task: task.on)


def of_kind(kind: Kind, user: User, today: datetime.date) -> Iterable[Task]:
    for row in kind.rows(user, kind.verb)[:SHOWN]:
        since = kind.since(row)
        if isinstance(since, datetime.datetime):
            since = timezone.localdate(since)
        if since <= today:
            address = reverse(kind.page, args=[attribute(row, kind.of)] if kind.of else [])
            yield Task(str(kind.text), kind.about(row), since, address)


def attribute(row, path: str):
    for name in path.split("__"):
        row = getattr(row, name)
    return row


def groups(user: User, verb: str) -> QuerySet:
    return Group.objects.visible_to(user, verb)


def rounds(user: User, verb: str) -> QuerySet:
    return Round.objects.visible_to(user, verb)


def awards(user: User, verb: str) -> QuerySet:
    rows = Award.objects.in_force().filter(group__in=groups(user, verb))
    return rows.select_related("group", "decree").order_by("decree__date", "pk")


def arrived() -> QuerySet:
    """Awards whose money is in the group's bank book."""
    matches = Match.objects.filter(transfer__disbursement__award=OuterRef("pk"))
    kept = Transfer.objects.filter(
        disbursement__award=OuterRef("pk"), matches__kind=Match.Kind.ARRIVED
    ).exclude(matches__kind=Match.Kind.RETURNED)
    return Award.objects.in_force().filter(Exists(kept)).annotate(
        arrived_on=matches.filter(kind=Match.Kind.ARRIVED)
        .order_by().values("transfer__disbursement__award")
        .annotate(last=Max("line__date")).values("last")
    )  # fmt: skip


def arrived_for(user: User, verb: str) -> QuerySet:
    rows = arrived().filter(group__in=groups(user, verb))
    return rows.select_related("group", "round").order_by("arrived_on", "pk")


# --- selection


def to_check(user, verb):
    rows = Candidacy.objects.running().filter(
        group__in=groups(user, verb), round__ranking=None, score_sheets=None
    )
    bound = rows.filter(declarations__by=user, declarations__related=True)
    own = rows.filter(Q(by=user) | Q(group__facilitations__facilitator=user))
    return rows.exclude(pk__in=bound).exclude(pk__in=own).select_related("group").order_by("date")


def to_rank(user, verb):
    waiting = Candidacy.objects.running().filter(round=OuterRef("pk"), score_sheets=None)
    some = Candidacy.objects.running().filter(round=OuterRef("pk"))
    rows = rounds(user, verb).filter(Exists(some), ~Exists(waiting), ranking=None)
    return rows.annotate(scored_at=Max("candidacies__score_sheets__at")).order_by("scored_at")


def to_publish(user, verb):
    rows = rounds(user, verb).filter(ranking__isnull=False, publication=None)
    return rows.select_related("ranking").order_by("ranking__at")


def to_answer(user, verb):
    rows = Objection.objects.filter(round__in=rounds(user, verb), answer=None)
    scored = rows.filter(candidacy__score_sheets__by=user)
    return rows.exclude(pk__in=scored).select_related("candidacy__group").order_by("date")


def to_propose(user, verb):
    open_objections = Objection.objects.filter(round=OuterRef("pk"), answer=None)
    live = ListProposal.objects.filter(round=OuterRef("pk"), returned=None)
    rows = rounds(user, verb).filter(
        ~Exists(open_objections), ~Exists(live), publication__until__lt=timezone.localdate()
    )
    return rows.select_related("publication").order_by("publication__until")


def to_decide(user, verb):
    rows = ListProposal.objects.filter(
        round__in=rounds(user, verb), returned=None, decree=None
    ).exclude(by=user)
    return rows.select_related("round").order_by("at")


# --- agreement and payment


def without_budget(user, verb):
    return awards(user, verb).filter(candidacy__budgets=None)


def to_agree(user, verb):
    return awards(user, verb).filter(candidacy__budgets__isnull=False, agreement=None).distinct()


def without_account(user, verb):
    return awards(user, verb).filter(group__bank_accounts=None)


def changed_budgets(user, verb):
    rows = Budget.objects.filter(
        candidacy__group__in=groups(user, verb), version__gt=1, approval=None
    ).exclude(by=user)
    return rows.select_related("candidacy__group").order_by("at")


def to_check_account(user, verb):
    later = BankAccount.objects.filter(group=OuterRef("group"), pk__gt=OuterRef("pk"))
    rows = BankAccount.objects.filter(
        ~Exists(later), group__in=groups(user, verb), check_row=None
    ).exclude(by=user)
    return rows.select_related("group").order_by("at")


def to_order(user, verb):
    later = BankAccount.objects.filter(
        group=OuterRef("group__bank_accounts__group"), pk__gt=OuterRef("group__bank_accounts__pk")
    )
    rows = awards(user, verb).filter(
        ~Exists(later),
        agreement__isnull=False,
        disbursement=None,
        group__bank_accounts__check_row__right=True,
    )
    return rows.select_related("agreement")


def to_pay(user, verb):
    in_force = Transfer.objects.filter(disbursement=OuterRef("pk")).exclude(
        matches__kind=Match.Kind.RETURNED
    )
    rows = Disbursement.objects.filter(~Exists(in_force), award__group__in=groups(user, verb))
    rows = rows.exclude(award__decree__by=user)
    return rows.select_related("award__group", "order").order_by("order__date", "pk")


def to_match(user, verb):
    rows = StatementLine.objects.visible_to(user).filter(match=None, note=None)
    return rows.exclude(amount=0).select_related("account").order_by("date", "pk")


# --- spending


def to_hand_over(user, verb):
    return arrived_for(user, verb).filter(handover=None)


def to_report(user, verb):
    """Arrived, and no report that still counts."""
    counts = Report.objects.filter(award=OuterRef("pk")).filter(
        Q(review=None) | Q(review__accepted=True)
    )
    return arrived_for(user, verb).filter(~Exists(counts), handover__isnull=False)


def to_check_report(user, verb):
    rows = Report.objects.filter(award__group__in=groups(user, verb), facilitator_check=None)
    return rows.filter(review=None).select_related("award__group").order_by("date", "pk")


def to_review(user, verb):
    rows = Report.objects.filter(
        award__group__in=groups(user, verb), facilitator_check__isnull=False, review=None
    ).exclude(by=user)
    return rows.select_related("award__group", "facilitator_check").order_by("date", "pk")


def to_refund(user, verb):
    rows = Report.objects.filter(
        award__group__in=groups(user, verb), review__accepted=True, remainder__gt=0,
        award__refunds=None,
    )  # fmt: skip
    return rows.select_related("award__group", "review").order_by("review__date", "pk")


def of_candidacy(row) -> str:
    return str(row.candidacy.group)


def of_award(row) -> str:
    return str(row.award.group)


KINDS = [
    Kind("grants.check_candidacy", _("Visit and score"), to_check, lambda row: row.date,
         page="grants:candidacy"),
    Kind("grants.close_scoring", _("All are scored: close the scoring"), to_rank,
         lambda row: row.scored_at, str, "grants:ranking"),
    Kind("grants.publish_list", _("Publish the list"), to_publish,
         lambda row: row.ranking.at, str, "grants:ranking"),
    Kind("grants.answer_objection", _("Answer the objection"), to_answer,
         lambda row: row.date, of_candidacy, "grants:answer_objection"),
    Kind("grants.propose_list", _("Propose the list to the head of office"), to_propose,
         lambda row: row.publication.until, str, "grants:propose_list"),
    Kind("grants.issue_decree", _("Sign the decree, or give the list back"), to_decide,
         lambda row: row.date, lambda row: str(row.round), "grants:issue_decree", "round_id"),
    Kind("grants.plan_budget", _("Budget plan (RAB) is missing"), without_budget,
         lambda row: row.decree.date, page="grants:plan_budget", of="candidacy_id"),
    Kind("grants.approve_budget", _("Look at the changed budget plan"), changed_budgets,
         lambda row: row.at, of_candidacy, "grants:approve_budget"),
    Kind("grants.sign_agreement", _("Draw up the agreement (NPHD)"), to_agree,
         lambda row: row.decree.date, page="grants:sign_agreement"),
    Kind("grants.enter_account", _("Bank account is missing"), without_account,
         lambda row: row.decree.date, page="grants:enter_account", of="group_id"),
    Kind("grants.check_account", _("Check the bank account"), to_check_account,
         lambda row: row.at, page="grants:check_account"),
    Kind("grants.order_payment", _("Draw up the order to pay"), to_order,
         lambda row: row.agreement.date, page="grants:order_payment", of="round_id"),
    Kind("grants.pay_disbursement", _("Pay"), to_pay, lambda row: row.order.date,
         page="grants:pay_disbursement"),
    Kind("grants.match_statement", _("Match the bank's statement"), to_match,
         lambda row: row.date, lambda row: str(row.account), "grants:bank", ""),
    Kind("grants.record_handover", _("Handover (BAST) is missing"), to_hand_over,
         lambda row: row.arrived_on, page="grants:record_handover"),
    Kind("grants.write_report", _("Spending report (LPJ) is to be written"), to_report,
         lambda row: row.arrived_on, page="grants:spending"),
    Kind("grants.check_report", _("Check the group's report"), to_check_report,
         lambda row: row.date, of_award, "grants:report"),
    Kind("grants.review_report", _("Review the report"), to_review,
         lambda row: row.date, of_award, "grants:report"),
    Kind("grants.record_refund", _("The remainder goes back"), to_refund,
         lambda row: row.review.date, of_award, "grants:record_refund", "award_id"),
]  # fmt: skip
