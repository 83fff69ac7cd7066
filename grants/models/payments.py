"""Orders to pay, transfers, the bank's own statement, and what matches what."""

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.duties import keeps_apart
from accounts.models import Region, User
from accounts.triggers import Firm
from finance.models import Entry
from grants.models.bank_accounts import BankAccount
from grants.models.decisions import Award, OfRound
from grants.models.papers import Paper, Recorded, never_changed
from grants.models.rounds import Round
from groups.models import Group


class PaymentOrder(Recorded):
    """An order to pay several groups (SPP, SPM, SP2D, paper 13)."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="payment_orders")
    date = models.DateField(_("date"))
    spm = models.CharField(_("SPM number"), max_length=60)
    sp2d = models.CharField(_("SP2D number"), max_length=60)
    paper = models.OneToOneField(Paper, models.PROTECT, related_name="payment_order")

    objects = OfRound.as_manager()

    class Meta(Recorded.Meta):
        ordering = ["-date", "-pk"]
        permissions = [("order_payment", "Draw up an order to pay")]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "sp2d"],
                name="grants_paymentorder_sp2d_once",
                violation_error_message=_("This SP2D number is used already."),
            )
        ]

    def __str__(self):
        return self.sp2d


class DisbursementQuerySet(models.QuerySet):
    def visible_to(self, user: User):
        return self.filter(award__group__in=Group.objects.visible_to(user))


class Disbursement(Recorded):
    """What is to be paid to one group; the whole award, once."""

    order = models.ForeignKey(PaymentOrder, models.PROTECT, related_name="disbursements")
    award = models.OneToOneField(
        Award,
        models.PROTECT,
        related_name="disbursement",
        error_messages={"unique": _("This grant stands in an order to pay already.")},
    )
    amount = models.BigIntegerField()

    objects = DisbursementQuerySet.as_manager()

    class Meta(Recorded.Meta):
        ordering = ["order_id", "pk"]
        triggers = [
            never_changed(),
            Firm(
                name="the_whole_award_in_force",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func="""
                    PERFORM FROM grants_round r JOIN grants_award a ON a.round_id = r.id
                        WHERE a.id = NEW.award_id FOR UPDATE OF r;
                    IF NOT EXISTS (
                        SELECT FROM grants_award a
                        JOIN grants_paymentorder o ON o.id = NEW.order_id
                        JOIN grants_agreement g ON g.award_id = a.id
                        WHERE a.id = NEW.award_id AND a.amount = NEW.amount
                            AND a.round_id = o.round_id AND NOT EXISTS (
                                SELECT FROM grants_revocation WHERE award_id = a.id)
                    ) THEN
                        RAISE EXCEPTION 'An order pays a whole award in force, after its agreement.'
                            USING ERRCODE = 'check_violation',
                                CONSTRAINT = 'grants_disbursement_of_an_award';
                    END IF;
                    RETURN NEW;""",
            ),
        ]

    def __str__(self):
        return f"{self.award}"

    @property
    def group(self) -> Group:
        return self.award.group

    @property
    def territory(self) -> Group:
        return self.award.group


class Transfer(Recorded):
    """A cashier paid (paper 14). One in force a disbursement: the next only after a return.

    `reference` is given by the system, with check digits, and stands on the bank's statement.
    """

    disbursement = models.ForeignKey(Disbursement, models.PROTECT, related_name="transfers")
    attempt = models.PositiveSmallIntegerField(default=1)
    account = models.ForeignKey(BankAccount, models.PROTECT, related_name="transfers")
    amount = models.BigIntegerField()
    reference = models.CharField(_("reference"), max_length=20, unique=True)
    date = models.DateField(_("paid on"))

    class Meta(Recorded.Meta):
        ordering = ["disbursement_id", "attempt"]
        permissions = [("pay_disbursement", "Pay a grant")]
        constraints = [
            models.UniqueConstraint(
                fields=["disbursement", "attempt"],
                name="grants_transfer_one_in_force",
                violation_error_message=_("This grant was paid a moment ago."),
            )
        ]
        triggers = [
            never_changed(),
            keeps_apart(
                "pay",
                by="NEW.by_id",
                round="SELECT a.round_id FROM grants_disbursement d"
                " JOIN grants_award a ON a.id = d.award_id WHERE d.id = NEW.disbursement_id",
                disbursement="NEW.disbursement_id",
                account="NEW.account_id",
            ),
            Firm(
                name="once_and_to_a_checked_account",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func="""
                    PERFORM FROM grants_round r JOIN grants_award a ON a.round_id = r.id
                        JOIN grants_disbursement d ON d.award_id = a.id
                        WHERE d.id = NEW.disbursement_id FOR UPDATE OF r;
                    IF NOT EXISTS (
                        SELECT FROM grants_disbursement d
                        JOIN grants_award a ON a.id = d.award_id
                        JOIN grants_bankaccount b ON b.id = NEW.account_id
                            AND b.group_id = a.group_id
                        JOIN grants_accountcheck c ON c.account_id = b.id AND c.right
                        WHERE d.id = NEW.disbursement_id AND d.amount = NEW.amount
                            AND NOT EXISTS (SELECT FROM grants_revocation WHERE award_id = a.id)
                            AND NOT EXISTS (SELECT FROM grants_bankaccount later
                                            WHERE later.group_id = a.group_id AND later.id > b.id)
                            AND (NOT EXISTS (SELECT FROM grants_bankaccount before
                                             WHERE before.group_id = a.group_id
                                                 AND before.id < b.id)
                                OR least(NEW.date, (now() AT TIME ZONE 'Asia/Jakarta')::date)
                                    >= (b.at AT TIME ZONE 'Asia/Jakarta')::date + (
                                        SELECT waiting_days FROM grants_round
                                        WHERE id = a.round_id))
                    ) THEN
                        RAISE EXCEPTION 'A grant is paid whole, to the checked account in force.'
                            USING ERRCODE = 'check_violation',
                                CONSTRAINT = 'grants_transfer_to_a_checked_account';
                    END IF;
                    IF EXISTS (
                        SELECT FROM grants_transfer t
                        WHERE t.disbursement_id = NEW.disbursement_id AND NOT EXISTS (
                            SELECT FROM grants_match m
                            WHERE m.transfer_id = t.id AND m.kind = 'returned')
                    ) OR NEW.attempt <> 1 + (SELECT count(*) FROM grants_transfer
                                             WHERE disbursement_id = NEW.disbursement_id) THEN
                        RAISE EXCEPTION 'A grant is paid once more only after the bank returned it.'
                            USING ERRCODE = 'unique_violation',
                                CONSTRAINT = 'grants_transfer_one_in_force';
                    END IF;
                    RETURN NEW;""",
            ),
        ]

    def __str__(self):
        return self.reference


class OfficeAccount(models.Model):
    """The office's own account, whose statement the bank sends."""

    office = models.ForeignKey(Region, models.PROTECT, related_name="accounts")
    bank = models.CharField(_("bank"), max_length=60)
    number = models.CharField(_("account number"), max_length=30)
    columns = models.JSONField(default=dict, blank=True)  # how this bank's tables are read

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["bank", "number"], name="grants_officeaccount_once")
        ]

    def __str__(self):
        return f"{self.bank} {self.number}"

    @property
    def territory(self) -> Region:
        return self.office


