"""Memberships of a group."""

import datetime
from typing import Any

import pghistory
import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, When
from django.db.models.functions import Coalesce, Least
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Assignment, User
from foundation.history import EditHistory
from foundation.terms import DateRange, TermQuerySet, overlap, until_after_since
from foundation.triggers import INDENT, EnforcedTrigger, checked_insert, fixed, refuse_if
from groups.models.groups import Group, GroupScoped
from groups.models.people import Household, Person
from groups.models.triggers import of_a_running_group, stays_in_its_group


def own_membership(user: User, prefix: str = "") -> Q:
    """A Q: it is the user's own, if the user holds the member role; `prefix` leads to it."""
    if user.is_authenticated and user.holds(Assignment.Role.MEMBER):
        return Q(**{f"{prefix}person__user": user})
    return Q(pk__in=[])


def overlap_on_card() -> tuple[DateRange, str]:
    """As `overlap`, of the part of each term with the present household: until then, another one.

    Empty for a term that ended before the person came onto this card.
    """
    return (
        DateRange(Least(Coalesce("on_card_since", "since"), "until"), F("until")),
        RangeOperators.OVERLAPS,
    )


class MembershipQuerySet(TermQuerySet, GroupScoped):  # type: ignore[override]  # of as_manager
    def visible_to(self, user: User) -> "MembershipQuerySet":
        """Memberships in visible groups, and the user's own if the user holds the member role."""
        return self.filter(Q(group__in=Group.objects.visible_to(user)) | own_membership(user))

    def listed_for(self, user: User) -> "MembershipQuerySet":
        """Memberships in groups where the user has `groups.view_membership`."""
        return self.filter(group__in=Group.objects.visible_to(user, "groups.view_membership"))

    def unseen_by(self, user: User) -> "MembershipQuerySet":
        """Memberships in groups that the user does not see."""
        return self.exclude(group__in=Group.objects.visible_to(user).values("pk"))

    def with_elsewhere(self, user: User) -> "MembershipQuerySet":
        """Annotate whether the person is now a member of a group that the user does not see."""
        now = Membership.objects.filter(person=OuterRef("person"), until=None).unseen_by(user)
        return self.annotate(elsewhere=Exists(now))

    def without_mistakes(self) -> "MembershipQuerySet":
        """Without those registered by mistake, which never were memberships."""
        return self.exclude(reason=Membership.Reason.MISTAKE)

    def of_household_since(self, households, day: datetime.date) -> "MembershipQuerySet":
        """Memberships on these cards that a new one from that day on would overlap."""
        moved_later = Q(on_card_since=None) | Q(until=None) | Q(on_card_since__lt=F("until"))
        rows = self.not_ended(day).without_mistakes()
        return rows.filter(moved_later, household__in=households)

    def current_first(self) -> "MembershipQuerySet":
        """The running one first, then the latest; those registered by mistake last."""
        mistake = Case(When(reason=Membership.Reason.MISTAKE, then=1), default=0)
        return self.order_by(mistake, F("until").desc(nulls_first=True), "-since", "-pk")

    def in_book_order(self) -> "MembershipQuerySet":
        """Order by member number, as in the paper book."""
        return self.select_related("person").order_by("number")

    def with_nik(self, number: str) -> "MembershipQuerySet":
        """Memberships of the person with this NIK on either of two merged records, latest first."""
        holders = Person.objects.with_nik(number)
        mine = Q(person__in=holders) | Q(person__in=holders.values("same_as"))
        rows = self.filter(mine).select_related("person", "group")
        return rows.order_by("-since")


def joins_by_consent() -> EnforcedTrigger:
    """The SQL of `ConsentQuerySet.lacking`."""
    return checked_insert(
        "joins_by_consent",
        refuse_if(
            """NEW.reason <> 'mistake' AND (
                        SELECT bool_and(NOT starts_with(g.village_id, here.place)
                                AND NOT starts_with(h.village_id, here.place))
                            FROM groups_membership m
                                JOIN groups_group g ON g.id = m.group_id
                                JOIN groups_person p ON p.id = m.person_id
                                JOIN groups_household h ON h.id = p.household_id,
                                (SELECT split_part(village_id, '.', 1) || '.'
                                        || split_part(village_id, '.', 2) || '.' AS place
                                    FROM groups_group WHERE id = NEW.group_id) here
                            WHERE m.person_id = NEW.person_id AND m.reason <> 'mistake')
                    AND NOT EXISTS (SELECT FROM groups_consent c
                        JOIN groups_consentanswer a ON a.consent_id = c.id
                        WHERE c.person_id = NEW.person_id AND c.group_id = NEW.group_id
                            AND a.agreed)""",
            "The office of the person's district has not agreed.",
            "groups_membership_by_consent",
        ),
    )


