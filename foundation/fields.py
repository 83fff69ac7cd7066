"""HTML of a form field (ux.md §1): label, hint, errors, input.

Functions build it, as a page may have a hundred fields and a template takes 0.15 ms each.
crispy calls them through `templates/bootstrap5/field.html` and `uni_form.html`.
"""

from typing import Any

from crispy_forms.templatetags.crispy_forms_filters import optgroups
from django.core.exceptions import ValidationError
from django.forms import (
    BoundField,
    CheckboxInput,
    CheckboxSelectMultiple,
    ClearableFileInput,
    DateField,
    Field,
    FileInput,
    RadioSelect,
    Select,
)
from django.forms.widgets import ChoiceWidget
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation.inputs import is_written_as_day
from foundation.numbers import NO_NUMBER
from foundation.widgets import attributes, escaped

PLAINER = {  # by the code of Django's error, whose words are for programmers
    "min_value": gettext_lazy("At least %(limit_value)s."),
    "max_value": gettext_lazy("At most %(limit_value)s."),
}
NO_DAY = DateField.default_error_messages["invalid"]
UNNAMED = Field.default_error_messages["required"]


def errors_of(field: BoundField) -> list[str]:
    """The errors of a field in plain words; Django's "required" names the field."""
    return [plain_words(field, error) for error in field.errors.as_data()]


def named_errors_of(field: BoundField) -> list[str]:
    """The errors as they stand away from the field: a number's names it too."""
    name = capfirst(str(field.label or "").rstrip("?."))
    return [
        f"{name}: {text}" if name and _is_of_a_number(error) else text
        for error, text in zip(field.errors.as_data(), errors_of(field), strict=True)
    ]


def _is_of_a_number(error: ValidationError) -> bool:
    return error.message == NO_NUMBER or error.code in ("min_value", "max_value", "range")


def plain_words(field: BoundField, error: ValidationError) -> str:
    if error.message == UNNAMED:
        is_choice = isinstance(field.field.widget, ChoiceWidget | ClearableFileInput)
        words = _("Choose: %(field)s.") if is_choice else _("Fill in: %(field)s.")
        return words % {"field": str(field.label).rstrip("?.")}
    if error.message == NO_NUMBER:
        return _("Write a whole number.")
    if error.message == NO_DAY:
        if is_written_as_day(field.data):
            return _("There is no such day. Look at the calendar.")
        return _("Write the day as 24/11/2026.")
    if error.code in PLAINER and error.code not in field.field.error_messages:
        return str(PLAINER[error.code]) % error.params
    return str(error.messages[0])


def whole_field(field: BoundField) -> SafeString:
    if field.is_hidden:
        return field.as_widget()
    if isinstance(field.field.widget, CheckboxInput):
        html = checkbox(field)
    elif field.use_fieldset:
        html = fieldset(field)
    else:
        html = plain(field)
    return SafeString(html)


def plain(field: BoundField) -> str:
    label = f'<label class="form-label" for="{field.id_for_label}">{label_words(field)}</label>'
    return (
        f'<div id="div_{field.auto_id}" class="field">'
        f"{label if field.label else ''}{hint(field)}{errors(field)}{photo_lost(field)}"
        f"{form_control(field)}</div>\n"
    )


def checkbox(field: BoundField) -> str:
    return (
        f'<div id="div_{field.auto_id}" class="field">{errors(field)}<div class="form-check">'
        f"{form_control(field)}"
        f'<label class="form-check-label" for="{field.id_for_label}">{escaped(field.label)}</label>'
        f"</div>{hint(field)}</div>\n"
    )


def fieldset(field: BoundField) -> str:
    described = field.aria_describedby
    described = f' aria-describedby="{escaped(described)}"' if described else ""
    legend = f'<legend class="form-label">{label_words(field)}</legend>' if field.label else ""
    one_a_line = isinstance(field.field.widget, (RadioSelect, CheckboxSelectMultiple))
    return (
        f'<fieldset id="div_{field.auto_id}" class="field"{described}>'
        f"{legend}{hint(field)}{errors(field)}"
        f"{choices(field) if one_a_line else form_control(field)}</fieldset>\n"
    )


def choices(field: BoundField) -> str:
    lines = []
    for heading, options, _index in optgroups(field):
        lines += [f"<strong>{escaped(heading)}</strong>"] if heading else []
        lines += [choice(field, option) for option in options]
    return "".join(lines)


def choice(field: BoundField, option: dict[str, Any]) -> str:
    return (
        f'<div class="form-check"><input type="{option["type"]}" class="form-check-input"'
        f' name="{escaped(field.html_name)}" value="{escaped(option["value"])}"'
        f"{attributes(option)}>\n"
        f'<label class="form-check-label" for="{escaped(option["attrs"]["id"])}">'
        f"{escaped(option['label'])}</label></div>\n"
    )


def label_words(field: BoundField) -> str:
    """The label; an optional field is marked as optional.

    Not those that the form names in `at_times`: they are required by another answer, as their hint
    says.
    """
    words = str(field.label)
    words = escaped(words[:1].upper() + words[1:])
    if field.field.required or field.name in getattr(field.form, "at_times", ()):
        return words
    optional = _("(may stay empty)")
    return f'{words} <span class="optional">{optional}</span>'


def hint(field: BoundField) -> str:
    if not field.help_text:
        return ""
    return f'<div class="hint" id="{field.auto_id}_helptext">{escaped(field.help_text)}</div>'


def errors(field: BoundField) -> SafeString:
    """The errors above the input, in the words of the error summary."""
    if not field.errors:
        return SafeString("")
    lines = "".join(f"<div>{escaped(text)}</div>" for text in errors_of(field))
    return SafeString(f'<div class="error" id="{field.auto_id}_error">{lines}</div>')


def photo_lost(field: BoundField) -> str:
    is_file = isinstance(field.field.widget, FileInput)
    if not is_file or not field.data or field.errors:
        return ""
    if "image" in field.field.widget.attrs.get("accept", "image"):
        words = _("Choose the photo once more: the page cannot keep it.")
    else:
        words = _("Choose the file once more: the page cannot keep it.")
    return f'<p class="hint">{words}</p>'


def form_control(field: BoundField) -> SafeString:
    """The input with Bootstrap's class for its type added to its own classes."""
    match field.field.widget:
        case CheckboxInput():
            kind = "form-check-input"
        case Select():
            kind = "form-select"
        case _:
            kind = "form-control"
    own = field.field.widget.attrs.get("class", "").split()
    html = field.as_widget(attrs={"class": " ".join(own if kind in own else [*own, kind])})
    if field.field.show_hidden_initial:
        html += field.as_hidden(only_initial=True)
    return html
