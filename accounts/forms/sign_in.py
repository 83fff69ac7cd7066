"""allauth's forms with our own labels and help texts instead of placeholders."""

from typing import ClassVar

from allauth.account import forms as account
from allauth.account.adapter import get_adapter
from allauth.core import context
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.contrib.auth.forms import SetPasswordForm
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts import devices
from accounts.accesses import note_access
from accounts.invitations import is_answer
from accounts.models import Access, User
from accounts.tries import Try
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
    own = forms.BooleanField(
        label=_("This is my own phone or computer"),
        required=False,
        help_text=_("It then knows you for 60 days and asks for your password alone."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if known := devices.owner(self.request):
            self.initial |= {"login": known.username, "own": True}

    def login(self, request, redirect_url=None):
        request.session["own_device"] = self.cleaned_data["own"]
        return super().login(request, redirect_url)


class SignInAgainForm(Labelled, account.ReauthenticateForm):
    labels = {"password": _("Password")}


class ChangePasswordForm(Labelled, account.ChangePasswordForm):
    labels = {
        "oldpassword": _("Present password"),
        "password1": _("New password"),
        "password2": _("New password once more"),
    }
    hints = {"password1": _("8 or more characters, not your name.")}

    def clean_oldpassword(self):
        tried = Try.of_password(context.request, self.user.username)
        if tried.is_refused:
            raise get_adapter().validation_error("too_many_login_attempts")
        password = super().clean_oldpassword()
        tried.was_right()
        return password


class LimitedCode:
    """Limits wrong codes by a table of our own."""

    user: User

    def clean_code(self):
        tried = Try.of_code(context.request, self.user)
        if tried.is_refused:
            raise get_adapter().validation_error("too_many_login_attempts")
        try:
            code = super().clean_code()
        except forms.ValidationError:
            note_access(Access.Kind.FAILED, context.request, self.user)
            raise
        tried.was_right()
        return code


class CodeForm(LimitedCode, Labelled, mfa.AuthenticateForm):
    labels = {"code": _("Code")}
    hints = {"code": CODE_HINT}


class CodeAgainForm(LimitedCode, Labelled, mfa.ReauthenticateForm):
    labels = {"code": _("Code")}
    hints = {"code": CODE_HINT}


class SetUpAppForm(LimitedCode, Labelled, totp.ActivateTOTPForm):
    labels = {"code": _("Code that the app shows now")}


class AddKeyForm(Labelled, webauthn.AddWebAuthnForm):
    labels = {"name": _("Name of the key"), "passwordless": _("Sign in with this key alone")}
    hints = {"passwordless": _("The key then asks for your finger, your face or its PIN.")}


class RenameKeyForm(Labelled, webauthn.EditWebAuthnForm):
    labels = {"name": _("Name of the key")}


class InvitationForm(Labelled, SetPasswordForm):
    """The new password, and what the link asks of its holder."""

    labels = {"new_password1": _("New password"), "new_password2": _("New password once more")}
    hints = {"new_password1": ChangePasswordForm.hints["password1"], "new_password2": ""}
    digits = forms.CharField(
        max_length=20, widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
    )
    field_order = ["digits"]

    def __init__(self, user, *args, **kwargs):
        super().__init__(user, *args, **kwargs)
        self.link = user and user.last_link  # None: the link does not work any more
        if not self.link or not self.link.asks:
            del self.fields["digits"]
            return
        self.fields["digits"].label = gettext("Last 6 digits of the number on your %(card)s") % {
            "card": self.link.get_asks_display()
        }

    def clean_digits(self):
        typed = self.cleaned_data["digits"]
        if not is_answer(self.link, typed):
            note_access(Access.Kind.FAILED, context.request, self.user)
            raise forms.ValidationError(
                gettext(
                    "These are not the digits. Look at the card. After three tries the link ends."
                )
            )
        return typed
