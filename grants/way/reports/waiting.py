"""What waits for a user in the grants of the places where a role lets them do it."""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from grants.way.reports import waiting_rows as rows

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
    rows: Callable[[User, str], QuerySet | list]
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


def of_candidacy(row) -> str:
    return str(row.candidacy.group)


def of_award(row) -> str:
    return str(row.award.group)


KINDS = [
    Kind("grants.propose_group", _("Propose the groups that meet every rule"),
         rows.open_to_groups, lambda row: row.opened_on, str, "grants:eligible"),
    Kind("grants.check_candidacy", _("Visit and score"), rows.to_check, lambda row: row.date,
         page="grants:candidacy"),
    Kind("grants.close_scoring", _("All are scored: close the scoring"), rows.to_rank,
         lambda row: row.scored_at, str, "grants:ranking"),
    Kind("grants.publish_list", _("Publish the list"), rows.to_publish,
         lambda row: row.ranking.at, str, "grants:ranking"),
    Kind("grants.answer_objection", _("Answer the objection"), rows.to_answer,
         lambda row: row.date, of_candidacy, "grants:answer_objection"),
    Kind("grants.propose_list", _("Propose the list to the head of office"), rows.to_propose,
         lambda row: row.publication.until, str, "grants:propose_list"),
    Kind("grants.issue_decree", _("Sign the decree, or give the list back"), rows.to_decide,
         lambda row: row.date, lambda row: str(row.round), "grants:issue_decree", "round_id"),
    Kind("grants.plan_budget", _("Budget plan (RAB) is missing"), rows.without_budget,
         lambda row: row.date, page="grants:plan_budget"),
    Kind("grants.approve_budget", _("Look at the changed budget plan"), rows.changed_budgets,
         lambda row: row.at, of_candidacy, "grants:approve_budget"),
    Kind("grants.sign_agreement", _("Draw up the agreement (NPHD)"), rows.to_agree,
         lambda row: row.decree.date, page="grants:sign_agreement"),
    Kind("papers.add_signed_page", _("Keep the signed page of the agreement"),
         rows.without_signature, lambda row: row.agreement.date, page="papers:paper",
         of="agreement__paper_id"),
    Kind("grants.enter_account", _("Bank account is missing"), rows.without_account,
         lambda row: row.decree.date, page="grants:enter_account", of="group_id"),
    Kind("grants.check_account", _("Check the bank account"), rows.to_check_account,
         lambda row: row.at, page="grants:check_account"),
    Kind("grants.order_payment", _("Draw up the order to pay"), rows.to_order,
         lambda row: row.agreement.date, page="grants:order_payment", of="round_id"),
    Kind("grants.pay_disbursement", _("Pay"), rows.to_pay, lambda row: row.order.date,
         page="grants:pay_disbursement"),
    Kind("grants.match_statement", _("Match the bank's statement"), rows.to_match,
         lambda row: row.oldest, str, "grants:bank", ""),
    Kind("grants.match_statement", _("Paid: look for it on the bank's statement"),
         rows.payment_awaited, lambda row: row.date,
         lambda row: str(row.disbursement.award.group), "grants:bank", ""),
    Kind("grants.match_statement", _("Refunded: look for it on the bank's statement"),
         rows.refund_awaited, lambda row: row.date, of_award, "grants:bank", ""),
    Kind("grants.record_handover", _("Handover (BAST) is missing"), rows.to_hand_over,
         lambda row: row.arrived_on, page="grants:record_handover"),
    Kind("grants.write_report", _("Spending report (LPJ) is to be written"), rows.to_report,
         lambda row: row.arrived_on, page="grants:spending"),
    Kind("grants.check_report", _("Check the group's report"), rows.to_check_report,
         lambda row: row.date, of_award, "grants:report"),
    Kind("grants.review_report", _("Review the report"), rows.to_review,
         lambda row: row.date, of_award, "grants:report"),
    Kind("grants.record_refund", _("The remainder goes back"), rows.to_refund,
         lambda row: row.review.date, of_award, "grants:record_refund", "award_id"),
]  # fmt: skip
