"""The list of the bank's files."""

from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation.lists import ListColumn, act, link, marks
from foundation.templatetags.constants import address_of
from grants.payment.models import BankFile

ORDER = ("-at", "-pk")
LINES = Count("lines", filter=Q(lines__part_of=None))


def files_listed(files: QuerySet[BankFile]) -> QuerySet[Any]:
    shown = files.defer("content").select_related("account__office", "by", "withdrawal__by")
    return shown.annotate(lines__count=LINES)


def bank_file_columns() -> list[ListColumn]:
    def linked(file: BankFile) -> object:
        return link(address_of("grants:bank_file", file.pk), file.name)

    def state(file: BankFile) -> object:
        if file.withdrawal_or_none:
            return marks(("plain", _("Withdrawn")))
        return marks(("wait", _("With a gap")) if file.gaps else ("ok", _("Read")))

    def download(file: BankFile) -> object:
        return act(address_of("grants:download_bank_file", file.pk), _("Download"), file.name)

    return [
        ListColumn(gettext_lazy("File"), linked, "name", ["name"], width=32),
        ListColumn(
            gettext_lazy("Account"),
            lambda file: file.account,
            "account",
            ["account__bank", "account__number"],
            width=32,
        ),
        ListColumn(gettext_lazy("Since"), lambda file: file.first_on, "since", ["first_on"]),
        ListColumn(gettext_lazy("Until"), lambda file: file.last_on, "until", ["last_on"]),
        ListColumn(
            gettext_lazy("New lines"),
            lambda file: file.lines__count,
            "lines",
            ["lines__count"],
            is_figure=True,
        ),
        ListColumn(gettext_lazy("Sent by"), lambda file: file.by.name, "by", ["by__name"]),
        ListColumn(
            gettext_lazy("Sent on"), lambda file: timezone.localdate(file.at), "sent", ["at"]
        ),
        ListColumn(gettext_lazy("State"), state),
        ListColumn(gettext_lazy("To do"), download, is_act=True),
    ]
