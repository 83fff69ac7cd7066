"""Long lists, a page at a time, at the same cost however long they are."""

from collections.abc import Callable
from functools import cached_property

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from foundation.formatting import dotted

ROWS = 25
COUNTED = 1_000


class Pages(Paginator):
    """Counts to a thousand, or to the page asked for: a longer list says "more than 1.000".

    It still can be read to its end, page by page.
    """

    def __init__(self, rows: QuerySet, asked: str | None):
        super().__init__(rows, ROWS)
        number = int(asked) if asked and asked.isdecimal() and len(asked) < 8 else 1
        self.most = max(COUNTED, number * ROWS)

    @cached_property
    def count(self) -> int:
        return self.object_list.order_by()[: self.most + 1].count()

    @property
    def is_more(self) -> bool:
        return self.count > self.most

    @property
    def said(self) -> str:
        """How many rows there are, in words where they were not counted to the end."""
        return in_words(self.count, self.most)


def how_many(rows: QuerySet) -> str:
    """Counted to a thousand, as a list of these rows says it."""
    return in_words(rows.order_by()[: COUNTED + 1].count(), COUNTED)


def in_words(count: int, most: int) -> str:
    return _("more than %(count)s") % {"count": dotted(most)} if count > most else dotted(count)


def page_of(rows: QuerySet, shown: Callable[[QuerySet], QuerySet], asked: str | None) -> Page:
    """One page of ordered rows; what a row shows besides is read for those of the page alone."""
    page = Pages(rows.values_list("pk", flat=True), asked).get_page(asked)
    found = shown(rows.model.objects.filter(pk__in=list(page.object_list)))
    page.object_list = list(found.order_by(*rows.query.order_by))
    return page
