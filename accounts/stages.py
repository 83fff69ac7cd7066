"""The step of signing in that asks for a code."""

from allauth.mfa.stages import AuthenticateStage
from django.http import HttpRequest

from accounts import devices
from accounts.second_factor import is_required


class CodeStage(AuthenticateStage):
    """Not asked on a user's own device, unless a role demands the code each time."""

    def _should_handle(self, request: HttpRequest) -> bool:
        user = self.login.user
        is_asked = super()._should_handle(request)
        return is_asked and (is_required(user) or not devices.is_own(request, user))
