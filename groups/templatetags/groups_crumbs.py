"""The way to a page of a group, for pages that are no page of an act."""

from django import template

from foundation.acts import Crumb
from groups import crumbs
from groups.models import Group

register = template.Library()


@register.inclusion_tag("components/crumbs.html", takes_context=True)
def group_crumbs(context, group: Group, here: object) -> dict:
    """Without addresses for who may not open the group, as a cashier."""
    way = crumbs.group_crumbs(group)
    if not context["user"].has_perm("groups.view_group", group):
        way = [Crumb(each.text) for each in way]
    return {"crumbs": [*way, Crumb(here)]}
