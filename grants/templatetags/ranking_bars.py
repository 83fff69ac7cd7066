"""The points of a dimension in the table of the ranking."""

from django import template
from django.utils.safestring import SafeString

from foundation.formatting import points
from grants.selection.reports.ranking_page import Bar

register = template.Library()


@register.filter
def points_with_bar(bar: Bar) -> SafeString:
    """The points and their bar, built here as a table has a hundred: only numbers go in."""
    if bar.points is None:
        return SafeString("")
    low = " part-low" if bar.is_low else ""
    return SafeString(
        f'{points(bar.points)}<svg class="part{low}" viewBox="0 0 100 5"'
        ' preserveAspectRatio="none" aria-hidden="true"><rect width="100" height="5"/>'
        f'<rect width="{bar.percent}" height="5"/></svg>'
    )
