"""The way to a page of a group's money, for pages that are no page of an act."""

from django import template

from finance import crumbs
from foundation.acts import Crumb
from groups.models import Group

register = template.Library()


@register.inclusion_tag("components/crumbs.html")
def cash_crumbs(group: Group, here: object) -> dict:
    return {"crumbs": [*crumbs.cash_crumbs(group), Crumb(here)]}


@register.inclusion_tag("components/crumbs.html")
def books_crumbs(group: Group, here: object) -> dict:
    return {"crumbs": [*crumbs.books_crumbs(group), Crumb(here)]}
