"""The columns of the table of a ranking, and its rows in the order that is asked for."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation.formatting import points
from foundation.lists import ListColumn, cut, link, marks
from foundation.templatetags.constants import address_of
from grants.selection.reports.ranking_page import Shown
from grants.templatetags.ranking_bars import points_with_bar


def ranking_columns(dimensions: Iterable[tuple[Any, Decimal]]) -> list[ListColumn]:
    """Of `Shown` rows; what decides stands first, where a narrow screen shows it.

    Of each dimension the points, and the most there are in its heading.
    """
    return [
        ListColumn(
            gettext_lazy("No."), _place, "place", value=lambda each: each.row.place, is_figure=True
        ),
        ListColumn(
            gettext_lazy("Group"),
            _group,
            "name",
            value=lambda each: each.candidate.group,
            is_head=True,
        ),
        ListColumn(gettext_lazy("Village"), _village, "village", value=_village),
        ListColumn(
            gettext_lazy("Points of 100"),
            lambda each: points(each.row.total),
            "points",
            value=lambda each: each.row.total,
            is_figure=True,
        ),
        ListColumn(gettext_lazy("Result"), _result, "result", value=lambda each: str(each.state)),
        ListColumn(gettext_lazy("Reason"), _decided),
        ListColumn(
            gettext_lazy("Papers and rules"), _lacks, "lacks", value=lambda each: len(each.lacks)
        ),
        *(_of_dimension(place, *each) for place, each in enumerate(dimensions)),
    ]


def _of_dimension(place: int, dimension: Any, most: Decimal) -> ListColumn:
    def value(each: Shown) -> Decimal | None:
        return each.bars[place].points

    return ListColumn(
        _("%(dimension)s of %(most)s") % {"dimension": dimension, "most": round(most)},
        lambda each: points_with_bar(each.bars[place]),
        f"part{dimension.number}",
        value=value,
        is_figure=True,
    )


def _place(each: Shown) -> str:
    return str(each.row.place or "–")


def _group(each: Shown) -> SafeString:
    return link(address_of("grants:candidacy", each.candidate.candidacy), each.candidate.group)


def _village(each: Shown) -> str:
    return each.candidate.village


def _lacks(each: Shown) -> SafeString:
    if not each.lacks:
        return marks(("ok", _("Complete")))
    more = [("wait", _("%(count)s in all") % {"count": len(each.lacks)})] * (len(each.lacks) > 1)
    return marks(("wait", each.lacks[0]), *more)


def _decided(each: Shown) -> SafeString:
    if not each.decided_by:
        return cut("")
    return cut(_("Equal points; placed lower by %(by)s") % {"by": each.decided_by})


def _result(each: Shown) -> SafeString:
    return marks((each.kind, each.state))
