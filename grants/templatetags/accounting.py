"""How the state of a grant is written."""

from django import template

from grants.spending.reports.deadlines import State

register = template.Library()


@register.filter
def state_label(state: str) -> str:
    return State(state).label
