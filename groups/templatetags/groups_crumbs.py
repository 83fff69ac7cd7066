"""The way to a page of a group, for pages that are no page of an act."""

from django import template

from foundation.acts import Crumb
from groups import crumbs
from groups.models import Group

register = template.Library()


@register.inclusion_tag("components/crumbs.html")
def group_crumbs(group: Group, here: object) -> dict:
    return {"crumbs": [*crumbs.group_crumbs(group), Crumb(here)]}
