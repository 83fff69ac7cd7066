"""Regions, users, and roles held over a territory for a time."""

import datetime
from functools import cached_property

import pghistory
from django.contrib.auth import get_backends
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Case, F, Q, When
from django.db.models.functions import Coalesce, Length, Lower
from django.db.models.lookups import Exact
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from foundation.history import EditHistory
from foundation.terms import TermQuerySet, overlap, until_after_since


class RegionQuerySet(models.QuerySet):
    def within(self, code: str):
        """The region of this code and all below; codes end at a dot: 35.07 excludes 35.071."""
        return self.filter(Q(code=code) | Q(code__startswith=f"{code}."))

    def named(self, word: str):
        """Regions whose name, or that of the region around them, contains this word."""
        return self.filter(Q(name__icontains=word) | Q(parent__name__icontains=word))

    def with_path(self):
        """Selects the ancestors that `long_name` and `path` need."""
        return self.select_related("parent__parent__parent")


class Region(models.Model):
    """A province, district, subdistrict or village, by its Kemendagri code (text)."""

    class Level(models.IntegerChoices):
        PROVINCE = 1, _("Province")
        DISTRICT = 2, _("District")
        SUBDISTRICT = 3, _("Subdistrict")
        VILLAGE = 4, _("Village")

    code = models.CharField(max_length=13, primary_key=True)
    name = models.CharField(max_length=100)
    level = models.PositiveSmallIntegerField(choices=Level)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )

    objects = RegionQuerySet.as_manager()
    site_may = "SELECT, INSERT, UPDATE"

    class Meta:
        ordering = ["code"]
        indexes = [models.Index(fields=["level", "name"], name="accounts_region_by_name")]

    def __str__(self):
        return self.name

    @property
    def long_name(self) -> str:
        """Desa Dawuhan, Kec. Poncokusumo, as on letters; see `with_path`."""
        match self.level:
            case self.Level.VILLAGE:
                kind = "Kelurahan" if self.code.rpartition(".")[2].startswith("1") else "Desa"
                return f"{kind} {self.name}, {self.parent.long_name}"
            case self.Level.SUBDISTRICT:
                return f"Kec. {self.name}"
        return self.name

    @property
    def path(self) -> str:
        """The long name up to the province."""
        places, place = [self.long_name], self.parent
        while place:
            if place.level < self.Level.SUBDISTRICT:
                places.append(place.name)
            place = place.parent
        return ", ".join(places)


class UserManager(BaseUserManager):
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

    def __str__(self):
        return self.name

    def get_full_name(self):
        return self.name

    @cached_property
    def running_assignments(self) -> list["Assignment"]:
        """The assignments in force today, cached on the instance."""
        return list(self.assignments.running().select_related("region")) if self.is_active else []

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
        """Whether a role has the permission; with `obj`, a group or region, whether there."""
        return self.is_active and any(
            backend.has_perm(self, perm, obj)
            for backend in get_backends()
            if hasattr(backend, "has_perm")
        )

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


