"""Bank accounts of groups, and their checks."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Upper
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from accounts.duties import keeps_apart
from foundation.relations import is_there, or_none
from foundation.triggers import checked_insert, refuse_if
from groups.models import Group, GroupScoped, Membership, Photo
from papers.models import Recorded


class BankAccountQuerySet(GroupScoped):
    def in_force(self) -> "BankAccountQuerySet":
        """The latest account of each group; annotates `replaces_a_right_one`."""
        of_group = BankAccount.objects.filter(group=OuterRef("group"))
        before = of_group.filter(pk__lt=OuterRef("pk"), check_row__right=True)
        rows = self.filter(~Exists(of_group.filter(pk__gt=OuterRef("pk"))))
        return rows.annotate(replaces_a_right_one=Exists(before))

    def awaiting_check(self) -> "BankAccountQuerySet":
        return self.in_force().filter(check_row=None)

    def not_refused(self) -> "BankAccountQuerySet":
        """Accounts in force that no verifier refused."""
        return self.in_force().exclude(check_row__right=False)

    def right(self) -> "BankAccountQuerySet":
        """Accounts in force that a verifier confirmed: a grant may be paid into them."""
        return self.in_force().filter(check_row__right=True)


class BankAccount(Recorded):
    """A group's bank account with two signatories (paper 12); a change is a new row."""

    group = models.ForeignKey(Group, models.PROTECT, related_name="bank_accounts")
    bank = models.CharField(_("bank"), max_length=60)
    number = models.CharField(_("account number"), max_length=30)  # digits only
    holder = models.CharField(_("name of the account"), max_length=100)
    chair = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    treasurer = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    letter = models.ForeignKey(
        Photo, models.PROTECT, null=True, blank=True, related_name="+"
    )  # the bank's letter or the first page of the book
    reason = models.CharField(_("why it changes"), max_length=300, blank=True)

    objects = BankAccountQuerySet.as_manager()

    replaces_a_right_one: bool  # annotation of `in_force`

    is_checked = is_there("check_row")
    check_or_none = or_none("check_row")

    class Meta(Recorded.Meta):
        ordering = ["group_id", "-pk"]
        permissions = [("enter_account", "Enter a group's bank account")]
        constraints = [
            models.CheckConstraint(
                condition=Q(number__regex=r"^\d{6,30}$"), name="grants_bankaccount_digits"
            ),
            models.CheckConstraint(
                condition=~Q(chair=F("treasurer")), name="grants_bankaccount_two_signatories"
            ),
            ExclusionConstraint(
                name="grants_bankaccount_of_one_group",
                expressions=[
                    (Upper("bank"), RangeOperators.EQUAL),
                    (F("number"), RangeOperators.EQUAL),
                    (F("group"), RangeOperators.NOT_EQUAL),
                ],
                violation_error_message=_("This account is another group's. Check the number."),
            ),
        ]
        triggers = [
            keeps_apart(
                "type_account",
                by="NEW.by_id",
                account="NEW.id",
                office="""SELECT left(village_id, 5) FROM groups_group WHERE id = NEW.group_id""",
            ),
            checked_insert(
                "of_the_group",
                refuse_if(
                    """EXISTS (SELECT FROM groups_membership
                               WHERE id IN (NEW.chair_id, NEW.treasurer_id)
                                   AND group_id <> NEW.group_id)
                       OR EXISTS (SELECT FROM groups_photo
                                  WHERE id = NEW.letter_id AND group_id <> NEW.group_id)""",
                    "Account, signatories and letter are of one group.",
                    "grants_bankaccount_of_the_group",
                ),
                refuse_if(
                    """NEW.reason = '' AND EXISTS (SELECT FROM grants_bankaccount
                                                   WHERE group_id = NEW.group_id)""",
                    "A change of the account says why.",
                    "grants_bankaccount_change_says_why",
                ),
            ),
        ]

    def __str__(self):
        return f"{self.bank} {self.number}"

    @property
    def territory(self) -> Group:
        return self.group

    @cached_property
    def is_change(self) -> bool:
        """Whether it replaces an account that a grant might have been paid into."""
        if "replaces_a_right_one" in vars(self):
            return self.replaces_a_right_one
        before = BankAccount.objects.filter(group=self.group_id, pk__lt=self.pk)
        return bool(self.reason) and before.filter(check_row__right=True).exists()

    @property
    def masked(self) -> str:
        """The last four digits, for all pages except payment."""
        return f"{'•' * (len(self.number) - 4)}{self.number[-4:]}"


class AccountCheck(Recorded):
    """Another user compared the account with the bank's letter."""

    account = models.OneToOneField(
        BankAccount,
        models.PROTECT,
        related_name="check_row",
        error_messages={"unique": _("Somebody checked this account a moment ago. Look at it.")},
    )
    right = models.BooleanField(_("name, number and signatories are right"))
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta(Recorded.Meta):
        permissions = [("check_account", "Check a group's bank account")]
        triggers = [
            keeps_apart(
                "check_account",
                by="NEW.by_id",
                account="NEW.account_id",
                office="""SELECT left(g.village_id, 5) FROM grants_bankaccount b
                                JOIN groups_group g ON g.id = b.group_id
                                WHERE b.id = NEW.account_id""",
            ),
        ]

    def __str__(self):
        return f"{self.account}"
