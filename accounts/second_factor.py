"""The second factor: which users have one and which need one."""

from allauth.mfa.models import Authenticator
from django.conf import settings

from accounts.models import Assignment, User

KINDS = [
    Authenticator.Type.TOTP,
    Authenticator.Type.WEBAUTHN,
]  # recovery codes are only a substitute


def is_required(user: User) -> bool:
    """True for approver, cashier and administrator, except in the demo."""
    return not settings.DEMO and user.holds(*Assignment.NEEDS_SECOND_FACTOR)


def has_second_factor(user: User, *, besides: Authenticator | None = None) -> bool:
    own = Authenticator.objects.filter(user=user, type__in=KINDS)
    return own.exclude(pk=besides.pk).exists() if besides else own.exists()
