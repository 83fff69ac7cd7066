"""allauth's forms with our own labels and help texts instead of placeholders."""

from typing import ClassVar

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django.contrib.auth.forms import SetPasswordForm
from django.utils.translation import gettext_lazy as _

from foundation.texts import Text

CODE_HINT = _("6 digits from the app on your phone, or a recovery code.")


class Labelled:
    """Sets field labels from `labels` and help texts from `hints`, and removes placeholders."""

    labels: ClassVar[dict[str, Text]] = {}
    hints: ClassVar[dict[str, Text]] = {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = self.labels.get(name, field.label)
            field.help_text = self.hints.get(name, field.help_text)


class SignInForm(Labelled, account.LoginForm):
    labels = {"login": _("User name"), "password": _("Password")}


class SignInAgainForm(Labelled, account.ReauthenticateForm):
    labels = {"password": _("Password")}


class ChangePasswordForm(Labelled, account.ChangePasswordForm):
    labels = {
        "oldpassword": _("Present password"),
        "password1": _("New password"),
        "password2": _("New password once more"),
    }
    hints = {"password1": _("8 or more letters and digits, not your name.")}


class CodeForm(Labelled, mfa.AuthenticateForm):
    labels = {"code": _("Code")}
    hints = {"code": CODE_HINT}


class CodeAgainForm(Labelled, mfa.ReauthenticateForm):
    labels = {"code": _("Code")}
    hints = {"code": CODE_HINT}


class SetUpAppForm(Labelled, totp.ActivateTOTPForm):
    labels = {"code": _("Code that the app shows now")}


class AddKeyForm(Labelled, webauthn.AddWebAuthnForm):
    labels = {"name": _("Name of the key"), "passwordless": _("Sign in with this key alone")}
    hints = {"passwordless": _("The key then asks for your finger, your face or its PIN.")}


class RenameKeyForm(Labelled, webauthn.EditWebAuthnForm):
    labels = {"name": _("Name of the key")}


class InvitationForm(Labelled, SetPasswordForm):
    labels = {"new_password1": _("New password"), "new_password2": _("New password once more")}
    hints = {"new_password1": ChangePasswordForm.hints["password1"], "new_password2": ""}
