"""Registers of people: a village's population or its list of poor families, a file each."""

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from accounts.models import Assignment, Region, User
from foundation.relations import or_none
from foundation.triggers import checked_insert, refuse_if
from groups.models.groups import facilitated
from papers.models import Recorded

VIEW = "groups.view_register"
FORMATS = {
    "opensid": "OpenSID",
    "siak": _("civil registry (SIAK)"),
    "siks_ng_bnba": _("SIKS-NG, by name and address"),
    "siks_ng_desil": _("SIKS-NG, deciles"),
    "template": _("our template"),
    "bip_2012": _("book of the population (BIP)"),
    "bip_2016": _("book of the population (BIP)"),
    "bip_ektp": _("book of the population (BIP)"),
    "bip_daftar_keluarga": _("list of families (BIP)"),
}


class RegisterQuerySet(models.QuerySet):
    def visible_to(self, user: User, verb: str = VIEW) -> "RegisterQuerySet":
        """Those of the user's territory, and the user's own files.

        A facilitator's are the districts of the groups facilitated today.
        """
        seen = Q(pk__in=[])
        for held in user.assignments_for(verb) if user.is_authenticated else []:
            if held.role == Assignment.Role.FACILITATOR:
                seen |= Q(by=user)
                for district in sorted({place.district for place in facilitated(user).values()}):
                    seen |= Q(is_shared=True, village__code__startswith=f"{district}.")
            elif held.region_id:
                here = Q(village=held.region_id)
                here |= Q(village__code__startswith=f"{held.region_id}.")
                seen |= here & Q(is_shared=True)
        return self.filter(seen)

    def in_force(self) -> "RegisterQuerySet":
        """Taken over, and not taken back."""
        return self.filter(decision__isnull=False, withdrawal=None)

    def waiting(self) -> "RegisterQuerySet":
        """Read, but not decided yet."""
        return self.filter(decision=None, withdrawal=None)

    def newest(self) -> "RegisterQuerySet":
        """The newest in force of each village and list; older ones are answered by it."""
        newer = Register.objects.in_force().filter(
            village=OuterRef("village"), kind=OuterRef("kind"), list_name=OuterRef("list_name")
        )
        later = Q(as_of__gt=OuterRef("as_of")) | Q(as_of=OuterRef("as_of"), pk__gt=OuterRef("pk"))
        shared = Q(is_shared=True) | Q(by=OuterRef("by"))
        return self.in_force().filter(~Exists(newer.filter(later, shared)))


class Register(Recorded):
    """A file of people as it was read: of whom, of which day, by whom."""

    class Kind(models.TextChoices):
        POPULATION = "population", _("Population of the village")
        POVERTY = "poverty", _("List of poor families")

    village = models.ForeignKey(Region, models.PROTECT, related_name="+", verbose_name=_("village"))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    list_name = models.CharField(_("list"), max_length=100)
    version = models.CharField(_("version of the list"), max_length=40, blank=True)
    as_of = models.DateField(_("day of the file"))
    file_name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    read_as = models.CharField(max_length=60)  # the format of the file
    counts = models.JSONField(default=dict)  # what the file says of itself
    loose_flaws = models.JSONField(default=list)  # of no person: where its counts differ
    is_shared = models.BooleanField()  # loaded by somebody of the village or district

    answered = or_none("decision")
    taken_back = or_none("withdrawal")
    objects = RegisterQuerySet.as_manager()

    class Meta:
        ordering = ["-as_of", "-pk"]
        indexes = [
            models.Index(
                fields=["village", "kind", "list_name", "-as_of"], name="groups_register_of_village"
            )
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(list_name=""), name="groups_register_has_a_list"),
        ]
        permissions = [
            ("load_register", "Load a register of people"),
            ("export_register", "Take national numbers out of a register"),
        ]

    def __str__(self):
        return " ".join(filter(None, [self.list_name, self.version]))

    @property
    def territory(self) -> "Register":
        """Itself: its village, and for a facilitator who loaded it (`kube_admin.policy`)."""
        return self

    @property
    def read_as_words(self) -> str:
        """The kind of file as its readers call it."""
        return str(FORMATS.get(self.read_as) or self.read_as)

    @property
    def dated(self) -> str:
        """DTSEN III/2026, 30 Sep 2026: what stands beside whatever was looked up in it."""
        return f"{self}, {date_format(self.as_of, 'j M Y')}"


class RegisterDecision(Recorded):
    """The word that takes a file over: what was left out, and how many people it brought."""

    register = models.OneToOneField(Register, models.PROTECT, related_name="decision")
    counts = models.JSONField(default=dict)  # taken, left_out, new, changed, gone

    class Meta:
        triggers = [
            checked_insert(
                "of_a_register_in_force",
                refuse_if(
                    "EXISTS (SELECT FROM groups_registerwithdrawal"
                    " WHERE register_id = NEW.register_id)",
                    "This file was taken back.",
                    "groups_registerdecision_in_force",
                ),
            )
        ]

    def __str__(self):
        return str(self.register)


class RegisterWithdrawal(Recorded):
    """A file thrown away before it was decided, or taken back while nothing came of it."""

    register = models.OneToOneField(Register, models.PROTECT, related_name="withdrawal")
    reason = models.CharField(_("reason"), max_length=200)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason=""), name="groups_registerwithdrawal_has_a_reason"
            )
        ]
        triggers = [
            checked_insert(
                "while_untouched",
                refuse_if(
                    """EXISTS (SELECT FROM groups_registerpick p JOIN groups_registerperson r
                            ON r.id = p.row_id WHERE r.register_id = NEW.register_id)
                        OR EXISTS (SELECT FROM groups_povertycheck
                            WHERE register_id = NEW.register_id)""",
                    "A member or a look-up came from this file.",
                    "groups_registerwithdrawal_untouched",
                ),
            )
        ]

    def __str__(self):
        return str(self.register)


class RegisterExport(Recorded):
    """That somebody took the rows of a register out with whole numbers, and why. A log."""

    register = models.ForeignKey(Register, models.PROTECT, related_name="exports")
    purpose = models.CharField(_("what for?"), max_length=200)
    people = models.PositiveIntegerField()  # rows of the file that was taken

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(purpose=""), name="groups_registerexport_has_a_purpose"
            )
        ]

    def __str__(self):
        return f"{self.register}: {self.purpose}"
