"""RuleBroken: how an action refuses, and how a form shows it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import psycopg2
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from foundation.texts import Text


class RuleBroken(Exception):
    """A rule of the programme forbids this; the message is shown to the user.

    `field` is the form field that the error belongs to, if any.
    """

    def __init__(self, message: Text, *, field: str | None = None):
        super().__init__(message)
        self.field = field


def refusal_of(guard: Callable[[], object]) -> str:
    """What a guard says against an act; empty if it lets pass."""
    try:
        guard()
    except RuleBroken as rule:
        return str(rule)
    return ""


def refuse_in_form(guard: Callable[[], object]) -> None:
    """Ask a guard in the `clean_…` of a form that is saved without an action."""
    if why := refusal_of(guard):
        raise ValidationError(why)


@contextmanager
def shown_on(form: Any) -> Iterator[None]:
    """Show a broken rule as an error of `form` instead of failing the request."""
    try:
        yield
    except RuleBroken as rule:
        form.add_error(rule.field if rule.field in form.fields else None, str(rule))


@contextmanager
def refusals_in_words(**words: Text) -> Iterator[None]:
    """Turn an IntegrityError into RuleBroken, with the violation message of the constraint.

    `words` gives the messages of triggers, by the constraint name that they raise. This is what the
    second of two concurrent users sees.
    """
    try:
        with transaction.atomic():
            yield
    except IntegrityError as refusal:
        broken = constraint_of(refusal)
        if message := words.get(broken or "") or _words_of(broken):
            raise RuleBroken(message) from refusal
        raise


def constraint_of(refusal: IntegrityError) -> str | None:
    """The name of the constraint, or the one that a trigger gave; None for NOT NULL."""
    cause = refusal.__cause__
    return cause.diag.constraint_name if isinstance(cause, psycopg2.Error) else None


def _words_of(broken: str | None) -> str | None:
    """The violation message of the constraint of that name, or of a unique field."""
    for model in apps.get_models():
        for constraint in model._meta.constraints:
            if constraint.name == broken:
                return str(constraint.get_violation_error_message())
        for field in model._meta.local_fields:
            if field.unique and broken == f"{model._meta.db_table}_{field.column}_key":
                return str(field.error_messages["unique"]) % {
                    "model_name": model._meta.verbose_name,
                    "field_label": field.verbose_name,
                }
    return None
