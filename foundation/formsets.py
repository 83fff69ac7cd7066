"""Formsets that grow by a row on request, before anything that was typed is validated."""

import re
from collections.abc import Mapping
from typing import Any, Self

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

SPARE = 10  # rows above the most that are still read, so that nothing typed is lost


def typed(fields: Mapping[str, forms.Field], data: QueryDict, prefix: str = "") -> dict[str, Any]:
    """What was posted, as the initial values of a form that is not validated yet."""
    return {
        name: field.widget.value_from_datadict(data, {}, f"{prefix}-{name}" if prefix else name)
        for name, field in fields.items()
    }


class GrowingFormSet(forms.BaseFormSet):  # type: ignore[type-arg]  # takes none at run time
    """Every row is an extra one, also those shown again, so all are validated alike."""

    default_error_messages = {
        "missing_management_form": _("Open this page anew and send it again."),
        "too_many_forms": _("These are too many rows. Send the rest afterwards."),
    }

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


def rows_of(
    row: type[forms.BaseForm],
    rows: type[GrowingFormSet] = GrowingFormSet,
    *,
    most: int,
    **more: Any,
) -> Any:
    """A class of formset: Django alone reads a thousand rows more than `max_num`.

    `more` goes to `formset_factory`. Any, as the stubs know no class that is made so.
    """
    return forms.formset_factory(
        row, rows, max_num=most, absolute_max=most + SPARE, validate_max=True, **more
    )
