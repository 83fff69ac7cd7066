"""Entries of the ledger: append-only and hash-chained."""

from typing import Any

import pgtrigger
from django.db import models
from django.db.models import Case, F, Q, When
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from finance.models.balances import DATED_AND_OF_AN_OPEN_SHEET, KEEPS_BALANCES
from finance.models.books import Book
from foundation.relations import is_there, or_none
from foundation.texts import Text
from foundation.triggers import EnforcedTrigger
from groups.models import Group, GroupScoped, Meeting, Membership, own_membership

REFUSE = """
    RAISE EXCEPTION 'Entries are never changed; post a reversal.'
        USING ERRCODE = 'restrict_violation';"""
NEW_ROWS: dict[str, Any] = {
    "level": pgtrigger.Statement,
    "when": pgtrigger.After,
    "operation": pgtrigger.Insert,
    "referencing": pgtrigger.Referencing(new="new_rows"),
}
# By (debit, credit) kind; other pairs use the labels of the books.
LABELS: dict[tuple[str, str], Text] = {
    (Book.Kind.CASH, Book.Kind.IKS): _("Dues (IKS)"),
    (Book.Kind.IKS, Book.Kind.CASH): _("Help from the fund"),
    (Book.Kind.BANK, Book.Kind.CASH): _("To the bank"),
    (Book.Kind.CASH, Book.Kind.BANK): _("From the bank"),
    (Book.Kind.CASH, Book.Kind.POKOK): _("Principal savings"),
    (Book.Kind.CASH, Book.Kind.WAJIB): _("Mandatory savings"),
    (Book.Kind.CASH, Book.Kind.SUKARELA): _("Voluntary savings"),
    (Book.Kind.SUKARELA, Book.Kind.CASH): _("Withdrawal"),
    (Book.Kind.POKOK, Book.Kind.CASH): _("Principal savings paid back"),
    (Book.Kind.WAJIB, Book.Kind.CASH): _("Mandatory savings paid back"),
    (Book.Kind.BANK, Book.Kind.GRANT): _("Grant received"),
    (Book.Kind.GRANT, Book.Kind.BANK): _("Paid out of the grant"),
    (Book.Kind.GRANT, Book.Kind.CASH): _("Paid out of the grant"),
    (Book.Kind.GRANT, Book.Kind.CAPITAL): _("Grant became capital"),
    (Book.Kind.LOAN, Book.Kind.BANK): _("Lent"),
    (Book.Kind.LOAN, Book.Kind.CASH): _("Lent"),
    (Book.Kind.CASH, Book.Kind.LOAN): _("Loan paid back"),
    (Book.Kind.POKOK, Book.Kind.IKS): _("Dues paid from principal savings"),
    (Book.Kind.WAJIB, Book.Kind.IKS): _("Dues paid from mandatory savings"),
    (Book.Kind.SUKARELA, Book.Kind.IKS): _("Dues paid from voluntary savings"),
    (Book.Kind.POKOK, Book.Kind.LOAN): _("Loan paid back from principal savings"),
    (Book.Kind.WAJIB, Book.Kind.LOAN): _("Loan paid back from mandatory savings"),
    (Book.Kind.SUKARELA, Book.Kind.LOAN): _("Loan paid back from voluntary savings"),
}


def label_of(debit: Book, credit: Book) -> Text:
    """The type of an entry from one book to another."""
    if (debit.kind, credit.kind) in LABELS:
        return LABELS[debit.kind, credit.kind]
    if Book.Kind.OPENING in (debit.kind, credit.kind):
        return _("Opening balance")
    if debit.kind == Book.Kind.EXPENSE:
        return debit.label
    if credit.kind == Book.Kind.INCOME:
        return credit.label
    if debit.kind in Book.GOODS:
        return _("Purchase: %(what)s") % {"what": debit.name}
    into, source = (debit, credit) if debit.is_debit_side else (credit, debit)
    if credit.is_debit_side and not debit.is_debit_side:  # both fall
        return _("%(fund)s, paid from %(asset)s") % {"fund": debit.label, "asset": credit.label}
    return _("%(debit)s from %(credit)s") % {"debit": into.label, "credit": source.label}


