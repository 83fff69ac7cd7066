"""Payment orders, disbursements to groups, and transfers."""

from django.db import models
from django.db.models import Exists, Max, OuterRef, Q
from django.db.models.functions import Greatest
from django.utils.translation import gettext_lazy as _

from accounts.duties import keeps_apart
from accounts.models import Region, User
from foundation.relations import is_there, or_none
from foundation.triggers import checked_insert, refuse_if
from grants.payment.models.bank_accounts import BankAccount
from grants.payment.models.movements import BankMovement, MatchKind
from grants.selection.models.decisions import Award, OfRound
from grants.selection.models.rounds import Round
from grants.selection.models.sql import (
    NUMBERS_ONE_AT_A_TIME,
    lock_round,
    not_returned,
    not_revoked,
)
from groups.models import Group
from papers.models import Paper, Recorded


class PaymentOrder(Recorded):
    """A payment order for several groups (SPP, SPM, paper 13); its SP2D comes from the treasury."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="payment_orders")
    date = models.DateField(_("date"))
    spm = models.CharField(_("SPM number"), max_length=60)
    paper = models.OneToOneField(Paper, models.PROTECT, related_name="payment_order")

    objects = OfRound.as_manager()

    treasury_or_none = or_none("treasury")

    class Meta(Recorded.Meta):
        ordering = ["-date", "-pk"]
        permissions = [("order_payment", "Draw up an order to pay")]
        triggers = [
            checked_insert(
                "number_used_once",
                NUMBERS_ONE_AT_A_TIME,
                refuse_if(
                    """EXISTS (SELECT FROM grants_paymentorder
                               WHERE upper(spm) = upper(NEW.spm))
                        OR EXISTS (SELECT FROM grants_sp2d
                                   WHERE upper(number) = upper(NEW.spm))""",
                    "An SPM number is used once.",
                    "grants_paymentorder_spm_once",
                    "unique_violation",
                ),
            ),
        ]

    def __str__(self):
        return self.sp2d or f"SPM {self.spm}"

    @property
    def sp2d(self) -> str:
        """The number that the treasury gave; empty until then."""
        return self.treasury_or_none.number if self.treasury_or_none else ""

    @property
    def territory(self) -> Region:
        return self.round.territory


class DisbursementQuerySet(models.QuerySet):
    def visible_to(self, user: User):
        return self.filter(award__group__in=Group.objects.visible_to(user))

    def awaiting_sp2d(self) -> "DisbursementQuerySet":
        """Disbursements whose order the treasury has not released."""
        return self.filter(order__treasury=None, award__revocation=None)

    def payable(self) -> "DisbursementQuerySet":
        """Released disbursements without payment in force, into a confirmed bank account.

        `returned_on` is the day when the bank last returned a payment or said that it is lost.
        """
        paid = Transfer.objects.in_force().filter(disbursement=OuterRef("pk"))
        accounts = BankAccount.objects.right().filter(group=OuterRef("award__group"))
        rows = self.filter(~Exists(paid), Exists(accounts), award__revocation=None)
        rows = rows.filter(order__treasury__isnull=False)
        returned = Q(transfers__matches__kind="returned")
        last_return = Max("transfers__matches__line__date", filter=returned)
        return rows.annotate(returned_on=Greatest(last_return, Max("transfers__lost__date")))

    def awaiting_payment(self) -> "DisbursementQuerySet":
        return self.payable().filter(returned_on=None)

    def awaiting_new_payment(self) -> "DisbursementQuerySet":
        """Payable disbursements whose last payment was returned."""
        return self.payable().filter(returned_on__isnull=False)


class Disbursement(Recorded):
    """The amount to be paid to one group: the whole award, once."""

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
            checked_insert(
                "the_whole_award_in_force",
                lock_round("award"),
                refuse_if(
                    f"""NOT EXISTS (
                        SELECT FROM grants_award a
                        JOIN grants_paymentorder o ON o.id = NEW.order_id
                        JOIN grants_agreement g ON g.award_id = a.id
                        WHERE a.id = NEW.award_id AND a.amount = NEW.amount
                            AND EXISTS (SELECT FROM papers_signedpage
                                        WHERE paper_id = g.paper_id)
                            AND a.round_id = o.round_id AND {not_revoked("a.id")}
                    )""",
                    "An order pays a whole award, its agreement signed.",
                    "grants_disbursement_of_an_award",
                ),
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


class TransferQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> "TransferQuerySet":
        return self.filter(disbursement__award__group__in=Group.objects.visible_to(user))

    def in_force(self) -> "TransferQuerySet":
        """Payments neither returned by the bank nor declared lost."""
        return self.exclude(matches__kind="returned").filter(lost=None)

    def awaiting_match(self) -> "TransferQuerySet":
        """Payments not yet matched with a statement line."""
        return self.filter(matches=None, lost=None)


class Transfer(BankMovement, Recorded):
    """A payment by a cashier (paper 14); a disbursement has at most one that is not returned.

    `reference` is generated with check digits, and appears on the bank's statement.
    """

    match_field = "transfer"
    is_lost = is_there("lost")
    lost_or_none = or_none("lost")

    disbursement = models.ForeignKey(Disbursement, models.PROTECT, related_name="transfers")
    attempt = models.PositiveSmallIntegerField(default=1)
    account = models.ForeignKey(BankAccount, models.PROTECT, related_name="transfers")
    amount = models.BigIntegerField()
    reference = models.CharField(_("reference"), max_length=20, unique=True)
    date = models.DateField(_("paid on"))

    objects = TransferQuerySet.as_manager()

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
            keeps_apart(
                "pay",
                by="NEW.by_id",
                round="SELECT a.round_id FROM grants_disbursement d"
                " JOIN grants_award a ON a.id = d.award_id WHERE d.id = NEW.disbursement_id",
                disbursement="NEW.disbursement_id",
                account="NEW.account_id",
                office="SELECT r.district_id FROM grants_disbursement d"
                " JOIN grants_award a ON a.id = d.award_id JOIN grants_round r ON r.id = a.round_id"
                " WHERE d.id = NEW.disbursement_id",
            ),
            checked_insert(
                "not_by_a_new_link",
                refuse_if(
                    """EXISTS (SELECT FROM accounts_user WHERE id = NEW.by_id
                        AND reset_at > now() - interval '24 hours')""",
                    "An account that got a new link pays nothing for a day.",
                    "grants_transfer_not_by_a_new_link",
                ),
            ),
            checked_insert(
                "once_and_to_a_checked_account",
                lock_round("disbursement"),
                refuse_if(
                    f"""NOT EXISTS (
                        SELECT FROM grants_disbursement d
                        JOIN grants_award a ON a.id = d.award_id
                        JOIN grants_bankaccount b ON b.id = NEW.account_id
                            AND b.group_id = a.group_id
                        JOIN grants_accountcheck c ON c.account_id = b.id AND c.right
                        WHERE d.id = NEW.disbursement_id AND d.amount = NEW.amount
                            AND {not_revoked("a.id")}
                            AND NOT EXISTS (SELECT FROM grants_bankaccount later
                                            WHERE later.group_id = a.group_id AND later.id > b.id)
                            AND (NOT EXISTS (SELECT FROM grants_bankaccount before
                                             JOIN grants_accountcheck seen
                                                 ON seen.account_id = before.id AND seen.right
                                             WHERE before.group_id = a.group_id
                                                 AND before.id < b.id)
                                OR least(NEW.date, (now() AT TIME ZONE 'Asia/Jakarta')::date)
                                    >= (b.at AT TIME ZONE 'Asia/Jakarta')::date + (
                                        SELECT waiting_days FROM grants_round
                                        WHERE id = a.round_id))
                    )""",
                    "A grant is paid whole, to the checked account in force.",
                    "grants_transfer_to_a_checked_account",
                ),
                refuse_if(
                    """NOT EXISTS (
                        SELECT FROM grants_disbursement d
                        JOIN grants_sp2d s ON s.order_id = d.order_id
                        WHERE d.id = NEW.disbursement_id)""",
                    "A grant is paid after the treasury gave its SP2D.",
                    "grants_transfer_after_the_sp2d",
                ),
                refuse_if(
                    """EXISTS (
                        SELECT FROM grants_disbursement d
                        JOIN grants_award a ON a.id = d.award_id
                        JOIN grants_award before ON before.group_id = a.group_id
                        JOIN grants_sanction s ON s.award_id = before.id
                            AND s.step NOT IN ('letter_1', 'letter_2', 'letter_3')
                        WHERE d.id = NEW.disbursement_id AND NOT EXISTS (
                            SELECT FROM grants_report p
                            JOIN grants_review v ON v.report_id = p.id AND v.accepted
                            WHERE p.award_id = before.id)
                    )""",
                    "Help for this group is held back.",
                    "grants_transfer_help_is_held_back",
                ),
                refuse_if(
                    f"""EXISTS (
                        SELECT FROM grants_transfer t
                        WHERE t.disbursement_id = NEW.disbursement_id AND {not_returned("t.id")}
                    ) OR NEW.attempt <> 1 + (SELECT count(*) FROM grants_transfer
                                             WHERE disbursement_id = NEW.disbursement_id)""",
                    "A grant is paid once more only after the bank returned or lost it.",
                    "grants_transfer_one_in_force",
                    "unique_violation",
                ),
            ),
        ]

    def __str__(self):
        return self.reference

    @property
    def award(self) -> Award:
        return self.disbursement.award

    @property
    def territory(self) -> Group:
        return self.award.group

    @property
    def account_numbers(self) -> list[str]:
        return [self.account.number]

    @property
    def duty_cases(self) -> dict[str, models.Model]:
        return {"disbursement": self.disbursement}

    def match_kind(self, total: int) -> MatchKind | None:
        return {-self.amount: MatchKind.ARRIVED, 0: MatchKind.RETURNED}.get(total)