@pghistory.track()
class Assignment(models.Model):
    """A role held for a time over a territory; `until` is the first day without it."""

    class Role(models.TextChoices):
        FACILITATOR = "facilitator", _("Facilitator")
        OPERATOR = "operator", _("Village operator")
        VERIFIER = "verifier", _("Verifier")
        HEAD = "head", _("Head of division")
        APPROVER = "approver", _("Approver")
        CASHIER = "cashier", _("Cashier")
        AUDITOR = "auditor", _("Auditor")
        PROVINCE = "province", _("Province viewer")
        ADMINISTRATOR = "administrator", _("Administrator")
        MEMBER = "member", _("Member")

    # A facilitator's territory is the groups facilitated, a member's the own membership.
    WITHOUT_TERRITORY = [Role.FACILITATOR, Role.ADMINISTRATOR, Role.MEMBER]
    LEVELS = {
        Role.OPERATOR: Region.Level.VILLAGE,
        Role.VERIFIER: Region.Level.DISTRICT,
        Role.HEAD: Region.Level.DISTRICT,
        Role.APPROVER: Region.Level.DISTRICT,
        Role.CASHIER: Region.Level.DISTRICT,
        Role.PROVINCE: Region.Level.PROVINCE,
    }  # an auditor's is any region given
    NEEDS_SECOND_FACTOR = [Role.APPROVER, Role.CASHIER, Role.ADMINISTRATOR]

    user = models.ForeignKey(User, models.PROTECT, related_name="assignments")
    role = models.CharField(_("role"), max_length=20, choices=Role)
    region = models.ForeignKey(
        Region, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("territory")
    )
    since = models.DateField(_("from"), default=timezone.localdate)
    until = models.DateField(_("until"), null=True, blank=True)
    given_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    given_at = models.DateTimeField(auto_now_add=True)
    ended_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    objects = TermQuerySet.as_manager()
    site_may = "SELECT, INSERT, UPDATE"
    edit_history = EditHistory(_("Roles"), region="region")

    class Meta:
        ordering = ["-since", "pk"]
        constraints = [
            until_after_since("accounts_assignment"),
            models.CheckConstraint(
                condition=Q(given_by=None) | ~Q(given_by=F("user")),
                name="accounts_assignment_not_to_oneself",
            ),
            models.CheckConstraint(
                condition=Q(ended_by=None, ended_at=None)
                | Q(ended_by__isnull=False, ended_at__isnull=False, until__isnull=False),
                name="accounts_assignment_ended_by_and_at",
            ),
            models.CheckConstraint(
                condition=Q(role__in=["facilitator", "administrator", "member"], region=None)
                | ~Q(role__in=["facilitator", "administrator", "member"]) & Q(region__isnull=False),
                name="accounts_assignment_territory",
            ),
            models.CheckConstraint(
                condition=Q(role__in=["facilitator", "administrator", "member", "auditor"])
                | Q(role="operator") & Exact(Length("region"), 13)
                | Q(role="province") & Exact(Length("region"), 2)
                | Q(role__in=["verifier", "head", "approver", "cashier"])
                & Exact(Length("region"), 5),
                name="accounts_assignment_level",
            ),
            ExclusionConstraint(
                name="accounts_assignment_once_at_a_time",
                expressions=[
                    (F("user"), RangeOperators.EQUAL),
                    (F("role"), RangeOperators.EQUAL),
                    (Coalesce("region", models.Value("")), RangeOperators.EQUAL),
                    overlap(),
                ],
            ),
            ExclusionConstraint(  # an administrator uses no role on money
                name="accounts_assignment_administrator_alone",
                expressions=[
                    (F("user"), RangeOperators.EQUAL),
                    (
                        Case(
                            When(role="administrator", then=1),
                            default=0,
                            output_field=models.IntegerField(),
                        ),
                        RangeOperators.NOT_EQUAL,
                    ),
                    overlap(),
                ],
                violation_error_message=_(
                    "An administrator has no other role. End that one first."
                ),
            ),
        ]

    def __str__(self):
        return (
            f"{self.get_role_display()}, {self.region}" if self.region else self.get_role_display()
        )

    @cached_property
    def held(self) -> dict:
        """A cache of what the policy reads for this assignment, by the reading function."""
        return {}

    @property
    def last_day(self) -> datetime.date | None:
        """The last day in force, as people write it: the day before `until`."""
        return self.until and self.until - datetime.timedelta(days=1)


class Duty(models.Model):
    """One act of a pair of duties, done by a user in a case (see `accounts.duties`)."""

    pair = models.CharField(max_length=60)
    case = models.CharField(max_length=40)  # candidacy:9
    side = models.PositiveSmallIntegerField()  # which of the two acts
    user = models.ForeignKey(User, models.PROTECT, related_name="+")

    site_may = "SELECT"  # written by the triggers of the rows that the acts leave

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["pair", "case", "side", "user"], name="accounts_duty_once"
            ),
            ExclusionConstraint(
                name="accounts_duty_never_by_one",
                expressions=[
                    (F("pair"), RangeOperators.EQUAL),
                    (F("case"), RangeOperators.EQUAL),
                    (F("user"), RangeOperators.EQUAL),
                    (F("side"), RangeOperators.NOT_EQUAL),
                ],
                violation_error_message=_("These two acts may never be one person's."),
            ),
        ]

    def __str__(self):
        return f"{self.pair} {self.case}: {self.user}"
