"""The list of quotas and its file."""

from collections.abc import Iterable, Iterator
from operator import attrgetter
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Sum
from django.db.models.functions import Coalesce
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.models import User
from foundation.exports import Column
from foundation.formatting import day, dotted
from foundation.lists import ListColumn, act, cut, marks
from foundation.templatetags.constants import address_of
from grants.selection.models import Quota

ORDER = ("-year", "district", "programme", "-version")


def with_places_left(quotas: QuerySet[Quota]) -> QuerySet[Any]:
    """Annotates `left`: the places not yet used by a round, `rests`: whether any does, and
    `is_replaced`: whether a later version stands in its place."""
    later = Quota.objects.filter(
        programme=OuterRef("programme"),
        district=OuterRef("district"),
        year=OuterRef("year"),
        version__gt=OuterRef("version"),
    )
    running = Q(rounds__isnull=False, rounds__closing=None)
    rows = quotas.annotate(
        left=F("places") - Coalesce(Sum("rounds__places", filter=running), 0),
        rests=Count("rounds", filter=running),
        sum=F("places") * F("amount"),
        is_replaced=Exists(later),
    )
    rows = rows.select_related("programme", "district", "withdrawal__by")
    return rows.order_by(*ORDER)


def quota_columns(user: User) -> list[ListColumn]:
    """The columns of `with_places_left`; the acts are those of this user."""

    def figure(heading: Any, name: str) -> ListColumn:
        return ListColumn(heading, attrgetter(name), name, [name], is_figure=True)

    def year(quota: Quota) -> str:
        return str(quota.year)

    return [
        ListColumn(gettext_lazy("District"), _district, "district", ["district__name"]),
        ListColumn(gettext_lazy("Year"), year, "year", ["year"], is_figure=True),
        ListColumn(
            gettext_lazy("Programme"), attrgetter("programme"), "programme", ["programme__name"]
        ),
        figure(gettext_lazy("Groups"), "places"),
        figure(gettext_lazy("Grant a group"), "amount"),
        figure(gettext_lazy("Budget"), "sum"),
        ListColumn(gettext_lazy("Decided by"), lambda quota: cut(quota.source)),
        ListColumn(gettext_lazy("State"), _state, "left", ["left"]),
        ListColumn(gettext_lazy("Next"), lambda quota: _acts(quota, user)),
    ]


def _district(quota: Quota) -> SafeString:
    return format_html('<span class="name">{}</span>', quota.district.name)


def _state(quota: Any) -> SafeString:
    if ended := quota.withdrawal_or_none:
        words = {"day": day(ended.at), "by": ended.by, "reason": ended.reason}
        if quota.is_replaced:
            name, said = _("Corrected"), _("Corrected on %(day)s by %(by)s: %(reason)s") % words
        else:
            name, said = _("Withdrawn"), _("Withdrawn on %(day)s by %(by)s: %(reason)s") % words
        return format_html("{} {}", marks(("plain", name)), cut(said))
    if not quota.left:
        return marks(("ok", _("In rounds")))
    left = ngettext("%(count)s place left", "%(count)s places left", quota.left)
    return marks(("wait", left % {"count": dotted(quota.left)}))


def _acts(quota: Any, user: User) -> str:
    if quota.withdrawal_or_none:
        return ""
    acts = []
    if not quota.rests and user.has_perm("grants.load_quota", quota.district):
        acts += [
            ("grants:correct_quota", _("Correct")),
            ("grants:withdraw_quota", _("Withdraw the quota")),
        ]
    if quota.left and user.has_perm("grants.open_round", quota.district):
        acts.append(("grants:open_round", _("Open a round")))
    shown = ((act(address_of(name, quota.pk), text, quota),) for name, text in acts)
    return format_html_join(" ", "{}", shown)


def quotas_table(quotas: Iterable[Any]) -> tuple[list[Column], Iterator[list[Any]]]:
    columns = [
        Column(_("District"), 24),
        Column(_("Year")),
        Column(_("Programme"), 20),
        Column(_("Groups")),
        Column(_("Grant a group")),
        Column(_("Budget"), 18),
        Column(_("Decided by"), 32),
        Column(_("Places left")),
        Column(_("Withdrawn")),
    ]
    return columns, (
        [
            quota.district.name,
            str(quota.year),
            quota.programme.name,
            quota.places,
            quota.amount,
            quota.sum,
            quota.source,
            quota.left,
            quota.withdrawal_or_none and quota.withdrawal.at.date(),
        ]
        for quota in quotas
    )
