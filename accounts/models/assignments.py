"""Roles held over a territory for a time, and duties done."""

import datetime
from typing import ClassVar, Self

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Case, F, Q, When
from django.db.models.functions import Coalesce, Length
from django.db.models.lookups import Exact
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models.lifts import LIFTABLE, PairLift
from accounts.models.regions import Region
from accounts.models.users import User
from foundation.history import EditHistory
from foundation.terms import TermQuerySet, not_prolonged, overlap, until_after_since
from foundation.triggers import (
    TODAY,
    checked_insert,
    fixed,
    quoted,
    refuse_if,
    refused_change,
    told_now,
)


class AssignmentQuerySet(TermQuerySet["Assignment"]):
    def on_money(self) -> Self:
        return self.filter(role__in=Assignment.ON_MONEY)

    def waiting(self, today: datetime.date) -> Self:
        """Roles on money that are to begin."""
        return self.on_money().not_ended(today).filter(since__gt=today).exclude(until=F("since"))

    def visible_to(self, user: User) -> Self:
        """Those in the territories of the user's roles, and administrators'."""
        held = [
            *user.assignments_for("accounts.stop_role"),
            *user.assignments_for("accounts.view_pairlift"),
        ]
        if any(each.region_id is None for each in held):
            return self.all()  # an administrator
        seen = Q(region=None, role="administrator") if held else Q(pk__in=[])
        for each in held:
            seen |= Q(region=each.region_id) | Q(region__code__startswith=f"{each.region_id}.")
        return self.filter(seen)


ON_MONEY = ("approver", "cashier", "administrator")


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
    LEVELS: ClassVar[dict[str, int]] = {
        Role.OPERATOR: Region.Level.VILLAGE,
        Role.VERIFIER: Region.Level.DISTRICT,
        Role.HEAD: Region.Level.DISTRICT,
        Role.APPROVER: Region.Level.DISTRICT,
        Role.CASHIER: Region.Level.DISTRICT,
        Role.PROVINCE: Region.Level.PROVINCE,
    }  # an auditor's is any region given
    NEEDS_SECOND_FACTOR = [Role.APPROVER, Role.CASHIER, Role.ADMINISTRATOR]
    ON_MONEY = ON_MONEY  # two administrators give them, or one some days before
    WAITS = datetime.timedelta(days=2)  # a whole day between

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

    objects = AssignmentQuerySet.as_manager()
    site_may = "SELECT, INSERT, UPDATE"
    edit_history = EditHistory(_("Roles"), region="region")

    class Meta:
        ordering = ["-since", "pk"]
        permissions = [("stop_role", "Stop a role on money before it begins")]
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
                # `Q & a lookup` is a Q; the stubs do not know
                condition=Q(role__in=["facilitator", "administrator", "member", "auditor"])  # type: ignore[arg-type]
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
            ExclusionConstraint(  # who looks after the acts does none of them
                name="accounts_assignment_auditor_acts_not",
                expressions=[
                    (F("user"), RangeOperators.EQUAL),
                    (
                        Case(
                            When(role="auditor", then=1),
                            default=0,
                            output_field=models.IntegerField(),
                        ),
                        RangeOperators.NOT_EQUAL,
                    ),
                    overlap(),
                ],
                condition=~Q(role="member"),  # her own books alone
                violation_error_message=_("An auditor has no role that acts. End that one first."),
            ),
        ]
        triggers = [
            not_prolonged("accounts_assignment"),
            *told_now("given_at", "ended_at"),
            fixed(
                "as_given",
                *("user_id", "role", "region_id", "since", "given_by_id", "given_at"),
                message="A role stays as it was given; end it and give another.",
                constraint="accounts_assignment_as_given",
            ),
            refused_change(
                "ended_by_whom",
                f"OLD.until <= {TODAY} AND OLD.ended_at IS NOT NULL AND"
                " (OLD.ended_by_id, OLD.ended_at) IS DISTINCT FROM (NEW.ended_by_id, NEW.ended_at)",
                message="Who ended a role stays.",
                constraint="accounts_assignment_ended_once",
            ),
            checked_insert(  # who installs the site makes the first one, or one where none is left
                "given_by_somebody",
                refuse_if(
                    f"""NEW.given_by_id IS NULL AND EXISTS (
                        SELECT FROM accounts_assignment WHERE role = 'administrator'
                           AND (until IS NULL OR until > {TODAY}))""",
                    "A role is given by somebody.",
                    "accounts_assignment_given_by_somebody",
                ),
            ),
            checked_insert(  # no administrator alone is another person for a payment
                "money_by_two",
                refuse_if(
                    f"""NEW.role IN ({quoted(*ON_MONEY)}) AND NEW.given_by_id IS NOT NULL
                        AND NEW.since < {TODAY} + 2 AND NOT accounts_tells_moments()
                        AND NOT EXISTS (
                        SELECT FROM accounts_assignment a WHERE a.user_id = NEW.user_id
                           AND a.role = NEW.role AND a.region_id IS NOT DISTINCT FROM NEW.region_id
                           AND a.given_by_id <> NEW.given_by_id AND a.until = a.since
                           AND a.ended_by_id = NEW.given_by_id AND accounts_written_now(a.xmin))""",
                    "A role on money begins two days later, or by another administrator.",
                    "accounts_assignment_money_by_two",
                ),
            ),
        ]

    def __str__(self):
        return (
            f"{self.get_role_display()}, {self.region}" if self.region else self.get_role_display()
        )

    @property
    def territory(self) -> Region | None:
        return self.region

    @property
    def is_waiting(self) -> bool:
        """A role on money that is to begin, unless somebody stops it."""
        is_ended = self.until is not None and self.until <= self.since
        return self.role in self.ON_MONEY and self.since > timezone.localdate() and not is_ended

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
    # Where the user did the other act too: what the province had lifted then.
    lift = models.ForeignKey(PairLift, models.PROTECT, null=True, related_name="duties")

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
                condition=Q(lift=None),
                violation_error_message=_("These two acts may never be one person's."),
            ),
            models.CheckConstraint(
                condition=Q(lift=None) | Q(pair__in=LIFTABLE), name="accounts_duty_lifted_pair"
            ),
        ]

    def __str__(self):
        return f"{self.pair} {self.case}: {self.user}"
