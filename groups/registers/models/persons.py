"""The people of a register, a row of its file each."""

import pgtrigger
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Q
from django.db.models.functions import Upper
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from foundation.searches import each_word
from foundation.triggers import INDENT, EnforcedTrigger, checked_insert, fixed, refuse_if
from groups import identity
from groups.models.members import Membership
from groups.models.people import Person
from groups.registers.models.registers import Register
from papers.models import Recorded

STANDS = """SELECT FROM groups_registerdecision d
                        LEFT JOIN groups_registerwithdrawal w ON w.register_id = d.register_id
                        WHERE d.register_id = {row}.register_id AND w.id IS NULL"""


class RegisterPersonQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> "RegisterPersonQuerySet":
        return self.filter(register__in=Register.objects.visible_to(user))

    def with_nik(self, number: str) -> "RegisterPersonQuerySet":
        return self.filter(nik_index=identity.blind(number))

    def with_kk(self, number: str) -> "RegisterPersonQuerySet":
        return self.filter(kk_index=identity.blind(number))

    def named(self, words: str) -> "RegisterPersonQuerySet":
        """Every word occurs in the name."""
        return self.filter(each_word(words, lambda word: Q(name__icontains=word)))

    def living_here(self) -> "RegisterPersonQuerySet":
        """Without those who died, moved away or are not valid in the registry."""
        return self.filter(status=RegisterPerson.Status.LIVING)


