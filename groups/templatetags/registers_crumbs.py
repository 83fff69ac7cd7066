"""The way to a page of a register, for pages that are no page of an act."""

from django import template

from foundation.acts import Crumb
from groups.registers import crumbs
from groups.registers.models import Register

register = template.Library()


@register.inclusion_tag("components/crumbs.html")
def registers_crumbs(row: Register | None = None, here: object = "") -> dict:
    """To the list of registers, to one of them, or to a page of it."""
    way = crumbs.of_register(row) if row else crumbs.of_registers()
    last = Crumb(here) if here else Crumb(way.pop().text)
    return {"crumbs": [*way, last]}
