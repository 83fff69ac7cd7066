"""allauth adapters: who may sign up, when to re-authenticate, and our own error messages."""

import time

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.totp.internal.auth import generate_totp_secret
from cryptography.fernet import InvalidToken
from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.accesses import note_access
from accounts.devices import remember
from accounts.models import Access, User
from accounts.sealing import seal, unseal
from accounts.second_factor import has_second_factor, is_required
from accounts.tries import Try

TOO_MANY = gettext_lazy(
    "Too many tries. Wait 5 minutes, then try again. If that does not help, use a phone or "
    "computer on which you signed in before."
)
CODE_STAGE = "allauth.mfa.stages.AuthenticateStage"


class StaffAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": gettext_lazy("Name or password do not match. Try again."),
        "incorrect_password": gettext_lazy("This is not your password. Try again."),
        "enter_current_password": gettext_lazy("This is not your present password. Try again."),
        "too_many_login_attempts": TOO_MANY,
        "rate_limited": TOO_MANY,
    }

    def is_open_for_signup(self, request):
        """Sign-up is closed: the administrator invites users."""
        return False

    def respond_user_inactive(self, request, user):
        """Say that an account is closed only after the right password."""
        messages.error(request, _("This account is closed. Ask the administrator."))
        return redirect("account_login")

    def get_login_stages(self):
        stages = super().get_login_stages()
        return ["accounts.stages.CodeStage" if each == CODE_STAGE else each for each in stages]

    def pre_authenticate(self, request, **credentials):
        """In place of allauth's own limits, which are kept in the cache."""
        self.tried = Try.of_password(request, credentials.get("username", ""))
        if self.tried.is_refused:
            raise self.validation_error("too_many_login_attempts")

    def authentication_failed(self, request, **credentials):
        name = User.normalize_username(credentials.get("username", "")).strip()
        user = User.objects.filter(username__iexact=name).first()
        note_access(Access.Kind.FAILED, request, user)

    def authenticate(self, request, **credentials):
        """Where strangers used up the tries, the right password leads on to the code alone.

        Every other try is then refused in the same words, right or wrong.
        """
        user = super().authenticate(request, **credentials)
        if self.tried.is_held and not (user and has_second_factor(user)):
            raise self.validation_error("too_many_login_attempts")
        if user:
            self.tried.was_right()
        return user

    def post_login(self, request, user, **kwargs):
        response = super().post_login(request, user, **kwargs)
        remember(request, response, user, own=request.session.pop("own_device", False))
        note_access(Access.Kind.SIGNED_IN, request, user)
        return response

    def logout(self, request):
        note_access(Access.Kind.SIGNED_OUT, request, request.user)
        super().logout(request)

    def is_reauthentication_required(self, *, app, **kwargs):
        """Signing in counts as signing in anew."""
        records = get_authentication_records(self.request, self.request.user)
        latest = max((record["at"] for record in records), default=0)
        return time.time() - latest > app_settings.REAUTHENTICATION_TIMEOUT


class SecondFactorAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": gettext_lazy("This code does not fit. Look at the app, then try again."),
        "cannot_delete_authenticator": gettext_lazy(
            "Your role needs a second factor. It stays on."
        ),
        "cannot_generate_recovery_codes": gettext_lazy("First set up the app or a key."),
    }

    def encrypt(self, text):
        return seal(text)

    def decrypt(self, encrypted_text):
        """What no key of ours opens becomes a secret that no code fits."""
        try:
            return unseal(encrypted_text)
        except InvalidToken:
            return generate_totp_secret()

    def can_delete_authenticator(self, authenticator):
        """The last authenticator cannot be deleted while a role requires one."""
        user = authenticator.user
        return not is_required(user) or has_second_factor(user, besides=authenticator)
