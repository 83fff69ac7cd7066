"""The list of contested figures."""

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from finance.models import Dispute
from foundation.formatting import short_day
from foundation.lists import ListColumn, act, cut, folded, marks
from foundation.templatetags.constants import address_of
from groups.reports.groups import village_of

ORDER = ("-made_at", "-pk")
SHOWN = (
    "group__village",
    "membership__person",
    "entry__debit",
    "entry__credit",
    "entry__reversal",
    "answered_by",
)


def disputes_listed(disputes: QuerySet[Dispute]) -> QuerySet[Any]:
    return disputes.select_related(*SHOWN)


def dispute_columns(*, may_answer: bool) -> list[ListColumn]:
    return [
        ListColumn(
            gettext_lazy("Member"),
            lambda row: row.membership.person.name,
            "member",
            ["membership__person__name"],
            width=28,
        ),
        ListColumn(gettext_lazy("Group"), lambda row: row.group, "group", ["group__name"]),
        ListColumn(
            gettext_lazy("Village"),
            lambda row: village_of(row.group),
            "village",
            ["group__village__name"],
        ),
        ListColumn(
            gettext_lazy("What is wrong"),
            lambda row: folded(row.says),
            in_file=lambda row: row.says,
            width=48,
        ),
        ListColumn(
            gettext_lazy("In the book"),
            lambda row: cut(_in_the_book(row)),
            in_file=_in_the_book,
            width=40,
        ),
        ListColumn(
            gettext_lazy("Amount"),
            lambda row: row.entry and row.entry.amount,
            "amount",
            ["entry__amount"],
            is_figure=True,
        ),
        ListColumn(
            gettext_lazy("Should be"),
            lambda row: row.claimed,
            "claimed",
            ["claimed"],
            is_figure=True,
        ),
        ListColumn(
            gettext_lazy("Told on"),
            lambda row: timezone.localdate(row.made_at),
            "told",
            ["made_at"],
        ),
        *_of_the_answer(may_answer=may_answer),
    ]


def _of_the_answer(*, may_answer: bool) -> list[ListColumn]:
    def state(dispute: Dispute) -> SafeString:
        if dispute.answered_at:
            return marks(("ok", _("Answered")))
        return marks(("wait", _("Waiting for an answer")))

    def answer(dispute: Dispute) -> SafeString | str:
        if dispute.answered_at or not may_answer:
            return folded(_said(dispute))
        of = dispute.membership.person.name
        return act(address_of("finance:answer_dispute", dispute.pk), _("Answer"), of)

    return [
        ListColumn(gettext_lazy("State"), state, "state", ["answered_at"]),
        ListColumn(gettext_lazy("Answer"), answer, in_file=_said, width=48),
    ]


def _said(dispute: Dispute) -> str:
    if not dispute.answered_by or not dispute.answered_at:
        return ""
    day = short_day(timezone.localdate(dispute.answered_at))
    return f"{dispute.answer} ({dispute.answered_by.name}, {day})"


def _in_the_book(dispute: Dispute) -> str:
    entry = dispute.entry
    if not entry:
        return _("Not in the book.")
    taken_back = f" {_('It was taken back since.')}" if hasattr(entry, "reversal") else ""
    return f"{entry.label}, {short_day(entry.date)}{taken_back}"
