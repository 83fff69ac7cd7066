"""Template builtins: the filters of `foundation.formatting`, icons and states."""

from functools import cache

from django import template
from django.templatetags.static import static
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString

from foundation import formatting

register = template.Library()
STATUS_ICONS = {"ok": "check", "wait": "wait", "bad": "alert", "plain": "flag"}

for _filter in (
    formatting.rupiah,
    formatting.dotted,
    formatting.quantity,
    formatting.points,
    formatting.short_points,
    formatting.terbilang,
    formatting.day,
    formatting.short_day,
    formatting.weekday,
    formatting.month,
    formatting.clock,
    formatting.ago,
    formatting.due,
    formatting.respectful,
    formatting.respectful_full,
    formatting.initials,
):
    register.filter(_filter)


@cache
def icons() -> str:
    """The URL of the icon sprite, cached per process."""
    return static("icons.svg")


@register.simple_tag
@cache
def icon(name: str, more: str = "") -> str:
    """An icon beside a text, hidden from screen readers."""
    return format_html(
        '<svg class="icon{}" aria-hidden="true"><use href="{}#{}"/></svg>',
        f" {more}" if more else "",
        icons(),
        name,
    )


@register.simple_tag
def status(kind: str, text: str) -> SafeString:
    """A state with colour, icon and text. Kinds: ok, wait, bad, plain."""
    mark = icon(STATUS_ICONS[kind])
    return SafeString(f'<span class="status status-{kind}">{mark}{conditional_escape(text)}</span>')
