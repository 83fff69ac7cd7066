"""Middleware: security headers, language, ends of sessions, second factor, status of forms."""

import time

from allauth.account.internal.flows.login import get_authentication_records
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from accounts.models import Assignment
from accounts.second_factor import has_second_factor, is_required

MEMBER = Assignment.Role.MEMBER


class GuardedAnswers:
    """Adds security headers. It comes first, so that redirects and errors get them too.

    Responses are not cached unless they say so themselves, as static files do: on a shared phone
    the back button shows nothing after signing out.
    """

    HEADERS = {
        "Cache-Control": "private, no-store",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": (
            "accelerometer=(), camera=(), geolocation=(self), gyroscope=(), magnetometer=(), "
            "microphone=(), payment=(), usb=(), "
            "publickey-credentials-create=(self), publickey-credentials-get=(self)"
        ),
        "Referrer-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
    }

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        for name, value in self.HEADERS.items():
            response.headers.setdefault(name, value)
        return response


class ChosenLanguage:
    """Activates the user's language; Accept-Language is ignored, the default is Indonesian."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        chosen = request.user.language if request.user.is_authenticated else settings.LANGUAGE_CODE
        with translation.override(chosen):
            request.LANGUAGE_CODE = chosen
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", chosen)
        return response


class SessionEnds:
    """Ends a session that rested too long or is too old, by the server's clock.

    Staff after 30 minutes without a request and after 12 hours in all; who is only a member, on
    the own phone, after 14 days.
    """

    REST, DAY = 30 * 60, 12 * 60 * 60
    OF_MEMBER = 14 * 24 * 60 * 60
    NOTED = 60  # seconds between two notes of a request

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.user.is_authenticated:
            self.end_or_note(request, int(time.time()))
        return self.get_response(request)

    def end_or_note(self, request, now: int) -> None:
        session = request.session
        began, seen = session.get("began", now), session.get("seen", now)
        roles = {assignment.role for assignment in request.user.running_assignments}
        rest, most = (self.REST, self.DAY) if roles != {MEMBER} else (self.OF_MEMBER,) * 2
        if now - began > most or now - seen > rest:
            logout(request)
            messages.info(request, _("You were signed out after a rest. Sign in again to go on."))
        elif "began" not in session or now - seen > self.NOTED:
            session["began"], session["seen"] = began, now


class SecondFactorRequired:
    """Redirects approvers, cashiers and administrators who lack a second factor.

    Without one, to its set-up; in a session that began before the set-up, to re-authentication.
    """

    ALWAYS = {"account_logout", "account_reauthenticate", "help"}
    TO_SET_UP = ALWAYS | {"mfa_index", "mfa_activate_totp", "mfa_list_webauthn", "mfa_add_webauthn"}
    TO_SHOW = ALWAYS | {"mfa_reauthenticate", "mfa_reauthenticate_webauthn"}

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        user, page = request.user, request.resolver_match.view_name
        if not user.is_authenticated or not is_required(user):
            return None
        if not has_second_factor(user):
            if page in self.TO_SET_UP:
                return None
            messages.warning(request, _("Your role needs a second factor. Set it up now."))
            return redirect("mfa_activate_totp")
        shown = {record["method"] for record in get_authentication_records(request, user)}
        if "mfa" in shown or page in self.TO_SHOW:
            return None
        way_back = urlencode({"next": request.get_full_path()} if request.method == "GET" else {})
        return redirect(f"{reverse('mfa_reauthenticate')}?{way_back}")


class MistakesRefused:
    """Turns allauth's status 200 for an invalid form into 422."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_template_response(self, request, response):
        form = (response.context_data or {}).get("form")
        if request.method == "POST" and response.status_code == 200 and form and form.errors:
            response.status_code = 422
        return response
