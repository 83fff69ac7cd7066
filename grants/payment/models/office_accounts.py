"""The office's own bank accounts."""

import pghistory
import pgtrigger
from django.db import models
from django.db.models import F, Max, Min, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Region, User
from foundation.history import EditHistory
from foundation.triggers import EnforcedTrigger, checked_insert, refuse_if, refused_change
from grants.payment.statements.headings import SHIPPED, Profile


def in_districts_of(user: User, verb: str, name: str) -> Q:
    """A Q: the region in `name` lies in the territory of a role of the user (that has `verb`)."""
    seen = Q(pk__in=[])
    for assignment in user.assignments_for(verb) if verb else user.running_assignments:
        if assignment.region_id:
            seen |= Q(**{name: assignment.region_id})
            seen |= Q(**{f"{name}__code__startswith": f"{assignment.region_id}."})
    return seen


KNOWN_TO_TWO = Q(by=None) | Q(confirmed_by__isnull=False)


class OfficeAccountQuerySet(models.QuerySet):
    def visible_to(self, user: User, verb: str = "") -> "OfficeAccountQuerySet":
        """Accounts in districts where the user holds a role; with `verb`, one that has it."""
        return self.filter(in_districts_of(user, verb, "office"))

    def in_force(self) -> "OfficeAccountQuerySet":
        """Accounts not removed."""
        return self.filter(removed="")

    def confirmed(self) -> "OfficeAccountQuerySet":
        """Accounts that two persons know; those of before this rule count as confirmed."""
        return self.filter(KNOWN_TO_TWO)

    def awaiting_confirmation(self, by: User) -> "OfficeAccountQuerySet":
        """Accounts that somebody else typed; `typed_at` is when it was done last."""
        rows = self.in_force().filter(by__isnull=False, confirmed_by=None).exclude(by=by)
        return rows.annotate(typed_at=Max("events__pgh_created_at"))

    def awaiting_match(self) -> "OfficeAccountQuerySet":
        """Accounts with open statement lines; `oldest` is the day of the first."""
        in_force = Q(lines__file__withdrawal=None)
        unsettled = Q(lines__match=None, lines__note=None, lines__parts=None) & ~Q(lines__amount=0)
        rows = self.annotate(oldest=Min("lines__date", filter=in_force & unsettled))
        return rows.filter(oldest__isnull=False)


UNUSED = refuse_if(
    """EXISTS (
                        SELECT FROM grants_bankfile f WHERE f.account_id = OLD.id AND NOT EXISTS (
                            SELECT FROM grants_filewithdrawal WHERE file_id = f.id))""",
    "An account with statements stays.",
    "grants_officeaccount_until_it_is_used",
)
CONFIRMED_ANEW = refuse_if(
    "NEW.by_id IS NULL OR NEW.confirmed_by_id IS NOT NULL",
    "A changed account is confirmed anew.",
    "grants_officeaccount_confirmed_anew",
)


@pghistory.track()
class OfficeAccount(models.Model):
    """A bank account of the office, whose statements are imported."""

    class DayOrder(models.TextChoices):
        """How the bank writes a day, where its tables do not settle it."""

        READ = "", _("As the table itself shows")
        DAY_FIRST = "day", _("Day first: 24/11/2026")
        MONTH_FIRST = "month", _("Month first: 11/24/2026")

    office = models.ForeignKey(Region, models.PROTECT, related_name="accounts")
    bank = models.CharField(_("bank"), max_length=60)
    number = models.CharField(_("account number"), max_length=30)
    # who typed it, and the second person who compared it with the bank's paper
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    confirmed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    removed = models.CharField(_("why it was removed"), max_length=300, blank=True)
    columns = models.JSONField(default=dict, blank=True)  # column mapping of this bank's tables
    day_order = models.CharField(max_length=5, choices=DayOrder, default=DayOrder.READ, blank=True)
    without_balances = models.BooleanField(default=False)  # its tables give none

    objects = OfficeAccountQuerySet.as_manager()
    site_may = "SELECT, INSERT, UPDATE"
    edit_history = EditHistory(_("Accounts of the office"), region="office")

    class Meta:
        ordering = ["bank", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "bank", "number"],
                condition=Q(removed=""),
                name="grants_officeaccount_once",
                violation_error_message=_("This account is here already."),
            ),
            # by confirmation, not typing: nobody learns what others have, or takes it first
            models.UniqueConstraint(
                fields=["bank", "number"],
                condition=Q(removed="") & KNOWN_TO_TWO,
                name="grants_officeaccount_of_one_office",
                violation_error_message=_(
                    "This account cannot be confirmed. Ask the bank whose it is, then the "
                    "administrator."
                ),
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by=None) | ~Q(confirmed_by=F("by")),
                name="grants_officeaccount_by_two",
                violation_error_message=_("Who typed the account may not confirm it."),
            ),
            models.CheckConstraint(
                condition=Q(number__regex=r"^\d{6,30}$"), name="grants_officeaccount_digits"
            ),
        ]
        triggers = [
            checked_insert(
                "by_somebody",
                refuse_if(
                    "NEW.by_id IS NULL OR NEW.confirmed_by_id IS NOT NULL",
                    "An account is typed by one and confirmed by another.",
                    "grants_officeaccount_by_two",
                ),
            ),
            EnforcedTrigger(
                name="until_it_is_used",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "((OLD.office_id, OLD.bank, OLD.number, OLD.by_id, OLD.removed)"
                    " IS DISTINCT FROM"
                    " (NEW.office_id, NEW.bank, NEW.number, NEW.by_id, NEW.removed))"
                ),
                func=f"""
                    {UNUSED}
                    {CONFIRMED_ANEW}
                    RETURN NEW;""",
            ),
            refused_change(
                "confirmed_once",
                "OLD.confirmed_by_id IS NOT NULL"
                " AND OLD.confirmed_by_id IS DISTINCT FROM NEW.confirmed_by_id"
                " AND (OLD.office_id, OLD.bank, OLD.number, OLD.removed)"
                " = (NEW.office_id, NEW.bank, NEW.number, NEW.removed)",
                message="Who confirmed an account stays until it changes.",
                constraint="grants_officeaccount_confirmed_once",
            ),
            refused_change(
                "removed_once",
                "OLD.removed <> '' AND OLD.removed <> NEW.removed",
                message="A removed account is entered anew.",
                constraint="grants_officeaccount_removed_once",
            ),
        ]

    def __str__(self):
        return f"{self.bank} {self.number}"

    @property
    def territory(self) -> Region:
        return self.office

    @property
    def is_confirmed(self) -> bool:
        """Compared by a second person; accounts of before this rule count as confirmed."""
        return self.by_id is None or self.confirmed_by_id is not None

    @property
    def is_of_a_known_bank(self) -> bool:
        """Whether the tables of its bank are read without a mapping."""
        said = self.bank.casefold().split()
        return any(profile.bank.casefold() in said for profile in SHIPPED)

    @property
    def profiles(self) -> list[Profile]:
        """The mapping of this bank's tables, if it was named."""
        if not self.columns:
            return []
        month_first = {"": None, "day": False, "month": True}[self.day_order]
        return [
            Profile(
                self.bank,
                self.columns,
                month_first=month_first,
                without_balances=self.without_balances,
            )
        ]
