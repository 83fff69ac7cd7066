"""The list of payments that no statement shows yet."""

import datetime
from collections.abc import Callable
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation.formatting import ago
from foundation.lists import ListColumn, act, marks
from foundation.templatetags.constants import address_of
from grants.payment.models import Transfer

LATE_ORDER = ("date", "pk")


def late_columns(today: datetime.date, may_declare: Callable[[Transfer], bool]) -> list[ListColumn]:
    award = "disbursement__award__"

    def declare(payment: Transfer) -> SafeString | str:
        if not may_declare(payment):
            return ""
        address = address_of("grants:declare_lost", payment.pk)
        return act(address, _("Declare it lost"), payment.reference)

    def text(heading: Any, key: str, cell: Callable[[Any], object], *by: str) -> ListColumn:
        return ListColumn(heading, cell, key, by, width=28)

    return [
        text(
            gettext_lazy("Group"),
            "group",
            lambda row: row.disbursement.award.group,
            f"{award}group__name",
        ),
        text(
            gettext_lazy("Round"),
            "round",
            lambda row: row.disbursement.award.round,
            f"{award}round__name",
        ),
        text(gettext_lazy("Reference"), "reference", lambda row: row.reference, "reference"),
        ListColumn(gettext_lazy("Account"), lambda row: row.account, width=32),
        text(gettext_lazy("Paid on"), "paid", lambda row: row.date, "date"),
        text(gettext_lazy("Paid by"), "by", lambda row: row.by.name, "by__name"),
        ListColumn(
            gettext_lazy("Amount"), lambda row: row.amount, "amount", ["amount"], is_figure=True
        ),
        ListColumn(gettext_lazy("State"), lambda row: marks(("wait", ago(row.date, today)))),
        ListColumn(gettext_lazy("To do"), declare, is_act=True),
    ]
