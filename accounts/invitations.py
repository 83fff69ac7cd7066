"""The link by which an invited user chooses a password.

Who makes a link could use it, so a member is asked for digits of the own card that are shown to
nobody without leaving a row (`Reveal`). A few wrong ones end the link.
"""

from datetime import timedelta

from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from accounts.limits import give_back, is_spent, limit
from accounts.models import Assignment, SignInLink, User

DIGITS = 6  # the last ones; masks show two of them
TRIES, LIFE = 3, timedelta(days=7)  # of a link


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


def note_link(*, user: User, asks: str = "", number: str = "", by: User) -> SignInLink:
    """Keep who made a link, and what its holder must know of a number."""
    answer = _digest(user, number) if asks else ""
    return SignInLink.objects.create(user=user, asks=asks, answer=answer, by=by)


def _digest(user: User, number: str) -> str:
    digits = "".join(letter for letter in number if letter.isdecimal())[-DIGITS:]
    key = f"{user.pk} {digits}"
    return salted_hmac("accounts.invitations.answer", key, algorithm="sha256").hexdigest()


def is_member_alone(user: User) -> bool:
    return {held.role for held in user.running_assignments} == {Assignment.Role.MEMBER}


def is_open(user: User) -> bool:
    """Whether the last link still has tries; that of a member must ask for something."""
    link = user.last_link
    if link is None or not link.asks:
        return not is_member_alone(user)
    return not is_spent("link", link.pk, TRIES, LIFE)


def is_answer(link: SignInLink, number: str) -> bool:
    """Whether these are the digits; a wrong answer uses up a try."""
    if not limit("link", link.pk, TRIES, LIFE):
        return False
    is_right = constant_time_compare(link.answer, _digest(link.user, number))
    if is_right:
        give_back("link", link.pk)
    return is_right
