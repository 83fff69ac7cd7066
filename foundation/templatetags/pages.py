"""Tags of base.html and the components: current page, permissions, form errors."""

from dataclasses import dataclass
from typing import Any

from django import template
from django.contrib.messages.storage.base import Message
from django.forms import BaseForm, BoundField
from django.forms.formsets import BaseFormSet
from django.template import Context, RequestContext
from django.utils.html import format_html
from django.utils.translation import gettext as _

from foundation import fields

register = template.Library()
NOTICES = {"success": "notice-ok", "warning": "notice-wait", "error": "notice-bad"}


@dataclass
class Mistake:
    """A line of the error summary, and the id of its field, if any."""

    text: str
    field: str = ""


@register.simple_tag(takes_context=True)
def here(context: Context, url: str) -> str:
    """aria-current for the link of the current page or section."""
    request = getattr(context, "request", None)  # a partial need not be given it
    path = request.path if request else ""
    if path == url:
        return format_html(' aria-current="{}"', "page")
    inside = url and url != "/" and path.startswith(url)
    return format_html(' aria-current="{}"', "true") if inside else ""


@register.simple_tag(takes_context=True)
def may(context: RequestContext, verb: str, where: Any, url: str) -> bool:
    """Whether the URL exists and the user has the permission in this group."""
    return bool(url) and context.request.user.has_perm(verb, where)


@register.filter
def notice_class(message: Message) -> str:
    return NOTICES.get(message.level_tag, "")


register.filter("said", fields.errors_of)
register.filter("whole_field", fields.whole_field)
register.filter("form_control", fields.form_control)
register.filter("field_errors", fields.errors)


@register.simple_tag
def mistakes(form: Any) -> list[Mistake]:
    """The errors of a form, a formset, or an object that lists its forms in `parts`."""
    if not getattr(form, "is_bound", False):
        return []
    if hasattr(form, "parts"):
        return [
            mistake
            for part in form.parts
            for mistake in (_own_mistakes(part) if part is form else mistakes(part))
        ]
    if isinstance(form, BaseFormSet):
        of_all = [Mistake(str(text)) for text in form.non_form_errors()]
        return of_all + [mistake for row in form for mistake in mistakes(row)]
    return _own_mistakes(form)


def _own_mistakes(form: BaseForm) -> list[Mistake]:
    return [Mistake(str(text)) for text in form.non_field_errors()] + [
        Mistake(text, _target(field)) for field in form for text in fields.named_errors_of(field)
    ]


def _target(field: BoundField) -> str:
    """The id that a link can focus: that of the first choice for radio buttons."""
    if field.is_hidden:
        return ""
    return field.id_for_label or (f"{field.auto_id}_0" if field.auto_id else "")


@register.simple_tag(takes_context=True)
def title_prefix(context: Context) -> str:
    """ "Salah: " before the title of a page whose form came back with mistakes."""
    forms = [value for value in context.flatten().values() if hasattr(value, "is_bound")]
    wrong = any(mistakes(form) for form in forms)
    return _("Wrong: ") if wrong else ""
