"""Idempotent forms: a form that is submitted twice acts once (architecture, promise 7)."""

import hashlib
import json
import uuid
from collections.abc import Callable
from typing import Any

from django import forms
from django.apps import apps
from django.conf import settings
from django.contrib import messages
from django.db import IntegrityError, transaction
from django.db.models import Manager
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation.rules import shown_on

NOT_CONTENT = {"csrfmiddlewaretoken", "submission"}


class SubmitOnceForm(forms.Form):
    """A form with a UUID that it is recorded under: new with each page, kept when it is refused."""

    fields: dict[str, Any]  # each of its own class of field

    submission = forms.UUIDField(
        widget=forms.HiddenInput,
        initial=uuid.uuid4,
        error_messages={
            "required": gettext_lazy("Open this page anew and send it again."),
            "invalid": gettext_lazy("Open this page anew and send it again."),
        },
    )


def submit_once(request: HttpRequest, form: Any, act: Callable[..., str]) -> HttpResponse | None:
    """Call `act(**form.cleaned_data)` once and redirect to the address it returns.

    None where the form is invalid or a rule refuses: its errors say why, nothing was written. A
    repeated submission redirects to the first result; the same UUID from another user or with other
    content is refused (409).
    """
    sent = form["submission"].data
    if first := _first(sent):
        return _answer(request, first)
    if not form.is_valid():
        return None
    data = dict(form.cleaned_data)
    key = data.pop("submission")
    try:
        with shown_on(form), transaction.atomic():
            row = _submissions().create(uuid=key, by=request.user, digest=_digest(request))
            row.answer = act(**data)
            row.save(update_fields=["answer"])
            return redirect(row.answer)
    except IntegrityError:
        if first := _first(sent):  # a second tap, while the first was being recorded
            return _answer(request, first)
        raise
    return None


def _submissions() -> Manager[Any]:
    """The rows of `settings.SUBMISSION_MODEL`: this package has no model of its own."""
    return apps.get_model(settings.SUBMISSION_MODEL).objects


def _first(sent: str | None) -> Any | None:
    try:
        return _submissions().filter(uuid=uuid.UUID(sent or "")).first()
    except ValueError:
        return None


def _answer(request: HttpRequest, first: Any) -> HttpResponse:
    if first.by_id != request.user.pk or first.digest != _digest(request):
        return render(request, "sent_otherwise.html", status=409)
    at = timezone.localtime(first.at)
    messages.info(
        request, _("Saved before, %(time)s. Not recorded twice.") % {"time": f"{at:%H.%M}"}
    )
    return redirect(first.answer)


def _digest(request: HttpRequest) -> str:
    """Over the address, what was typed and the files: the same form means the same act."""
    typed = sorted((key, values) for key, values in request.POST.lists() if key not in NOT_CONTENT)
    files = [(key, list(map(_file, sent))) for key, sent in sorted(request.FILES.lists())]
    said = [request.path, typed, *([files] if files else [])]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()


def _file(file: Any) -> tuple[int, str]:
    """Size and digest; the file is left at its start."""
    digest = hashlib.sha256()
    for part in file.chunks():
        digest.update(part)
    file.seek(0)
    return file.size, digest.hexdigest()
