"""Households and persons; their national numbers are encrypted (domain.md §9)."""

from collections.abc import Sequence

import pghistory
import pgtrigger
from django.db import connection, models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import Region, User
from foundation.history import EditHistory
from foundation.triggers import EnforcedTrigger, told_now
from groups import identity
from groups.models.groups import Group


def give_keys(model: type[models.Model], rows: Sequence[models.Model]) -> None:
    """The keys that new rows will have: a number is sealed for its row. One statement."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [model._meta.db_table, len(rows)],
        )
        for row, (key,) in zip(rows, cursor.fetchall(), strict=True):
            row.pk = key


@pghistory.track()
class Household(models.Model):
    """A family on a family card (kartu keluarga); its number (KK) may change."""

    village = models.ForeignKey(Region, models.PROTECT, related_name="+", verbose_name=_("village"))
    address = models.CharField(_("address"), max_length=150, blank=True)
    kk_sealed = models.TextField(blank=True, editable=False)
    kk_index = models.CharField(max_length=64, blank=True, editable=False)

    site_may = "SELECT, INSERT, UPDATE"
    edit_history = EditHistory(_("Households"), group="pgh_obj__persons__memberships__group")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kk_index"],
                condition=~Q(kk_index=""),
                name="groups_household_kk_once",
                violation_error_message=_("This KK was entered a moment ago. Send it again."),
            ),
            models.CheckConstraint(
                condition=Q(kk_sealed="", kk_index="") | ~Q(kk_sealed="") & ~Q(kk_index=""),
                name="groups_household_kk_sealed_and_indexed",
            ),
        ]

    def __str__(self):
        card = ", ".join(filter(None, [self.kk_masked, self.address]))
        return card or gettext("family card without a number")

    def seal_kk(self, number: str) -> None:
        if number and self.pk is None:
            give_keys(Household, [self])
        self.kk_sealed, self.kk_index = identity.seal(number, f"kk {self.pk}")

    @property
    def kk(self) -> str:
        return identity.unseal(self.kk_sealed, f"kk {self.pk}")

    def residents(self) -> "PersonQuerySet":
        """Who is on the card; a record merged with another one is not another person."""
        return Person.objects.filter(household=self, same_as=None)

    @property
    def kk_masked(self) -> str:
        return identity.masked(self.kk_sealed, f"kk {self.pk}")


class PersonQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> "PersonQuerySet":
        """Current and former members of visible groups."""
        return self.filter(memberships__group__in=Group.objects.visible_to(user)).distinct()

    def with_nik(self, number: str) -> "PersonQuerySet":
        return self.filter(nik_index=identity.blind(number))


@pghistory.track()
class Person(models.Model):
    """A person of a household, linked to a user if they can sign in."""

    class Marriage(models.TextChoices):
        SINGLE = "single", _("Not married")
        MARRIED = "married", _("Married")
        DIVORCED = "divorced", _("Divorced")
        WIDOWED = "widowed", _("Widowed")

    class InFamily(models.TextChoices):
        HEAD = "head", _("Head of the family")
        EARNER = "earner", _("Main earner of the family")
        OTHER = "other", _("Neither")

    household = models.ForeignKey(Household, models.PROTECT, related_name="persons")
    name = models.CharField(_("name"), max_length=100)
    sex = models.CharField(_("sex"), max_length=1, choices=User.Sex)
    born_on = models.DateField(_("born on"), null=True, blank=True)
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    occupation = models.CharField(
        _("occupation"), max_length=60, blank=True, default="", db_default=""
    )
    marriage = models.CharField(
        _("married"), max_length=10, blank=True, choices=Marriage, default="", db_default=""
    )
    in_family = models.CharField(
        _("in the family"), max_length=10, blank=True, choices=InFamily, default="", db_default=""
    )
    nik_sealed = models.TextField(blank=True, editable=False)
    nik_index = models.CharField(max_length=64, blank=True, editable=False)
    user = models.OneToOneField(
        User, models.PROTECT, null=True, blank=True, related_name="person", editable=False
    )
    same_as = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        editable=False,
        related_name="duplicates",
        verbose_name=_("merged with"),
    )

    objects = PersonQuerySet.as_manager()
    site_may = "SELECT, INSERT, UPDATE"
    edit_history = EditHistory(_("People"), group="pgh_obj__memberships__group")

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["nik_index"],
                condition=~Q(nik_index=""),
                name="groups_person_nik_once",
                violation_error_message=_("Another person has this NIK. Look at the card again."),
            ),
            models.CheckConstraint(
                condition=Q(nik_sealed="", nik_index="") | ~Q(nik_sealed="") & ~Q(nik_index=""),
                name="groups_person_nik_sealed_and_indexed",
            ),
        ]
        triggers = [
            EnforcedTrigger(
                name="membership_follows_the_household",
                when=pgtrigger.After,
                operation=pgtrigger.UpdateOf("household_id"),
                condition=pgtrigger.Condition("OLD.household_id <> NEW.household_id"),
                func="""
                    UPDATE groups_membership SET household_id = NEW.household_id
                        WHERE person_id = NEW.id AND until IS NULL;
                    RETURN NULL;""",
            )
        ]

    def __str__(self):
        return self.name

    def family(self) -> PersonQuerySet:
        """The other people on the same family card, each once."""
        return self.household.residents().exclude(pk=self.pk)

    def seal_nik(self, number: str) -> None:
        if number and self.pk is None:
            give_keys(Person, [self])
        self.nik_sealed, self.nik_index = identity.seal(number, f"nik {self.pk}")

    @property
    def nik(self) -> str:
        return identity.unseal(self.nik_sealed, f"nik {self.pk}")

    @property
    def nik_masked(self) -> str:
        return identity.masked(self.nik_sealed, f"nik {self.pk}")


class RevealQuerySet(models.QuerySet):
    def listed_for(self, user: User) -> "RevealQuerySet":
        """Those made in groups that the user sees; without a membership: before it was kept."""
        return self.filter(membership__group__in=Group.objects.visible_to(user))


class Reveal(models.Model):
    """A log of who looked at a full national number, and why. Insert-only."""

    class Number(models.TextChoices):
        NIK = "nik", "NIK"
        KK = "kk", "KK"
        ALL = "all", _("All that is held")

    person = models.ForeignKey(Person, models.PROTECT, related_name="reveals")
    membership = models.ForeignKey(
        "groups.Membership", models.PROTECT, null=True, related_name="+"
    )  # on whose page; empty: not kept at that time
    number = models.CharField(max_length=3, choices=Number)
    purpose = models.CharField(_("what for?"), max_length=200)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    objects = RevealQuerySet.as_manager()
    site_may = "SELECT, INSERT"

    class Meta:
        ordering = ["-at"]
        permissions = [
            ("reveal_number", "Look at a whole NIK or KK"),
            ("show_held", "Look at all that is held of a person"),
            ("view_accesses", "See who looked at numbers and confidential problems"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(purpose=""), name="groups_reveal_has_a_purpose")
        ]
        triggers = told_now("at")

    def __str__(self):
        return f"{self.get_number_display()}, {self.person}"


class PovertyCheckQuerySet(models.QuerySet):
    def latest_of(self, households) -> "PovertyCheckQuerySet":
        """The latest check of each household, in any list."""
        rows = self.filter(household__in=households)
        return rows.order_by("household_id", "-checked_on", "-pk").distinct("household_id")


class PovertyCheck(models.Model):
    """The result of looking a household up in a version of a list of poor families."""

    household = models.ForeignKey(Household, models.PROTECT, related_name="poverty_checks")
    poverty_list = models.CharField(_("list"), max_length=100)
    version = models.CharField(_("version of the list"), max_length=40)
    checked_on = models.DateField(_("looked up on"))
    decile = models.PositiveSmallIntegerField(
        _("decile"), null=True, blank=True
    )  # None: not in the list
    register = models.ForeignKey(
        "groups.Register", models.PROTECT, null=True, related_name="poverty_checks"
    )  # the file that said so; empty: looked up elsewhere
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    objects = PovertyCheckQuerySet.as_manager()
    site_may = "SELECT, INSERT"

    class Meta:
        ordering = ["-checked_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(decile=None) | Q(decile__gte=1, decile__lte=10),
                name="groups_povertycheck_decile",
            )
        ]
        triggers = told_now("at")

    def __str__(self):
        return f"{self.household}, {self.poverty_list} {self.version}"
