"""Books of a group (domain.md §5), and the head of its hash chain of entries."""

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from foundation.triggers import INDENT, EnforcedTrigger, fixed, refuse_if
from groups.models import Group, GroupScoped, Membership, own_membership


class BookKind(models.TextChoices):
    """The kind of a book. Constraints and triggers of `Book` are generated from the lists below."""

    CASH = "cash", _("Cash box")
    BANK = "bank", _("Bank")
    LOAN = "loan", _("Loan")
    HERD = "herd", _("Herd")
    EQUIPMENT = "equipment", _("Equipment")
    STOCK = "stock", _("Goods to sell")
    EXPENSE = "expense", _("Expense")
    POKOK = "pokok", _("Principal savings")
    WAJIB = "wajib", _("Mandatory savings")
    SUKARELA = "sukarela", _("Voluntary savings")
    IKS = "iks", _("Solidarity fund (IKS)")
    GRANT = "grant", _("Grant not yet accounted for")
    CAPITAL = "capital", _("Capital")
    RESERVE = "reserve", _("Reserve")
    TRAINING = "training", _("Training fund")
    INCOME = "income", _("Income")
    SHU = "shu", _("Year's profit (SHU)")
    OPENING = "opening", _("Opening balance")


GOODS = [BookKind.HERD, BookKind.EQUIPMENT, BookKind.STOCK]
ASSETS = [BookKind.CASH, BookKind.BANK, BookKind.LOAN, *GOODS]
DEBIT_SIDE = [*ASSETS, BookKind.EXPENSE]
NEVER_NEGATIVE = [
    BookKind.CASH,
    BookKind.BANK,
    BookKind.LOAN,
    BookKind.HERD,
    BookKind.STOCK,
    BookKind.POKOK,
    BookKind.WAJIB,
    BookKind.SUKARELA,
    BookKind.IKS,
    BookKind.GRANT,
]
SAVINGS = [BookKind.POKOK, BookKind.WAJIB, BookKind.SUKARELA]
OF_A_MEMBER = [*SAVINGS, BookKind.LOAN]
NAMED = [*GOODS, BookKind.EXPENSE, BookKind.INCOME]


class BookQuerySet(GroupScoped):
    def visible_to(self, user):
        """Books of visible groups, and the user's own savings books."""
        seen = Q(group__in=Group.objects.visible_to(user))
        return self.filter(seen | own_membership(user, "membership__"))

    def savings(self) -> "BookQuerySet":
        return self.filter(kind__in=Book.SAVINGS)


class Book(models.Model):
    """A ledger account of a group. A member's savings book on pages combines three of them."""

    Kind = BookKind
    GOODS = GOODS
    ASSETS = ASSETS
    DEBIT_SIDE = DEBIT_SIDE
    NEVER_NEGATIVE = NEVER_NEGATIVE
    SAVINGS = SAVINGS
    OF_A_MEMBER = OF_A_MEMBER
    NAMED = NAMED
    KNOWN_NAMES = {
        "cash_short": _("cash short"),
        "cash_over": _("cash over"),
        "bank": _("bank"),
        "interest": _("interest"),
        "fine": _("fines"),
        "sale": _("sale"),
        "gift": _("gift"),
        "rent": _("rent"),
        "feed": _("feed"),
        "transport": _("transport"),
        "stationery": _("stationery"),
        "meeting": _("meeting costs"),
        "herd_loss": _("animals lost"),
        "equipment_loss": _("goods lost"),
        "other": _("other"),
    }

    group = models.ForeignKey(Group, models.PROTECT, related_name="books", db_index=False)
    kind = models.CharField(max_length=10, choices=Kind)
    membership = models.ForeignKey(
        Membership, models.PROTECT, null=True, blank=True, related_name="books"
    )
    name = models.CharField(max_length=40, blank=True)
    balance = models.BigIntegerField(default=0, editable=False)  # written by triggers only

    objects = BookQuerySet.as_manager()
    site_may = "SELECT, INSERT, UPDATE (name)"

    class Meta:
        ordering = ["group_id", "kind", "membership_id", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "kind", "membership", "name"],
                name="finance_book_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=Q(kind__in=OF_A_MEMBER, membership__isnull=False)
                | ~Q(kind__in=OF_A_MEMBER) & Q(membership=None),
                name="finance_book_of_a_member",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=NAMED) & ~Q(name="") | ~Q(kind__in=NAMED) & Q(name=""),
                name="finance_book_named",
            ),
            models.CheckConstraint(
                condition=Q(balance__gte=0) | ~Q(kind__in=NEVER_NEGATIVE),
                name="finance_book_not_negative",
            ),
        ]
        permissions = [("view_own_book", "Look at one's own savings")]
        triggers = [
            EnforcedTrigger(
                name="starts_empty",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func="""
                    IF EXISTS (SELECT FROM groups_membership WHERE id = NEW.membership_id
                               AND group_id <> NEW.group_id) THEN
                        RAISE EXCEPTION 'A book and its member are of one group.'
                            USING ERRCODE = 'check_violation';
                    END IF;
                    NEW.balance := 0;
                    RETURN NEW;""",
            ),
            EnforcedTrigger(
                name="balance_follows_entries",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "OLD.balance IS DISTINCT FROM NEW.balance AND pg_trigger_depth() = 0"
                ),
                func="""
                    RAISE EXCEPTION 'A balance is the sum of its entries; post an entry.'
                        USING ERRCODE = 'restrict_violation';""",
            ),
            fixed(
                "as_opened",
                *("group_id", "kind", "membership_id", "name"),
                message="A book keeps its name; open another.",
                constraint="finance_book_as_opened",
            ),
        ]

    def __str__(self):
        return self.label

    @property
    def label(self) -> str:
        """ "Expense: feed"; without the member, whom the page names."""
        kind = self.get_kind_display()
        return f"{kind}: {self.KNOWN_NAMES.get(self.name, self.name)}" if self.name else str(kind)

    @property
    def territory(self) -> Group:
        return self.group

    @property
    def is_debit_side(self) -> bool:
        return self.kind in self.DEBIT_SIDE


class Chain(models.Model):
    """The last entry's sequence and digest in a group, maintained by a trigger."""

    group = models.OneToOneField(Group, models.PROTECT, primary_key=True, related_name="chain")
    sequence = models.BigIntegerField(default=0)
    digest = models.BinaryField(default=b"")

    site_may = "SELECT"

    class Meta:
        triggers = [
            EnforcedTrigger(
                name="of_a_running_group",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf("sequence"),
                condition=pgtrigger.Condition("OLD.sequence <> NEW.sequence"),
                func=INDENT
                + refuse_if(
                    "EXISTS (SELECT FROM groups_enddecree WHERE ended_id = NEW.group_id)",
                    "The books of a group that has ended take no entry.",
                    "finance_chain_of_a_running_group",
                )
                + f"{INDENT}RETURN NEW;",
            )
        ]

    def __str__(self):
        return f"{self.group}: {self.sequence}"
