"""Statement files of the office's bank accounts, and their lines."""

from decimal import Decimal

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Region, User
from foundation.relations import or_none
from foundation.triggers import EnforcedTrigger, checked_insert, refuse_if
from grants.payment.models.office_accounts import OfficeAccount, in_districts_of
from grants.payment.statements.amounts import written
from grants.payment.statements.lines import Line
from papers.models import AppendOnly, Recorded


class OfAccount(models.QuerySet):
    """Rows of an office account, visible to users with a role in its district."""

    def visible_to(self, user: User, verb: str = ""):
        return self.filter(in_districts_of(user, verb, "account__office"))


class BankFileQuerySet(OfAccount):
    def in_force(self) -> "BankFileQuerySet":
        """Files not taken back."""
        return self.filter(withdrawal=None)


class BankFile(Recorded):
    """An uploaded statement file, unique by content; one taken back may be sent anew."""

    account = models.ForeignKey(OfficeAccount, models.PROTECT, related_name="files")
    name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    content = models.BinaryField()
    first_on = models.DateField()
    last_on = models.DateField()
    read_as = models.CharField(max_length=60, blank=True)  # the bank's profile, or MT940
    opening = models.DecimalField(max_digits=20, decimal_places=2, null=True)
    closing = models.DecimalField(max_digits=20, decimal_places=2, null=True)
    left_out = models.JSONField(default=list)  # rows that became no line: row, why
    gaps = models.JSONField(default=list)  # to statements before and after: days and balances
    version = models.PositiveSmallIntegerField(default=1)

    objects = BankFileQuerySet.as_manager()

    withdrawal_or_none = or_none("withdrawal")

    class Meta(Recorded.Meta):
        ordering = ["-at", "-pk"]
        permissions = [("import_statement", "Import the bank's statement")]
        constraints = [
            models.UniqueConstraint(
                fields=["account", "digest", "version"],
                name="grants_bankfile_once",
                violation_error_message=_("This file was imported already."),
            )
        ]
        triggers = [
            checked_insert(
                "of_a_confirmed_account",
                "PERFORM FROM grants_officeaccount WHERE id = NEW.account_id FOR UPDATE;",
                refuse_if(
                    """EXISTS (SELECT FROM grants_officeaccount
                               WHERE id = NEW.account_id AND (removed <> ''
                                   OR by_id IS NOT NULL AND confirmed_by_id IS NULL))""",
                    "A statement is of an account that two persons know.",
                    "grants_bankfile_of_a_confirmed_account",
                ),
            ),
            checked_insert(
                "one_in_force",
                refuse_if(
                    """NEW.version <> 1 + (
                        SELECT count(*) FROM grants_bankfile before
                        JOIN grants_filewithdrawal ended ON ended.file_id = before.id
                        WHERE before.account_id = NEW.account_id
                            AND before.digest = NEW.digest)""",
                    "A file is imported once, unless it was taken back.",
                    "grants_bankfile_once",
                    "unique_violation",
                ),
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def territory(self) -> Region:
        return self.account.office


class StatementLineQuerySet(OfAccount):
    def in_force(self) -> "StatementLineQuerySet":
        """Lines of files not taken back."""
        return self.filter(file__withdrawal=None)

    def open(self) -> "StatementLineQuerySet":
        """Lines neither matched, explained nor divided."""
        return self.in_force().filter(match=None, note=None, parts=None)

    def with_other_side(self) -> "StatementLineQuerySet":
        """Lines on which the bank says who paid or was paid."""
        return self.exclude(counter_account="", counter_name="")

    def as_imported(self) -> "StatementLineQuerySet":
        """The lines of the bank, without the parts into which some were divided."""
        return self.filter(part_of=None)


PARTS = refuse_if(
    """NOT EXISTS (
                        SELECT FROM grants_statementline w WHERE w.id = NEW.part_of_id
                            AND w.part_of_id IS NULL AND w.sen = 0 AND NEW.sen = 0
                            AND w.file_id = NEW.file_id AND w.account_id = NEW.account_id
                            AND w.date = NEW.date AND sign(w.amount) = sign(NEW.amount)
                            AND w.amount = (SELECT sum(amount) FROM grants_statementline
                                            WHERE part_of_id = w.id)
                    ) OR EXISTS (SELECT FROM grants_match WHERE line_id = NEW.part_of_id)
                    OR EXISTS (SELECT FROM grants_linenote WHERE line_id = NEW.part_of_id)""",
    "The parts of an open line come to it exactly.",
    "grants_statementline_parts",
)


class StatementLine(AppendOnly):
    """A statement line; amounts in whole rupiah and sen, outgoing ones negative.

    One that pays several groups is divided: its parts are lines of their own, which come to it
    exactly and are settled instead of it.
    """

    file = models.ForeignKey(BankFile, models.PROTECT, related_name="lines")
    account = models.ForeignKey(OfficeAccount, models.PROTECT, related_name="lines")
    part_of = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")
    place = models.PositiveIntegerField()  # position in the file
    date = models.DateField()
    amount = models.BigIntegerField()
    sen = models.SmallIntegerField(default=0)  # with the sign of the amount; a grant has none
    balance = models.DecimalField(max_digits=20, decimal_places=2, null=True)  # after the line
    page = models.CharField(max_length=20, blank=True)  # of MT940: statement and page
    reference = models.CharField(max_length=100, blank=True)
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
            ),
            models.CheckConstraint(
                condition=Q(sen=0)
                | Q(sen__gt=0, sen__lt=100, amount__gte=0)
                | Q(sen__lt=0, sen__gt=-100, amount__lte=0),
                name="grants_statementline_sen",
            ),
        ]
        triggers = [
            EnforcedTrigger(
                name="parts_come_to_the_line",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                timing=pgtrigger.Deferred,
                condition=pgtrigger.Condition("NEW.part_of_id IS NOT NULL"),
                func=f"""
                    PERFORM FROM grants_statementline WHERE id = NEW.part_of_id FOR NO KEY UPDATE;
                    {PARTS}
                    RETURN NULL;""",
            )
        ]

    def __str__(self):
        return f"{self.date} {self.amount}"

    @property
    def territory(self) -> Region:
        return self.account.office

    @property
    def exact(self) -> Decimal:
        """The amount with its sen."""
        return self.amount + Decimal(self.sen) / 100

    @property
    def written(self) -> str:
        return written(self.exact)

    @property
    def balance_written(self) -> str:
        return "" if self.balance is None else written(self.balance)

    @property
    def as_read(self) -> Line:
        return Line(
            date=self.date,
            amount=self.exact,
            text=self.text,
            reference=self.reference,
            counter_account=self.counter_account,
            counter_name=self.counter_name,
            balance=self.balance,
            row=self.place,
            page=self.page,
        )
