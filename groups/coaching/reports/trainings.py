"""Lists of trainings, of who took part, and of officers who had none."""

from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy

from accounts.models import Assignment, Region, User
from foundation.formatting import short_day
from foundation.lists import ListColumn, cut, link
from foundation.templatetags.constants import address_of
from groups.coaching.models import Trained, Training
from groups.models import Facilitation, Office, facilitated
from groups.reports.groups import village_of

ORDER = ("-date", "-pk")
UNTRAINED_ORDER = ("group__village__name", "group__name", "post", "pk")


def offices_of(user: User) -> QuerySet[Region]:
    """The districts for which a user may record trainings."""
    codes: set[str] = set()
    for assignment in user.assignments_for("groups.record_training"):
        if assignment.role == Assignment.Role.FACILITATOR:
            codes |= {place.district for place in facilitated(user).values()}
        elif assignment.region_id:
            codes.add(assignment.region_id)
    return Region.objects.filter(pk__in=codes).order_by("name")


def trainings_listed(trainings: QuerySet[Training]) -> QuerySet[Any]:
    there = Q(trained__took_part=True)
    on_the_day = Office.objects.running(OuterRef("date")).filter(  # type: ignore[arg-type]
        membership__trained__training=OuterRef("pk"), membership__trained__took_part=True
    )
    officers = on_the_day.order_by().values("membership__trained__training")
    counted = officers.annotate(n=Count("membership", distinct=True)).values("n")
    rows = trainings.select_related("office")
    return rows.annotate(people=Count("trained", filter=there), officers=Subquery(counted))


def training_columns() -> list[ListColumn]:
    def topics(row: Any) -> SafeString:
        return link(address_of("groups:training", row.pk), row.topics)

    return [
        ListColumn(gettext_lazy("Day"), lambda row: row.date, "date", ["date"]),
        ListColumn(gettext_lazy("Topics"), topics, "topics", ["topics"], is_head=True, width=40),
        ListColumn(gettext_lazy("Trainer"), lambda row: row.trainer, "trainer", ["trainer"]),
        ListColumn(gettext_lazy("Place"), lambda row: cut(row.place), "place", ["place"]),
        ListColumn(
            gettext_lazy("Hours"), lambda row: row.hours, "hours", ["hours"], is_figure=True
        ),
        ListColumn(
            gettext_lazy("Took part"), lambda row: row.people, "people", ["people"], is_figure=True
        ),
        ListColumn(
            gettext_lazy("Of them officers"),
            lambda row: row.officers or 0,
            "officers",
            ["officers"],
            is_figure=True,
        ),
        ListColumn(gettext_lazy("District"), lambda row: row.office.name, "office", ["office"]),
    ]


def untrained(groups: QuerySet[Any]) -> QuerySet[Office]:
    """Officers of today in these groups who took part in no training, in any of their terms."""
    had = Trained.objects.there().filter(membership__person=OuterRef("membership__person"))
    return Office.objects.running().filter(group__in=groups).filter(~Exists(had))


def untrained_listed(offices: QuerySet[Office]) -> QuerySet[Any]:
    facilitator = Facilitation.objects.running().filter(group=OuterRef("group"))
    return offices.select_related("membership__person", "group__village").annotate(
        facilitator_name=Subquery(facilitator.values("facilitator__name")[:1]),
        name=F("membership__person__name"),
    )


def untrained_columns() -> list[ListColumn]:
    def group(row: Any) -> SafeString:
        return link(address_of("groups:coaching", row.group_id), row.group)

    return [
        ListColumn(
            gettext_lazy("Name"),
            lambda row: row.name,
            "name",
            ["membership__person__name"],
            is_head=True,
            width=28,
        ),
        ListColumn(gettext_lazy("Office"), Office.get_post_display, "post", ["post"]),
        ListColumn(
            gettext_lazy("In office since"), lambda row: short_day(row.since), "since", ["since"]
        ),
        ListColumn(gettext_lazy("Group"), group, "group", ["group__name"]),
        ListColumn(
            gettext_lazy("Village"),
            lambda row: village_of(row.group),
            "village",
            ["group__village__name"],
        ),
        ListColumn(
            gettext_lazy("Facilitator"),
            lambda row: row.facilitator_name or "",
            "facilitator",
            ["facilitator_name"],
        ),
    ]


def took_part(training: Training, groups: QuerySet[Any]) -> list[Trained]:
    """Who took part, of these groups, each with the office held on that day as `post`."""
    rows = list(
        training.trained.there()
        .filter(membership__group__in=groups)
        .select_related("membership__person", "membership__group__village")
        .order_by("membership__group__name", "membership__group", "membership__number")
    )
    held = Office.objects.running(training.date).filter(
        membership__in=[row.membership_id for row in rows]
    )
    posts = {office.membership_id: office.get_post_display() for office in held}
    for row in rows:
        row.post = posts.get(row.membership_id, "")  # type: ignore[attr-defined]
    return rows
