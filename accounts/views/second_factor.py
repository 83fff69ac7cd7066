"""allauth's second-factor views, where a role requires one."""

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import get_object_or_404, redirect


class Recorded:
    """Setting up a factor counts as showing it in this session, for `accounts.middleware`."""

    request: HttpRequest

    def form_valid(self, form):
        response = super().form_valid(form)  # type: ignore[misc]  # of the view it is mixed into
        record_authentication(self.request, self.request.user, method="mfa")
        return response


class ActivateTOTP(Recorded, totp.ActivateTOTPView):
    pass


class AddWebAuthn(Recorded, webauthn.AddWebAuthnView):
    pass


activate_totp = ActivateTOTP.as_view()
add_webauthn = AddWebAuthn.as_view()


def remove_webauthn(request, pk):
    """allauth asks the adapter only before removing a TOTP; this view asks it for keys too."""
    passkey = get_object_or_404(
        Authenticator, pk=pk, user=request.user, type=Authenticator.Type.WEBAUTHN
    )
    if not get_adapter().can_delete_authenticator(passkey):
        messages.error(request, get_adapter().error_messages["cannot_delete_authenticator"])
        return redirect("mfa_list_webauthn")
    return webauthn.remove_webauthn(request, pk=pk)
