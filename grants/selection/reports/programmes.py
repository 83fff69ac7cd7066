"""Queries on programmes, and who may change one."""

from collections.abc import Iterable, Iterator
from operator import attrgetter
from typing import Any

from django.db.models import F, Func, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from foundation.exports import Column
from foundation.lists import ListColumn, link
from foundation.templatetags.constants import address_of
from grants.selection.models import Candidacy, Round
from groups.models import Group, Programme

ORDER = ("-since", "pk")


def programmes_listed(user: User) -> QuerySet[Programme]:
    """Programmes, newest first, with the numbers of those rounds and groups that the user sees."""
    in_rounds = Candidacy.objects.filter(round__programme=OuterRef(OuterRef("pk")))
    groups = Group.objects.visible_to(user).filter(
        Q(programme=OuterRef("pk")) | Q(pk__in=in_rounds.order_by().values("group"))
    )
    rounds = Round.objects.visible_to(user).filter(programme=OuterRef("pk"))
    number = Func(F("pk"), function="count", output_field=IntegerField())
    return Programme.objects.annotate(
        group_count=Subquery(groups.order_by().values(number=number)),
        round_count=Subquery(rounds.order_by().values(number=number)),
    ).order_by(*ORDER)


def programme_columns() -> list[ListColumn]:
    """The columns of `programmes_listed`."""
    return [
        ListColumn(gettext_lazy("Programme"), _linked, "name", ["name"]),
        ListColumn(gettext_lazy("Since"), attrgetter("since"), "since", ["since"]),
        ListColumn(gettext_lazy("Until before"), attrgetter("until"), "until", ["until"]),
        ListColumn(
            gettext_lazy("Groups"),
            attrgetter("group_count"),
            "groups",
            ["group_count"],
            is_figure=True,
        ),
        ListColumn(
            gettext_lazy("Rounds"),
            attrgetter("round_count"),
            "rounds",
            ["round_count"],
            is_figure=True,
        ),
    ]


def _linked(programme: Programme) -> SafeString:
    return link(address_of("grants:programme", programme.pk), programme)


def programmes_table(programmes: Iterable[Any]) -> tuple[list[Column], Iterator[list[Any]]]:
    heads = [_("Programme"), _("Since"), _("Until before"), _("Groups"), _("Rounds")]
    figures = attrgetter("name", "since", "until", "group_count", "round_count")
    return [Column(head) for head in heads], (list(figures(each)) for each in programmes)


def is_changed_by(user: User, programme: Programme) -> bool:
    """Whether the user has the permission in every territory where the programme is used."""
    verb = "groups.change_programme"
    mine = Group.objects.visible_to(user, verb)
    if programme.groups.exclude(pk__in=mine.order_by().values("pk")).exists():
        return False
    districts = {quota.district for quota in programme.quotas.in_force().select_related("district")}
    return user.has_perm(verb) and all(user.has_perm(verb, each) for each in districts)
