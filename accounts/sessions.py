"""The sessions of a user."""

from django.db.models import F

from accounts.models import User


def end_sessions(user: User, *, but_of: User | None = None) -> None:
    """End all sessions of the user."""
    if user != but_of:
        User.objects.filter(pk=user.pk).update(access_version=F("access_version") + 1)
        user.refresh_from_db(fields=["access_version"])
