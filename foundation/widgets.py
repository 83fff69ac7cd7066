"""A form renderer: functions render plain inputs and selects, templates all other widgets.

Django renders each widget by a template that includes two others, 0.3 ms an input; a meeting sheet
has a hundred and twenty. These functions write the same html, which a test compares, but for the
empty choice of a select, which Django shows as untranslated dashes.
"""

import html
from collections.abc import Callable
from typing import Any

from django.db.models.fields import BLANK_CHOICE_DASH
from django.forms.renderers import DjangoTemplates
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext as _

[(_BLANK, DASHES)] = BLANK_CHOICE_DASH


class FormRenderer(DjangoTemplates):
    """Django's renderer with a fast path for the widgets in `WRITERS`."""

    def render(
        self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None
    ) -> str:
        if write := WRITERS.get(template_name):
            return write(context["widget"])
        return super().render(template_name, context, request)


def escaped(value: object) -> str:
    """Escape as a template does: SafeString stays unescaped."""
    if isinstance(value, Promise):
        value = str(value)
    return value.__html__() if hasattr(value, "__html__") else html.escape(str(value))


def attributes(widget: dict[str, Any]) -> str:
    return "".join(
        f" {name}" if value is True else f' {name}="{escaped(value)}"'
        for name, value in widget["attrs"].items()
        if value is not False
    )


def input_tag(widget: dict[str, Any]) -> str:
    value = "" if widget["value"] is None else f' value="{escaped(widget["value"])}"'
    name = escaped(widget["name"])
    return f'<input type="{widget["type"]}" name="{name}"{value}{attributes(widget)}>'


def textarea(widget: dict[str, Any]) -> str:
    """HTML drops the first line break after the tag, so one is added."""
    value = escaped(widget["value"]) if widget["value"] else ""
    name = escaped(widget["name"])
    return f'<textarea name="{name}"{attributes(widget)}>\n{value}</textarea>'


def select(widget: dict[str, Any]) -> str:
    groups = "\n".join(group(name, options) for name, options, _index in widget["optgroups"])
    return f'<select name="{escaped(widget["name"])}"{attributes(widget)}>\n{groups}\n</select>'


def group(name: str | None, options: list[dict[str, Any]]) -> str:
    inside = "\n".join(option(one) for one in options)
    return f'<optgroup label="{escaped(name)}">\n{inside}\n</optgroup>' if name else inside


def option(one: dict[str, Any]) -> str:
    is_dashes = one["value"] == "" and one["label"] == DASHES
    label = _("Choose") if is_dashes else one["label"]
    return f'<option value="{escaped(one["value"])}"{attributes(one)}>{escaped(label)}</option>'


INPUTS = [
    "checkbox",
    "color",
    "date",
    "datetime",
    "email",
    "file",
    "hidden",
    "number",
    "password",
    "search",
    "tel",
    "text",
    "time",
    "url",
]
WRITERS: dict[str, Callable[[dict[str, Any]], str]] = {
    **{f"django/forms/widgets/{name}.html": input_tag for name in INPUTS},
    "django/forms/widgets/select.html": select,
    "django/forms/widgets/textarea.html": textarea,
}