@pghistory.track()
class Membership(models.Model):
    """The term of a person in a group (keanggotaan), under a number."""

    class Reason(models.TextChoices):
        DIED = "died", _("Died")
        MOVED = "moved", _("Moved away")
        ABLE = "able", _("Able to stand alone")
        REFUSED = "refused", _("Does not want to go on")
        EXPELLED = "expelled", _("Expelled")
        MISTAKE = "mistake", _("Registered by mistake")
        ENDED = "ended", _("The group was dissolved, merged or split")

        @classmethod
        def personal(cls) -> list[tuple[str, Any]]:
            """Those that a facilitator chooses; the end of a group comes by decree."""
            return [choice for choice in cls.choices if choice[0] != cls.ENDED]

    group = models.ForeignKey(Group, models.PROTECT, related_name="memberships")
    person = models.ForeignKey(Person, models.PROTECT, related_name="memberships")
    household = models.ForeignKey(
        Household, models.PROTECT, related_name="memberships", editable=False
    )  # copied from the person by a trigger, for the one-member-a-household constraint
    on_card_since = models.DateField(
        _("on this family card since"), null=True, editable=False
    )  # set by that trigger where the household is another than at first
    number = models.PositiveSmallIntegerField()
    since = models.DateField(default=timezone.localdate)
    until = models.DateField(null=True, blank=True)
    reason = models.CharField(_("why left"), max_length=10, choices=Reason, blank=True)

    elsewhere: bool  # of `with_elsewhere`

    objects = MembershipQuerySet.as_manager()
    site_may = "SELECT, INSERT, UPDATE"
    edit_history = EditHistory(_("Memberships"), group="group")

    class Meta:
        ordering = ["group_id", "number"]
        constraints = [
            until_after_since("groups_membership"),
            models.CheckConstraint(
                condition=Q(until=None, reason="") | Q(until__isnull=False) & ~Q(reason=""),
                name="groups_membership_left_with_a_reason",
            ),
            models.UniqueConstraint(
                fields=["group", "number"], name="groups_membership_number_once"
            ),
            ExclusionConstraint(
                name="groups_membership_one_a_person",
                expressions=[(F("person"), RangeOperators.EQUAL), overlap()],
                condition=~Q(reason="mistake"),
                violation_error_message=_(
                    "This person is still a member of another group. End that membership first."
                ),
            ),
            ExclusionConstraint(
                name="groups_membership_one_a_household",
                expressions=[(F("household"), RangeOperators.EQUAL), overlap_on_card()],
                condition=~Q(reason="mistake"),
                violation_error_message=_("Somebody of this family is a member already."),
            ),
        ]
        triggers = [
            EnforcedTrigger(
                name="household_is_the_persons",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("person_id", "household_id"),
                func="""
                    SELECT household_id INTO NEW.household_id FROM groups_person
                        WHERE id = NEW.person_id;
                    IF TG_OP = 'UPDATE' AND NEW.household_id <> OLD.household_id THEN
                        NEW.on_card_since := (now() AT TIME ZONE 'Asia/Jakarta')::date;
                    END IF;
                    RETURN NEW;""",
            ),
            stays_in_its_group(),
            of_a_running_group(),
            fixed(
                "ends_once",
                "until",
                once="until",
                message="A membership that has ended is not opened again.",
                constraint="groups_membership_ends_once",
            ),
            EnforcedTrigger(
                name="a_persons_until_merged",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf("person_id"),
                condition=pgtrigger.Condition("OLD.person_id <> NEW.person_id"),
                func=INDENT
                + refuse_if(
                    """NOT EXISTS (
                        SELECT FROM groups_mergedmembership m JOIN groups_merge g
                            ON g.id = m.merge_id
                        WHERE m.membership_id = NEW.id AND (g.person_id, g.duplicate_id) IN
                            ((OLD.person_id, NEW.person_id), (NEW.person_id, OLD.person_id)))""",
                    "A membership becomes another person's by a merge.",
                    "groups_membership_of_its_person",
                    "restrict_violation",
                )
                + f"{INDENT}RETURN NEW;",
            ),
            joins_by_consent(),
        ]
        permissions = [
            ("admit_member", "Admit a member"),
            ("invite_member", "Give a member a way to sign in"),
        ]

    def __str__(self):
        return str(self.person)

    @property
    def territory(self) -> Group:
        return self.group

    @property
    def code(self) -> str:
        """M03, as in the paper book."""
        return code_of(self.number)


def code_of(number: int) -> str:
    return f"M{number:02}"
