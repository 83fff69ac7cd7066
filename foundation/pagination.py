"""Pagination of long lists at constant cost."""

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any, Protocol, TypeVar

from django.core.paginator import Page, Paginator
from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from foundation.formatting import dotted

ROWS = 25
COUNTED = 1_000

Row = TypeVar("Row", bound=Model)


class Listed(Protocol):
    """A list, or what may be counted and sliced like one."""

    def __len__(self) -> int: ...
    def __iter__(self) -> Iterator[Any]: ...
    def __getitem__(self, part: Any, /) -> Any: ...


class CappedPaginator(Paginator):  # type: ignore[type-arg]  # takes none at run time
    """A paginator that counts to 1,000 or to the requested page; more shows as "more than 1.000".

    Every page can still be reached.
    """

    def __init__(self, rows: QuerySet[Any, Any] | Listed, asked: str | None, size: int = ROWS):
        super().__init__(rows, size)
        number = int(asked) if asked and asked.isdecimal() and len(asked) < 8 else 1
        self.most = max(COUNTED, number * size)

    @cached_property
    def count(self) -> int:
        if isinstance(self.object_list, QuerySet):
            return self.object_list.order_by()[: self.most + 1].count()
        return len(self.object_list)

    @property
    def is_more(self) -> bool:
        return self.count > self.most

    @property
    def said(self) -> str:
        """The number of rows, or "more than" where counting stopped."""
        return in_words(self.count, self.most)


def how_many(rows: QuerySet[Any, Any]) -> str:
    """The number of rows as `CappedPaginator.said` shows it."""
    return in_words(rows.order_by()[: COUNTED + 1].count(), COUNTED)


def in_words(count: int, most: int) -> str:
    return _("more than %(count)s") % {"count": dotted(most)} if count > most else dotted(count)


def paginate(
    rows: QuerySet[Any, Any] | Listed, asked: str | None, *, size: int = ROWS
) -> Page[Any]:
    """The page of that number; the first or last one for a number that does not exist."""
    return CappedPaginator(rows, asked, size).get_page(asked)


def paginate_by_key(
    rows: QuerySet[Row], shown: Callable[[Any], QuerySet[Row]], asked: str | None
) -> Page[Row]:
    """A page of ordered rows found by key; `shown` adds what a row displays, for this page only."""
    page = paginate(rows.values_list("pk", flat=True), asked)
    found = shown(rows.model._default_manager.filter(pk__in=list(page.object_list)))
    page.object_list = list(found.order_by(*rows.query.order_by))
    return page
