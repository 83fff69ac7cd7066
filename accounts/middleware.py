"""What every request goes through: the chosen language, and the demanded second factor."""

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.models import Assignment


class ChosenLanguage:
    """Indonesian until the user chooses English; a phone's own language is not asked."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        chosen = request.user.language if request.user.is_authenticated else settings.LANGUAGE_CODE
        with translation.override(chosen):
            request.LANGUAGE_CODE = chosen
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", chosen)
        return response


class SecondFactorDemanded:
    """Approver, cashier and administrator go nowhere before they have set up a second factor."""

    WAY_THERE = ("mfa_", "account_")  # url names that set it up, sign out or sign in anew

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        user = request.user
        if (
            settings.DEMO
            or not user.is_authenticated
            or request.resolver_match.view_name.startswith(self.WAY_THERE)
            or not user.holds(*Assignment.NEEDS_SECOND_FACTOR)
            or is_mfa_enabled(user)
        ):
            return None
        messages.warning(request, _("Your role needs a second factor. Set it up now."))
        return redirect("mfa_activate_totp")
