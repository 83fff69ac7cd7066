"""What a group plans to buy, its agreement with the office, and its bank account."""

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.duties import keeps_apart
from accounts.triggers import Firm
from grants.models.candidacies import Candidacy, OfCandidacy
from grants.models.decisions import Award, OfAward
from grants.models.papers import Paper, Recorded, never_changed
from groups.models import Group, GroupScoped, Meeting, Membership, Photo


class Budget(Recorded):
    """A budget plan (RAB, paper 4), chosen in a recorded meeting; a later version changes it.

    The first one counts at once; a change, once a verifier approved it (`BudgetApproval`). Its
    lines of the grant sum to the grant exactly; the group's own part (swadaya) stands apart.
    """

    candidacy = models.ForeignKey(Candidacy, models.PROTECT, related_name="budgets")
    version = models.PositiveSmallIntegerField()
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="+")
    plan = models.TextField(_("what the group wants to do, and who buys from it"), max_length=2000)
    reason = models.CharField(_("why it changes"), max_length=300, blank=True)

    objects = OfCandidacy.as_manager()

    class Meta(Recorded.Meta):
        ordering = ["candidacy_id", "-version"]
        permissions = [("plan_budget", "Enter the budget plan a group chose")]
        constraints = [
            models.UniqueConstraint(
                fields=["candidacy", "version"],
                name="grants_budget_version_once",
                violation_error_message=_("Somebody saved this plan a moment ago. Look at it."),
            )
        ]

    def __str__(self):
        return f"{self.candidacy}, RAB {self.version}"


class BudgetLine(models.Model):
    """An item to buy: quantity x price (whole rupiah). `number` is the same in each version."""

    class Source(models.TextChoices):
        GRANT = "grant", _("Grant")
        OWN = "own", _("The group's own part (swadaya)")

    class Kind(models.TextChoices):
        ANIMAL = "animal", _("Animals")
        EQUIPMENT = "equipment", _("Tools, stall, building")
        CONSUMABLE = "consumable", _("Used up: feed, medicine, transport")

    budget = models.ForeignKey(Budget, models.PROTECT, related_name="lines")
    number = models.PositiveSmallIntegerField()
    item = models.CharField(_("item"), max_length=100)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    source = models.CharField(_("paid from"), max_length=5, choices=Source, default=Source.GRANT)
    quantity = models.PositiveIntegerField(_("quantity"))
    unit = models.CharField(_("unit"), max_length=20)
    price = models.BigIntegerField(_("price each"))

    site_may = "SELECT, INSERT"

    class Meta:
        ordering = ["budget_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["budget", "number"], name="grants_budgetline_once"),
            models.CheckConstraint(
                condition=Q(quantity__gte=1, price__gte=1), name="grants_budgetline_positive"
            ),
        ]
        triggers = [never_changed()]

    def __str__(self):
        return self.item

    @property
    def total(self) -> int:
        return self.quantity * self.price


class BudgetApproval(Recorded):
    """The verifier's word on a changed plan."""

    budget = models.OneToOneField(Budget, models.PROTECT, related_name="approval")
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta(Recorded.Meta):
        permissions = [("approve_budget", "Approve a changed budget plan")]
        triggers = [
            never_changed(),
            Firm(
                name="by_another",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func="""
                    IF EXISTS (SELECT FROM grants_budget
                               WHERE id = NEW.budget_id AND by_id = NEW.by_id) THEN
                        RAISE EXCEPTION 'A changed plan is approved by another person.'
                            USING ERRCODE = 'check_violation',
                                CONSTRAINT = 'grants_budgetapproval_by_another';
                    END IF;
                    RETURN NEW;""",
            ),
        ]

    def __str__(self):
        return str(self.budget)


class Agreement(Recorded):
    """Agreement and integrity pact (NPHD, paper 11): use, report, refund, sanctions."""

    award = models.OneToOneField(Award, models.PROTECT, related_name="agreement")
    date = models.DateField(_("signed on"))
    chair = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    paper = models.OneToOneField(Paper, models.PROTECT, related_name="agreement")

    objects = OfAward.as_manager()

    class Meta(Recorded.Meta):
        permissions = [("sign_agreement", "Draw up the agreement with a group")]

    def __str__(self):
        return f"{self.award}"


class SignedPage(Recorded):
    """The page the officers signed on paper, kept as photo or scan."""

    paper = models.ForeignKey(Paper, models.PROTECT, related_name="signed_pages")
    photo = models.OneToOneField(Photo, models.PROTECT, related_name="+")

    class Meta(Recorded.Meta):
        permissions = [("add_signed_page", "Keep the signed page of a paper")]

    def __str__(self):
        return f"{self.paper}"


class BankAccountQuerySet(GroupScoped):
    def latest(self) -> "BankAccountQuerySet":
        """The account of each group that was typed last."""
        return self.order_by("group_id", "-pk").distinct("group_id")


class BankAccount(Recorded):
    """A group's account, in its name, with two signatories (paper 12); a change is a new row."""

    group = models.ForeignKey(Group, models.PROTECT, related_name="bank_accounts")
    bank = models.CharField(_("bank"), max_length=60)
    number = models.CharField(_("account number"), max_length=30)  # digits alone
    holder = models.CharField(_("name of the account"), max_length=100)
    chair = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    treasurer = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    letter = models.ForeignKey(
        Photo, models.PROTECT, null=True, blank=True, related_name="+"
    )  # the bank's letter or the first page of the book
    reason = models.CharField(_("why it changes"), max_length=300, blank=True)

    objects = BankAccountQuerySet.as_manager()

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
        ]
        triggers = [
            never_changed(),
            keeps_apart("type_account", by="NEW.by_id", account="NEW.id"),
        ]

    def __str__(self):
        return f"{self.bank} {self.number}"

    @property
    def territory(self) -> Group:
        return self.group

    @property
    def masked(self) -> str:
        """The last four digits, for all pages but those of paying."""
        return f"{'•' * (len(self.number) - 4)}{self.number[-4:]}"


class AccountCheck(Recorded):
    """Another person compared the account with the bank's letter."""

    account = models.OneToOneField(BankAccount, models.PROTECT, related_name="check_row")
    right = models.BooleanField(_("name, number and signatories are right"))
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta(Recorded.Meta):
        permissions = [("check_account", "Check a group's bank account")]
        triggers = [
            never_changed(),
            keeps_apart("check_account", by="NEW.by_id", account="NEW.account_id"),
        ]

    def __str__(self):
        return f"{self.account}"
