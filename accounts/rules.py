"""How a rule says no, and how a form shows it."""

from contextlib import contextmanager


class RuleBroken(Exception):
    """A rule forbids this; the message is for the user.

    `field` names what was typed wrong, where one thing was.
    """

    def __init__(self, message, *, field: str | None = None):
        super().__init__(message)
        self.field = field


@contextmanager
def shown_on(form):
    """Show a broken rule as an error of `form` instead of failing the request."""
    try:
        yield
    except RuleBroken as rule:
        form.add_error(rule.field if rule.field in form.fields else None, str(rule))
