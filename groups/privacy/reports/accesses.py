"""Who saw a number, a person's data or a confidential problem, or took a file."""

import datetime
from collections.abc import Iterator
from typing import Any

from django.db.models import CharField, F, QuerySet, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Access, User
from foundation.exports import Column
from foundation.formatting import clock
from groups.models import Membership, Problem, ProblemLook, RegisterExport, Reveal

NAMES = {
    **{f"reveal_{value}": label for value, label in Reveal.Number.choices},
    Access.Kind.LOOKED_UP: Access.Kind.LOOKED_UP.label,
    Access.Kind.FILE: Access.Kind.FILE.label,
    "problem": _("Confidential problem shown"),
    "register": _("Register taken with whole numbers"),
}
MOST_IN_TABLE = 50_000


def accesses(
    *, q: str = "", since: datetime.date | None = None, until: datetime.date | None = None
) -> QuerySet[Any]:
    """All of them, the latest first, as rows of `at`, `who`, `kind`, `about`, `why`."""
    numbers = Reveal.objects.annotate(
        who=F("by__name"),
        kind=Concat(Value("reveal_"), "number", output_field=CharField()),
        about=F("person__name"),
        why=F("purpose"),
    )
    book = Access.objects.filter(kind__in=[Access.Kind.LOOKED_UP, Access.Kind.FILE]).annotate(
        who=F("user__name"), about=Value(""), why=F("page")
    )
    looks = ProblemLook.objects.annotate(
        who=F("by__name"),
        kind=Value("problem"),
        about=Concat(Value("KUBE "), "problem__group__name", output_field=CharField()),
        why=Cast("problem_id", CharField()),
    )
    registers = RegisterExport.objects.annotate(
        who=F("by__name"),
        kind=Value("register"),
        about=Concat("register__village__name", Value(": "), "people", output_field=CharField()),
        why=F("purpose"),
    )
    found = []
    for rows in (numbers, book, looks, registers):
        kept: Any = rows
        if q:
            kept = kept.filter(who__icontains=q)
        if since:
            kept = kept.filter(at__date__gte=since)
        if until:
            kept = kept.filter(at__date__lte=until)
        found.append(kept.order_by().values("at", "who", "kind", "about", "why"))
    first, *others = found
    return first.union(*others, all=True).order_by("-at")


def named(rows: Any) -> Any:
    """The same rows with the name of their kind."""
    for row in rows:
        row["name"] = NAMES.get(row["kind"], row["kind"])
    return rows


def access_table(rows: Any) -> tuple[list[Column], Iterator[list[Any]]]:
    heads = [_("Day"), _("Hour"), _("By whom"), _("What"), _("Of whom"), _("What for")]

    def lines() -> Iterator[list[Any]]:
        for row in rows[:MOST_IN_TABLE]:
            when = [timezone.localdate(row["at"]), clock(row["at"])]
            yield [*when, row["who"], NAMES.get(row["kind"], ""), row["about"], row["why"]]

    return [Column(str(head)) for head in heads], lines()


def accesses_of(membership: Membership, user: User) -> dict[str, Any]:
    """Who saw this person's numbers, and confidential problems of hers that the user knows."""
    known = Problem.objects.visible_to(user).filter(
        confidential=True, parties__person=membership.person
    )
    reveals = Reveal.objects.filter(person=membership.person).select_related("by")
    looks = ProblemLook.objects.filter(problem__in=known).select_related("by", "problem")
    return {"reveals": reveals, "looks": looks}
