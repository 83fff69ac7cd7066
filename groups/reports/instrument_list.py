"""The list of instruments."""

from typing import Any

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation.lists import ListColumn, link, marks
from foundation.templatetags.constants import address_of
from groups.models import Instrument

ORDER = ("code", "-version")


def instruments_listed() -> QuerySet[Any]:
    return Instrument.objects.annotate(criterion_count=Count("criteria"))


def instrument_columns() -> list[ListColumn]:
    def linked(instrument: Instrument) -> object:
        return link(address_of("groups:instrument", instrument.pk), instrument)

    def state(instrument: Instrument) -> object:
        if instrument.for_old_results:
            return marks(("plain", _("For old results only")))
        return marks(("ok", _("In use")))

    return [
        ListColumn(gettext_lazy("Instrument"), linked, "name", ["name"], width=40),
        ListColumn(gettext_lazy("Code"), lambda row: row.code, "code", ["code"]),
        ListColumn(
            gettext_lazy("Version"), lambda row: row.version, "version", ["version"], is_figure=True
        ),
        ListColumn(
            gettext_lazy("Criteria"),
            lambda row: row.criterion_count,
            "criteria",
            ["criterion_count"],
            is_figure=True,
        ),
        ListColumn(gettext_lazy("State"), state, "state", ["for_old_results"]),
    ]
