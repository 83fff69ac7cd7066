"""Append-only rows: what an act records, and its parts."""

from typing import Any

import pgtrigger
from django.db import models
from django.db.models.base import ModelBase

from accounts.models import User
from foundation import clock
from foundation.triggers import never_changed, told_now


class AppendOnlyBase(ModelBase):
    """Registers `never_changed` and, of a row that has it, the moment `at` on each model it makes.

    Inherited by `Meta.triggers` it would be lost where a model lists triggers of its own.
    """

    def __new__(
        mcs, name: str, bases: tuple[type, ...], attrs: dict[str, Any], **kwargs: Any
    ) -> Any:
        model: Any = super().__new__(mcs, name, bases, attrs, **kwargs)
        if not model._meta.abstract and not model._meta.proxy:
            moments = [field.name for field in model._meta.local_fields if field.name == "at"]
            pgtrigger.register(never_changed(model.moved_by), *told_now(*moments))(model)
        return model


class AppendOnly(models.Model, metaclass=AppendOnlyBase):
    """A row that is inserted and then never changed."""

    site_may = "SELECT, INSERT"
    moved_by = ""  # as `never_changed` takes it

    class Meta:
        abstract = True


class Recorded(AppendOnly):
    """A row that an act records, with who and when."""

    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        abstract = True
