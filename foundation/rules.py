"""How a rule says no, and how a form shows it."""

from contextlib import contextmanager

from django.apps import apps
from django.db import IntegrityError, transaction


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


@contextmanager
def refusals_in_words(**words: str):
    """What a constraint refuses, in the words it carries: the second of two at one moment.

    What a trigger refuses has no words of its own: `words` gives them, by the name it raises.
    """
    try:
        with transaction.atomic():
            yield
    except IntegrityError as refusal:
        broken = refusal.__cause__.diag.constraint_name
        if message := words.get(broken) or _words_of(broken):
            raise RuleBroken(message) from refusal
        raise


def _words_of(broken: str | None) -> str | None:
    """What a constraint of that name says, or the field that is unique by itself."""
    for model in apps.get_models():
        for constraint in model._meta.constraints:
            if constraint.name == broken:
                return constraint.get_violation_error_message()
        for field in model._meta.local_fields:
            if field.unique and broken == f"{model._meta.db_table}_{field.column}_key":
                return field.error_messages["unique"] % {
                    "model_name": model._meta.verbose_name,
                    "field_label": field.verbose_name,
                }
    return None