class BankFile(Recorded):
    """A statement as the bank gave it; the same file twice adds nothing."""

    account = models.ForeignKey(OfficeAccount, models.PROTECT, related_name="files")
    name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    content = models.BinaryField()
    first_on = models.DateField()
    last_on = models.DateField()

    class Meta(Recorded.Meta):
        ordering = ["-at"]
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


class StatementLineQuerySet(models.QuerySet):
    def visible_to(self, user: User):
        """Lines of the accounts of the districts where this user holds a role."""
        seen = Q(pk__in=[])
        for assignment in user.running_assignments:
            if assignment.region_id:
                seen |= Q(account__office=assignment.region_id)
                seen |= Q(account__office__code__startswith=f"{assignment.region_id}.")
        return self.filter(seen)

    def open(self):
        """The work list: neither matched nor explained."""
        return self.filter(match=None, note=None)


class StatementLine(models.Model):
    """A line of the office's account; out is negative (whole rupiah)."""

    file = models.ForeignKey(BankFile, models.PROTECT, related_name="lines")
    account = models.ForeignKey(OfficeAccount, models.PROTECT, related_name="lines")
    place = models.PositiveIntegerField()  # in the file
    date = models.DateField()
    amount = models.BigIntegerField()
    reference = models.CharField(max_length=40, blank=True)
    counter_account = models.CharField(max_length=30, blank=True)
    counter_name = models.CharField(max_length=100, blank=True)
    text = models.CharField(max_length=500, blank=True)
    fingerprint = models.CharField(max_length=64)  # the same line in two files is one line

    objects = StatementLineQuerySet.as_manager()
    site_may = "SELECT, INSERT"

    class Meta:
        ordering = ["account_id", "date", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["account", "fingerprint"], name="grants_statementline_once"
            )
        ]
        triggers = [never_changed()]

    def __str__(self):
        return f"{self.date} {self.amount}"

    @property
    def territory(self) -> Region:
        return self.account.office


