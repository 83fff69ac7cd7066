"""The second factor: who has one, and what allauth asks of us about it."""

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from accounts.models import Assignment, User

KINDS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]  # recovery codes only stand in


def has_second_factor(user: User, *, besides: Authenticator | None = None) -> bool:
    own = Authenticator.objects.filter(user=user, type__in=KINDS)
    return own.exclude(pk=besides.pk).exists() if besides else own.exists()


class SecondFactorAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "cannot_delete_authenticator": _(
            "Your role needs a second factor. Add another one before you remove this one."
        ),
    }

    def can_delete_authenticator(self, authenticator):
        """The last one stays while a role demands it."""
        user = authenticator.user
        return (
            settings.DEMO
            or not user.holds(*Assignment.NEEDS_SECOND_FACTOR)
            or has_second_factor(user, besides=authenticator)
        )
