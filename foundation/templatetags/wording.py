"""Template builtins: the filters of `foundation.formatting`, icons and states."""

from functools import cache

from django import template
from django.templatetags.static import static
from django.utils.html import format_html

from foundation import formatting

register = template.Library()
STATUS_ICONS = {"ok": "check", "wait": "wait", "bad": "alert", "plain": "flag"}

for _filter in (
    formatting.rupiah,
    formatting.dotted,
    formatting.points,
    formatting.terbilang,
    formatting.day,
    formatting.short_day,
    formatting.weekday,
    formatting.month,
    formatting.clock,
    formatting.ago,
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
def icon(name: str, more: str = "") -> str:
    """An icon beside a text, hidden from screen readers."""
    return format_html(
        '<svg class="icon{}" aria-hidden="true"><use href="{}#{}"/></svg>',
        f" {more}" if more else "",
        icons(),
        name,
    )


@register.simple_tag
def status(kind: str, text: str) -> str:
    """A state with colour, icon and text. Kinds: ok, wait, bad, plain."""
    return format_html(
        '<span class="status status-{}">{}{}</span>', kind, icon(STATUS_ICONS[kind]), text
    )