class Match(Recorded):
    """A line of the statement is a payment, its return, or a refund; posted in the same moment.

    Only so has a payment arrived. Confirmed by another than the one who paid.
    """

    class Kind(models.TextChoices):
        ARRIVED = "arrived", _("Paid")
        RETURNED = "returned", _("Returned by the bank")
        REFUNDED = "refunded", _("Refund")

    line = models.OneToOneField(
        StatementLine,
        models.PROTECT,
        related_name="match",
        error_messages={"unique": _("This line is matched already.")},
    )
    kind = models.CharField(max_length=10, choices=Kind)
    transfer = models.ForeignKey(Transfer, models.PROTECT, null=True, related_name="matches")
    refund = models.OneToOneField("grants.Refund", models.PROTECT, null=True, related_name="match")
    entry = models.OneToOneField(Entry, models.PROTECT, related_name="grant_match")

    class Meta(Recorded.Meta):
        permissions = [("match_statement", "Match the bank's statement")]
        constraints = [
            models.UniqueConstraint(
                fields=["transfer", "kind"],
                name="grants_match_once",
                violation_error_message=_("This payment is matched already."),
            ),
            models.CheckConstraint(
                condition=Q(kind="refunded", refund__isnull=False, transfer=None)
                | Q(kind__in=["arrived", "returned"], refund=None, transfer__isnull=False),
                name="grants_match_of_one",
            ),
        ]
        triggers = [
            never_changed(),
            keeps_apart(
                "match",
                by="NEW.by_id",
                disbursement="SELECT disbursement_id FROM grants_transfer"
                " WHERE id = NEW.transfer_id",
            ),
            Firm(
                name="amounts_agree",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func="""
                    IF NOT EXISTS (
                        SELECT FROM grants_statementline l
                        JOIN finance_entry e ON e.id = NEW.entry_id
                        JOIN finance_book d ON d.id = e.debit_id
                        JOIN finance_book c ON c.id = e.credit_id
                        LEFT JOIN grants_transfer t ON t.id = NEW.transfer_id
                        LEFT JOIN grants_disbursement b ON b.id = t.disbursement_id
                        LEFT JOIN grants_refund f ON f.id = NEW.refund_id
                        JOIN grants_award a ON a.id = coalesce(b.award_id, f.award_id)
                        WHERE l.id = NEW.line_id
                            AND l.amount = CASE NEW.kind WHEN 'arrived' THEN -t.amount
                                WHEN 'returned' THEN t.amount ELSE f.amount END
                            AND e.amount = abs(l.amount) AND e.group_id = a.group_id
                            AND CASE NEW.kind WHEN 'arrived'
                                THEN d.kind = 'bank' AND c.kind = 'grant'
                                ELSE d.kind = 'grant' AND c.kind = 'bank' END
                            AND (NEW.kind <> 'returned' OR EXISTS (
                                SELECT FROM grants_match m WHERE m.transfer_id = NEW.transfer_id
                                    AND m.kind = 'arrived' AND m.entry_id = e.reverses_id))
                    ) THEN
                        RAISE EXCEPTION 'A line, a payment and its entry agree to the rupiah.'
                            USING ERRCODE = 'check_violation',
                                CONSTRAINT = 'grants_match_amounts_agree';
                    END IF;
                    RETURN NEW;""",
            ),
        ]

    def __str__(self):
        return f"{self.line}: {self.get_kind_display()}"


class LineNote(Recorded):
    """Why a line of the statement matches no payment; a double or wrong one leaves a paper."""

    class Kind(models.TextChoices):
        UNRELATED = "unrelated", _("Not about grants")
        DOUBLE = "double", _("Paid twice")
        WRONG_AMOUNT = "wrong_amount", _("Wrong amount")
        OTHER = "other", _("Something else")

    line = models.OneToOneField(StatementLine, models.PROTECT, related_name="note")
    kind = models.CharField(_("what it is"), max_length=15, choices=Kind)
    transfer = models.ForeignKey(
        Transfer, models.PROTECT, null=True, blank=True, related_name="line_notes"
    )
    explanation = models.CharField(_("explanation"), max_length=300)
    paper = models.OneToOneField(Paper, models.PROTECT, null=True, related_name="line_note")

    class Meta(Recorded.Meta):
        constraints = [
            models.CheckConstraint(condition=~Q(explanation=""), name="grants_linenote_why"),
            models.CheckConstraint(
                condition=Q(kind__in=["double", "wrong_amount"], paper__isnull=False)
                | ~Q(kind__in=["double", "wrong_amount"]),
                name="grants_linenote_paper",
            ),
        ]

    def __str__(self):
        return f"{self.line}: {self.get_kind_display()}"
