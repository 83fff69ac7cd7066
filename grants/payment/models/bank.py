"""The office's bank account, statement files and statement lines."""

import pghistory
from django.db import models
from django.db.models import Min, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Region, User
from foundation.history import EditHistory
from papers.models import AppendOnly, Recorded


def in_districts_of(user: User, verb: str, name: str) -> Q:
    """A Q: the region in `name` lies in the territory of a role of the user (that has `verb`)."""
    seen = Q(pk__in=[])
    for assignment in user.assignments_for(verb) if verb else user.running_assignments:
        if assignment.region_id:
            seen |= Q(**{name: assignment.region_id})
            seen |= Q(**{f"{name}__code__startswith": f"{assignment.region_id}."})
    return seen


class OfficeAccountQuerySet(models.QuerySet):
    def visible_to(self, user: User, verb: str = "") -> "OfficeAccountQuerySet":
        """Accounts in districts where the user holds a role; with `verb`, one that has it."""
        return self.filter(in_districts_of(user, verb, "office"))

    def awaiting_match(self) -> "OfficeAccountQuerySet":
        """Accounts with open statement lines; `oldest` is the day of the first."""
        unsettled = Q(lines__match=None, lines__note=None) & ~Q(lines__amount=0)
        rows = self.annotate(oldest=Min("lines__date", filter=unsettled))
        return rows.filter(oldest__isnull=False)


@pghistory.track()
class OfficeAccount(models.Model):
    """A bank account of the office, whose statements are imported."""

    office = models.ForeignKey(Region, models.PROTECT, related_name="accounts")
    bank = models.CharField(_("bank"), max_length=60)
    number = models.CharField(_("account number"), max_length=30)
    columns = models.JSONField(default=dict, blank=True)  # column mapping of this bank's tables

    objects = OfficeAccountQuerySet.as_manager()
    site_may = "SELECT, INSERT, UPDATE"
    edit_history = EditHistory(_("Accounts of the office"), region="office")

    class Meta:
        ordering = ["bank", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["bank", "number"],
                name="grants_officeaccount_once",
                violation_error_message=_("This account is here already."),
            ),
            models.CheckConstraint(
                condition=Q(number__regex=r"^\d{6,30}$"), name="grants_officeaccount_digits"
            ),
        ]

    def __str__(self):
        return f"{self.bank} {self.number}"

    @property
    def territory(self) -> Region:
        return self.office


class OfAccount(models.QuerySet):
    """Rows of an office account, visible to users with a role in its district."""

    def visible_to(self, user: User, verb: str = ""):
        return self.filter(in_districts_of(user, verb, "account__office"))


class BankFile(Recorded):
    """An uploaded statement file, unique by content."""

    account = models.ForeignKey(OfficeAccount, models.PROTECT, related_name="files")
    name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    content = models.BinaryField()
    first_on = models.DateField()
    last_on = models.DateField()

    objects = OfAccount.as_manager()

    class Meta(Recorded.Meta):
        ordering = ["-at", "-pk"]
        permissions = [("import_statement", "Import the bank's statement")]
        constraints = [
            models.UniqueConstraint(
                fields=["account", "digest"],
                name="grants_bankfile_once",
                violation_error_message=_("This file was imported already."),
            )
        ]

    def __str__(self):
        return self.name

    @property
    def territory(self) -> Region:
        return self.account.office


class StatementLineQuerySet(OfAccount):
    def open(self) -> "StatementLineQuerySet":
        """Lines neither matched nor explained."""
        return self.filter(match=None, note=None)


class StatementLine(AppendOnly):
    """A statement line; amounts in whole rupiah, outgoing ones negative."""

    file = models.ForeignKey(BankFile, models.PROTECT, related_name="lines")
    account = models.ForeignKey(OfficeAccount, models.PROTECT, related_name="lines")
    place = models.PositiveIntegerField()  # position in the file
    date = models.DateField()
    amount = models.BigIntegerField()
    reference = models.CharField(max_length=40, blank=True)
    counter_account = models.CharField(max_length=30, blank=True)
    counter_name = models.CharField(max_length=100, blank=True)
    text = models.CharField(max_length=500, blank=True)
    fingerprint = models.CharField(max_length=64)  # identifies a line across files

    objects = StatementLineQuerySet.as_manager()

    class Meta:
        ordering = ["account_id", "date", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["account", "fingerprint"], name="grants_statementline_once"
            )
        ]

    def __str__(self):
        return f"{self.date} {self.amount}"

    @property
    def territory(self) -> Region:
        return self.account.office
