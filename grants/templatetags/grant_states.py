"""The label of a grant's state, from the table of steps."""

from django import template

from grants.way.steps import STEP_OF

register = template.Library()


@register.filter
def state_label(state: str) -> str:
    return str(STEP_OF[state][1].state)