class EntryQuerySet(GroupScoped):
    def visible_to(self, user):
        """Entries of visible groups, and of the user's own savings books."""
        seen = Q(group__in=Group.objects.visible_to(user))
        return self.filter(seen | own_membership(user, "membership__"))

    def touching(self, book: Book) -> "EntryQuerySet":
        """Entries of a book, oldest first, annotated with the signed `change` of its balance."""
        into = F("amount") if book.is_debit_side else -F("amount")
        return (
            self.filter(Q(debit=book) | Q(credit=book))
            .annotate(change=Case(When(debit=book, then=into), default=-into))
            .order_by("date", "sequence")
        )

    def in_force(self) -> "EntryQuerySet":
        """Entries that are neither reversed nor reversals."""
        return self.filter(reverses=None, reversal=None)


class Entry(models.Model):
    """A transfer of `amount` whole rupiah in a group, from the credit book to the debit book.

    Written only by `finance.ledger` and append-only: a mistake is corrected by a reversing entry.
    The type (dues, savings, help, …) follows from the two books; `note` is typed by a person.
    """

    group = models.ForeignKey(Group, models.PROTECT, related_name="entries", db_index=False)
    sequence = models.BigIntegerField()  # 1, 2, 3, … within the group
    digest = models.BinaryField()  # SHA-256 of the previous digest and finance_entry_text()
    date = models.DateField()
    debit = models.ForeignKey(Book, models.PROTECT, related_name="debits", db_index=False)
    credit = models.ForeignKey(Book, models.PROTECT, related_name="credits", db_index=False)
    amount = models.BigIntegerField()
    membership = models.ForeignKey(
        Membership, models.PROTECT, null=True, related_name="entries", db_index=False
    )  # the member it concerns
    meeting = models.ForeignKey(
        Meeting, models.PROTECT, null=True, related_name="entries", db_index=False
    )
    reverses = models.OneToOneField("self", models.PROTECT, null=True, related_name="reversal")
    corrects = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="corrections", db_index=False
    )  # the entry that this one replaces
    note = models.CharField(max_length=200, blank=True)
    posted_by = models.ForeignKey(User, models.PROTECT, related_name="+", db_index=False)
    posted_at = models.DateTimeField()

    objects = EntryQuerySet.as_manager()
    site_may = "SELECT"  # finance_post() inserts as the owner (SECURITY DEFINER)
    site_may_call = ["finance_lock", "finance_post"]

    is_reversed = is_there("reversal")
    reversal_or_none = or_none("reversal")

    class Meta:
        ordering = ["group_id", "sequence"]
        constraints = [
            models.UniqueConstraint(fields=["group", "sequence"], name="finance_entry_sequence"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="finance_entry_amount_positive"),
            models.CheckConstraint(condition=~Q(debit=F("credit")), name="finance_entry_two_books"),
        ]
        indexes = [
            models.Index(fields=["debit", "date", "sequence"], name="finance_entry_debits"),
            models.Index(fields=["credit", "date", "sequence"], name="finance_entry_credits"),
            models.Index(fields=["membership", "date"], name="finance_entry_of_a_member"),
            models.Index(
                fields=["meeting"],
                name="finance_entry_of_a_meeting",
                condition=Q(meeting__isnull=False),
            ),
            models.Index(
                fields=["corrects"],
                name="finance_entry_corrections",
                condition=Q(corrects__isnull=False),
            ),
        ]
        permissions = [
            ("record_meeting", "Record a meeting with its dues and savings"),
            ("cancel_meeting", "Cancel a meeting sheet that was a mistake"),
            ("record_money", "Record money between meetings"),
            ("reverse_entry", "Reverse an entry, or correct it"),
            ("release_member", "Release a member and pay out the savings"),
        ]
        triggers = [
            EnforcedTrigger(
                name="append_only",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func=REFUSE,
            ),
            EnforcedTrigger(
                name="no_truncate",
                level=pgtrigger.Statement,
                when=pgtrigger.Before,
                operation=pgtrigger.Truncate,
                func=REFUSE,
            ),
            EnforcedTrigger(
                name="a_continues_the_chain",
                **NEW_ROWS,
                func="""
                    IF EXISTS (
                        SELECT FROM (
                            SELECT n.sequence, n.digest,
                                coalesce(c.sequence, 0) + row_number() OVER w AS expected,
                                coalesce(lag(n.digest) OVER w, c.digest, ''::bytea) AS before,
                                finance_entry_text(n.id, n.group_id, n.sequence, n.date, n.debit_id,
                                    n.credit_id, n.amount, n.membership_id, n.meeting_id,
                                    n.reverses_id, n.corrects_id, n.posted_by_id, n.posted_at,
                                    n.note) AS entry
                            FROM new_rows n LEFT JOIN finance_chain c ON c.group_id = n.group_id
                            WINDOW w AS (PARTITION BY n.group_id ORDER BY n.sequence)
                        ) r
                        WHERE r.sequence <> r.expected
                            OR r.digest <> sha256(r.before || convert_to(r.entry, 'UTF8'))
                    ) THEN
                        RAISE EXCEPTION 'An entry continues its group''s chain; use finance_post().'
                            USING ERRCODE = 'check_violation';
                    END IF;
                    INSERT INTO finance_chain AS c (group_id, sequence, digest)
                        SELECT DISTINCT ON (group_id) group_id, sequence, digest FROM new_rows
                            ORDER BY group_id, sequence DESC
                        ON CONFLICT (group_id) DO UPDATE
                            SET sequence = excluded.sequence, digest = excluded.digest;
                    RETURN NULL;""",
            ),
            EnforcedTrigger(
                name="b_of_one_group",
                **NEW_ROWS,
                func="""
                    IF EXISTS (
                        SELECT FROM new_rows n
                        JOIN finance_book d ON d.id = n.debit_id
                        JOIN finance_book c ON c.id = n.credit_id
                        LEFT JOIN groups_membership s ON s.id = n.membership_id
                        LEFT JOIN groups_meeting m ON m.id = n.meeting_id
                        LEFT JOIN finance_entry e ON e.id = n.corrects_id
                        WHERE d.group_id <> n.group_id OR c.group_id <> n.group_id
                            OR s.group_id <> n.group_id OR m.group_id <> n.group_id
                            OR e.group_id <> n.group_id
                            OR d.membership_id IS NOT NULL
                                AND d.membership_id IS DISTINCT FROM n.membership_id
                            OR c.membership_id IS NOT NULL
                                AND c.membership_id IS DISTINCT FROM n.membership_id
                    ) THEN
                        RAISE EXCEPTION 'The books, the member, the meeting are of one group,'
                            ' and a savings book is of the member named.'
                            USING ERRCODE = 'check_violation',
                                CONSTRAINT = 'finance_entry_one_group';
                    END IF;
                    RETURN NULL;""",
            ),
            EnforcedTrigger(
                name="c_reversal_swaps",
                **NEW_ROWS,
                func="""
                    IF EXISTS (
                        SELECT FROM new_rows n JOIN finance_entry e ON e.id = n.reverses_id
                        WHERE e.reverses_id IS NOT NULL OR n.debit_id <> e.credit_id
                            OR n.credit_id <> e.debit_id OR n.amount <> e.amount
                            OR n.group_id <> e.group_id OR n.note = '' OR n.date < e.date
                            OR n.membership_id IS DISTINCT FROM e.membership_id
                    ) THEN
                        RAISE EXCEPTION 'A reversal swaps the books of an earlier original entry.'
                            USING ERRCODE = 'check_violation',
                                CONSTRAINT = 'finance_entry_reversal';
                    END IF;
                    RETURN NULL;""",
            ),
            EnforcedTrigger(
                name="d_period_is_open",
                **NEW_ROWS,
                func="""
                    IF EXISTS (
                        SELECT FROM new_rows n JOIN finance_period p
                            ON p.group_id = n.group_id
                            AND p.month = date_trunc('month', n.date)::date
                    ) THEN
                        RAISE EXCEPTION 'The month of this entry is closed.'
                            USING ERRCODE = 'check_violation',
                                CONSTRAINT = 'finance_entry_period_open';
                    END IF;
                    RETURN NULL;""",
            ),
            EnforcedTrigger(name="d_of_its_day", **NEW_ROWS, func=DATED_AND_OF_AN_OPEN_SHEET),
            EnforcedTrigger(
                name="e_keeps_balances",
                **NEW_ROWS,
                declare=[("short", "bigint")],
                func=KEEPS_BALANCES,
            ),
        ]

    def __str__(self):
        return f"{self.date} {self.amount}"

    @property
    def territory(self) -> Group:
        return self.group

    @property
    def is_reversal(self) -> bool:
        return self.reverses_id is not None

    @property
    def label(self) -> str:
        """The type from the two books: dues, savings, help, to the bank, …"""
        if self.is_reversal:
            return str(_("Reversal: %(what)s") % {"what": label_of(self.credit, self.debit)})
        return str(label_of(self.debit, self.credit))
