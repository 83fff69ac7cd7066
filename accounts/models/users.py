"""Users."""

import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

import pghistory
from django.apps import apps
from django.contrib.auth import get_backends
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from foundation.statements import compiled_once
from foundation.triggers import refused_change, told_now

if TYPE_CHECKING:
    from accounts.models.assignments import Assignment
    from accounts.models.links import SignInLink


class UserManager(BaseUserManager["User"]):
    def create_user(self, username: str, password: str | None = None, **fields) -> "User":
        """Create a user; without a password, the user sets one by invitation."""
        user = self.model(username=self.model.normalize_username(username), **fields)
        user.set_password(password)
        user.save()
        return user


@pghistory.track(exclude=["password", "last_login"])
class User(AbstractBaseUser):
    """A user; permissions come from assignments alone, there is no superuser."""

    class Sex(models.TextChoices):
        FEMALE = "F", _("Woman")
        MALE = "M", _("Man")

    class Language(models.TextChoices):
        INDONESIAN = "id", "Bahasa Indonesia"
        ENGLISH = "en", "English"

    username = models.CharField(
        _("user name"),
        max_length=50,
        unique=True,
        validators=[UnicodeUsernameValidator()],
        error_messages={"unique": _("This user name is taken. Choose another.")},
    )
    name = models.CharField(_("full name"), max_length=100)
    sex = models.CharField(_("sex"), max_length=1, choices=Sex)
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    language = models.CharField(
        _("language"), max_length=2, choices=Language, default=Language.INDONESIAN
    )
    is_active = models.BooleanField(default=True)
    access_version = models.PositiveIntegerField(default=0)  # a new one ends all sessions
    made_at = models.DateTimeField(auto_now_add=True)
    reset_asked_at = models.DateTimeField(_("new link asked for"), null=True, editable=False)
    reset_asked_by = models.ForeignKey(
        "self", models.PROTECT, null=True, editable=False, related_name="+"
    )
    reset_at = models.DateTimeField(_("new link made"), null=True, editable=False)

    objects = UserManager()
    site_may = "SELECT, INSERT, UPDATE"
    edit_history = None  # a user has no territory; assignments have
    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["name", "sex"]

    class Meta:
        ordering = ["name", "pk"]
        indexes = [models.Index(fields=["name", "id"], name="accounts_user_by_name")]
        constraints = [
            models.UniqueConstraint(Lower("username"), name="accounts_user_username_any_case")
        ]
        permissions = [("manage_users", "Invite users, give and end roles, reset passwords")]
        triggers = [
            *told_now("made_at", "reset_asked_at", "reset_at"),
            refused_change(  # else an account with a new link would pay at once
                "reset_stays",
                "OLD.reset_at IS NOT NULL AND NEW.reset_at IS NULL",
                message="That a new link was made stays.",
                constraint="accounts_user_reset_stays",
            ),
        ]

    RESET_WAITS = datetime.timedelta(hours=24)  # for a second administrator, or before one alone
    PAYS_AGAIN = datetime.timedelta(hours=24)  # after a reset

    def __str__(self):
        return self.name

    @property
    def reset_from(self) -> datetime.datetime | None:
        """When who asked for a new link may make it alone."""
        return self.reset_asked_at and self.reset_asked_at + self.RESET_WAITS

    @property
    def pays_from(self) -> datetime.datetime | None:
        """When an account that got a new link pays again; None where that was long ago."""
        until = self.reset_at and self.reset_at + self.PAYS_AGAIN
        return until if until and until > timezone.now() else None

    @cached_property
    def last_link(self) -> "SignInLink | None":
        """The link by which a password was last set, or is to be."""
        return self.links.select_related("by").first()

    def get_full_name(self):
        return self.name

    @cached_property
    def running_assignments(self) -> list["Assignment"]:
        """The assignments in force today, cached on the instance."""
        found = assignments_on(self.pk, timezone.localdate()) if self.is_active else []
        for assignment in found:
            assignment.user = self
        return found

    def holds(self, *roles: str) -> bool:
        return any(assignment.role in roles for assignment in self.running_assignments)

    def assignments_for(self, verb: str) -> list["Assignment"]:
        """The assignments in force today whose role has the permission."""
        deciding = [each for each in get_backends() if hasattr(each, "role_allows")]
        return [
            assignment
            for assignment in self.running_assignments
            if any(backend.role_allows(assignment.role, verb) for backend in deciding)
        ]

    def has_perm(self, perm: str, obj=None) -> bool:
        """Whether a role has the permission; with `obj`, a group or region, whether there.

        Answers without `obj` are cached on the instance, as a page asks the same many times.
        """
        if obj is None and perm in self.answers:
            return self.answers[perm]
        answer = self.is_active and any(
            backend.has_perm(self, perm, obj)
            for backend in get_backends()
            if hasattr(backend, "has_perm")
        )
        if obj is None:
            self.answers[perm] = answer
        return answer

    @cached_property
    def known(self) -> dict[Any, Any]:
        """What scopes and the policy read for this user, by the reading function."""
        return {}

    @cached_property
    def answers(self) -> dict[str, bool]:
        """What `has_perm` answered for anywhere, by permission."""
        return {}

    def has_perms(self, perm_list, obj=None) -> bool:
        return all(self.has_perm(perm, obj) for perm in perm_list)

    def has_module_perms(self, app_label) -> bool:
        return True  # {{ perms.app.verb }} asks this first; has_perm answers

    def _get_session_auth_hash(self, secret=None):
        """Sessions end when the password or the assignments change."""
        return salted_hmac(
            "accounts.User.session",
            f"{self.password}{self.access_version}",
            secret=secret,
            algorithm="sha256",
        ).hexdigest()


@compiled_once  # each request of a signed-in user asks it
def assignments_on(user: int, day: datetime.date) -> "models.QuerySet[Assignment]":
    """The assignments of a user in force on a day."""
    held = apps.get_model("accounts.Assignment").objects.filter(user=user)
    return held.running(day).select_related("region")
