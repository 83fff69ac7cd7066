"""The second factor: who has one, and of whom it is demanded."""

from allauth.mfa.models import Authenticator
from django.conf import settings

from accounts.models import Assignment, User

KINDS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]  # recovery codes only stand in


def is_required(user: User) -> bool:
    """Of approver, cashier and administrator, but not in the demo."""
    return not settings.DEMO and user.holds(*Assignment.NEEDS_SECOND_FACTOR)


def has_second_factor(user: User, *, besides: Authenticator | None = None) -> bool:
    own = Authenticator.objects.filter(user=user, type__in=KINDS)
    return own.exclude(pk=besides.pk).exists() if besides else own.exists()
