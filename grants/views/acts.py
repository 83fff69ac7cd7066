"""The page of one act: a form that is sent once, and an answer that says what to mend."""

from django.shortcuts import render

from foundation.submissions import submit_once


def page_of(request, form, act, template: str, context: dict):
    """Do `act` with what was typed, or show the form; 422 where something is to be mended."""
    if request.method == "POST" and (done := submit_once(request, form, act)):
        return done
    status = 422 if form.is_bound else 200
    return render(request, template, context | {"form": form}, status=status)


def sent(request) -> tuple:
    """What a form with photos is bound to; nothing while it is only shown."""
    return (request.POST, request.FILES) if request.method == "POST" else ()
