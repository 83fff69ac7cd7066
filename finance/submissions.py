"""A form that moves money is recorded once, however often it is sent (architecture, promise 7)."""

import hashlib
import json
import uuid
from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from finance.models import Submission
from foundation.rules import shown_on

NOT_CONTENT = {"csrfmiddlewaretoken", "submission"}


class SentOnce(forms.Form):
    """A form with the UUID it is recorded under; made when the page is, kept when it fails."""

    submission = forms.UUIDField(
        widget=forms.HiddenInput,
        initial=uuid.uuid4,
        error_messages={
            "required": gettext_lazy("Open this page anew and send it again."),
            "invalid": gettext_lazy("Open this page anew and send it again."),
        },
    )


def send_once(request, form, act: Callable[..., str]) -> HttpResponse | None:
    """Do `act(**form.cleaned_data)` once and go to the address it returns.

    None where something is to be mended: the form says what, and nothing was written. Sent again,
    it answers with the first result; with other content, or by another user, it is refused (409).
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
            row = Submission.objects.create(uuid=key, by=request.user, digest=_digest(request))
            row.answer = act(**data)
            row.save(update_fields=["answer"])
            return redirect(row.answer)
    except IntegrityError:
        if first := _first(sent):  # the same form a moment ago, from a second tap
            return _answer(request, first)
        raise
    return None


def _first(sent: str | None) -> Submission | None:
    try:
        return Submission.objects.filter(uuid=uuid.UUID(sent or "")).first()
    except ValueError:
        return None


def _answer(request, first: Submission) -> HttpResponse:
    if first.by_id != request.user.pk or first.digest != _digest(request):
        return render(request, "finance/sent_otherwise.html", status=409)
    at = timezone.localtime(first.at)
    messages.info(
        request, _("Saved before, %(time)s. Not recorded twice.") % {"time": f"{at:%H.%M}"}
    )
    return redirect(first.answer)


def _digest(request) -> str:
    """Over the address and what was typed, so that the same form means the same act."""
    typed = sorted((key, values) for key, values in request.POST.lists() if key not in NOT_CONTENT)
    return hashlib.sha256(json.dumps([request.path, typed]).encode()).hexdigest()