class RegisterPerson(models.Model):
    """A person of a register; NIK and KK are sealed as those of `Person` are."""

    class Status(models.TextChoices):
        LIVING = "living", _("Lives here")
        DIED = "died", _("Died")
        MOVED = "moved", _("Moved away")
        INVALID = "invalid", _("Not valid in the registry")

    register = models.ForeignKey(Register, models.PROTECT, related_name="people")
    row = models.PositiveIntegerField(_("row"))  # of the file
    name = models.CharField(_("name"), max_length=100)
    sound = models.CharField(max_length=100, editable=False)  # `reports.namesakes.sound`
    sex = models.CharField(_("sex"), max_length=1, choices=User.Sex, blank=True)
    born_on = models.DateField(_("born on"), null=True)
    nik_sealed = models.TextField(blank=True, editable=False)
    nik_index = models.CharField(max_length=64, blank=True, editable=False)
    kk_sealed = models.TextField(blank=True, editable=False)
    kk_index = models.CharField(max_length=64, blank=True, editable=False)
    relation = models.CharField(_("in the family"), max_length=40, blank=True)
    status = models.CharField(_("state"), max_length=8, choices=Status, default=Status.LIVING)
    rt = models.PositiveSmallIntegerField(null=True)
    rw = models.PositiveSmallIntegerField(null=True)
    hamlet = models.CharField(_("hamlet"), max_length=60, blank=True)
    address = models.CharField(_("address"), max_length=150, blank=True)
    job = models.CharField(_("work"), max_length=60, blank=True)
    married = models.CharField(max_length=30, blank=True)
    decile = models.PositiveSmallIntegerField(_("decile"), null=True)
    aid = models.CharField(_("aid"), max_length=100, blank=True)
    flaws = models.JSONField(default=list)  # {column, what, serious}
    is_left_out = models.BooleanField(default=False)
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="register_rows")

    objects = RegisterPersonQuerySet.as_manager()
    site_may = "SELECT, INSERT, UPDATE, DELETE"

    class Meta:
        ordering = ["register_id", "row", "pk"]
        indexes = [
            models.Index(fields=["register", "row"], name="groups_registerperson_in_order"),
            models.Index(
                fields=["nik_index"], name="groups_registerperson_nik", condition=~Q(nik_index="")
            ),
            models.Index(
                fields=["kk_index"], name="groups_registerperson_kk", condition=~Q(kk_index="")
            ),
            models.Index(fields=["register", "sound"], name="groups_registerperson_sound"),
            GinIndex(OpClass(Upper("name"), "gin_trgm_ops"), name="groups_registerperson_search"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=(Q(nik_sealed="", nik_index="") | ~Q(nik_sealed="") & ~Q(nik_index=""))
                & (Q(kk_sealed="", kk_index="") | ~Q(kk_sealed="") & ~Q(kk_index="")),
                name="groups_registerperson_sealed_and_indexed",
            ),
            models.CheckConstraint(
                condition=Q(decile=None) | Q(decile__gte=1, decile__lte=10),
                name="groups_registerperson_decile",
            ),
        ]
        triggers = [
            EnforcedTrigger(
                name="comes_before_the_decision",
                level=pgtrigger.Statement,
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                referencing=pgtrigger.Referencing(new="new_rows"),
                func=INDENT
                + refuse_if(
                    "EXISTS (SELECT FROM new_rows n JOIN groups_registerdecision d"
                    " ON d.register_id = n.register_id)",
                    "This register stands: nobody is added to it.",
                    "groups_registerperson_stands",
                )
                + f"{INDENT}RETURN NULL;",
            ),
            EnforcedTrigger(
                name="stays_while_in_force",
                when=pgtrigger.Before,
                operation=pgtrigger.Delete,
                func=INDENT
                + refuse_if(
                    f"EXISTS ({STANDS.format(row='OLD')})",
                    "This register stands: nobody is taken from it.",
                    "groups_registerperson_stands",
                )
                + f"{INDENT}RETURN OLD;",
            ),
            fixed(
                "as_read",
                *("register_id", "row", "name", "sound", "sex", "born_on", "relation", "status"),
                *("rt", "rw", "hamlet", "address", "job", "married", "decile", "aid"),
                message="A row of a register stays as it was read.",
                constraint="groups_registerperson_as_read",
            ),
        ]

    def __str__(self):
        return self.name

    def seal(self, *, nik: str, kk: str) -> None:
        """Seal both numbers for this row, whose key is given already."""
        self.nik_sealed, self.nik_index = identity.seal(nik, f"register nik {self.pk}")
        self.kk_sealed, self.kk_index = identity.seal(kk, f"register kk {self.pk}")

    @property
    def nik(self) -> str:
        return identity.unseal(self.nik_sealed, f"register nik {self.pk}")

    @property
    def kk(self) -> str:
        return identity.unseal(self.kk_sealed, f"register kk {self.pk}")

    @property
    def nik_masked(self) -> str:
        return identity.masked(self.nik_sealed, f"register nik {self.pk}")

    @property
    def kk_masked(self) -> str:
        return identity.masked(self.kk_sealed, f"register kk {self.pk}")

    @property
    def born_year(self) -> str:
        """All of the birth date for who may not see the number that holds it."""
        return str(self.born_on.year) if self.born_on else ""

    @property
    def place(self) -> str:
        """RT 02 RW 01, Krajan, as it is typed of a member's address."""
        parts = [
            f"{label} {number:02}" for label, number in (("RT", self.rt), ("RW", self.rw)) if number
        ]
        return ", ".join(filter(None, [" ".join(parts), self.hamlet.title()]))


class RegisterPick(Recorded):
    """That a member was taken from this row of a register."""

    row = models.ForeignKey(RegisterPerson, models.PROTECT, related_name="picks")
    membership = models.OneToOneField(Membership, models.PROTECT, related_name="pick")

    class Meta:
        triggers = [
            checked_insert(
                "of_who_lives_there",
                refuse_if(
                    """NOT EXISTS (SELECT FROM groups_registerperson r
                        JOIN groups_registerdecision d ON d.register_id = r.register_id
                        LEFT JOIN groups_registerwithdrawal w ON w.register_id = r.register_id
                        WHERE r.id = NEW.row_id AND r.status = 'living' AND w.id IS NULL)""",
                    "Only who lives there by a register in force is picked from it.",
                    "groups_registerpick_of_who_lives_there",
                ),
            )
        ]

    def __str__(self):
        return f"{self.membership}: {self.row}"
