"""The link by which an invited user chooses a password."""

from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from accounts.models import User


class InvitationTokens(PasswordResetTokenGenerator):
    """Django's tokens without their hyphen, at which a chat or a printed line may break a link."""

    def make_token(self, user: User) -> str:
        return super().make_token(user).replace("-", "_")

    def check_token(self, user: User | None, token: str | None) -> bool:
        return super().check_token(user, (token or "").replace("_", "-"))


invitation_tokens = InvitationTokens()


def invitation_link(user: User) -> str:
    """The path of the page where this user sets a password; valid for 7 days, once."""
    uid = urlsafe_base64_encode(force_bytes(user.pk))
    return reverse("invitation", args=[uid, invitation_tokens.make_token(user)])
