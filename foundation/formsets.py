"""Formsets that grow by a row on request, before anything that was typed is validated."""

import re
from collections.abc import Mapping
from typing import Any, Self

from django import forms
from django.http import QueryDict


def typed(fields: Mapping[str, forms.Field], data: QueryDict, prefix: str = "") -> dict[str, Any]:
    """What was posted, as the initial values of a form that is not validated yet."""
    return {
        name: field.widget.value_from_datadict(data, {}, f"{prefix}-{name}" if prefix else name)
        for name, field in fields.items()
    }


class GrowingFormSet(forms.BaseFormSet):  # type: ignore[type-arg]  # takes none at run time
    """Every row is an extra one, also those shown again, so all are validated alike."""

    def initial_form_count(self) -> int:
        return 0

    @classmethod
    def unvalidated(cls, data: QueryDict, *, prefix: str, more: int = 0, **kwargs: Any) -> Self:
        """An unbound formset of the posted rows as they were typed, and of `more` empty ones."""
        sent = data.get(f"{prefix}-TOTAL_FORMS", "")
        count = min(int(sent), cls.max_num) if re.fullmatch("[0-9]{1,4}", sent) else 0
        fields = cls.form.base_fields
        initial = [typed(fields, data, f"{prefix}-{row}") for row in range(count)]
        rows = cls(initial=initial, prefix=prefix, **kwargs)
        rows.extra = count + more
        return rows
