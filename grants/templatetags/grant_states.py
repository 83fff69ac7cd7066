"""The label of a paid grant's state, from the table of steps."""

from django import template

from grants.way.reports.report_list import STATES, state_of

register = template.Library()


register.simple_tag(state_of, name="paid_state")


@register.filter
def state_label(state: str) -> str:
    return str(STATES[state])
