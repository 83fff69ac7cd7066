"""Matches of statement lines with payments and refunds, and explanations of other lines."""

import pgtrigger
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from accounts.duties import keeps_apart
from finance.models import Entry
from foundation.triggers import EnforcedTrigger, checked_insert, refuse_if
from grants.payment.models.bank import StatementLine
from grants.payment.models.movements import BankMovement, MatchKind
from grants.payment.models.payments import Transfer
from grants.payment.models.refunds import Refund
from grants.selection.models.sql import lock_round
from papers.models import Paper, Recorded

# Matches and explanations of one payment are serialized, because the sum of their lines is checked.
# The locks come first: a file may be taken back at the same time.
ONE_AT_A_TIME = [
    lock_round("transfer"),
    "PERFORM FROM grants_statementline WHERE id = NEW.line_id FOR NO KEY UPDATE;",
    refuse_if(
        """EXISTS (SELECT FROM grants_statementline l
                               JOIN grants_filewithdrawal w ON w.file_id = l.file_id
                               WHERE l.id = NEW.line_id)""",
        "The file of this line was taken back.",
        "grants_line_of_a_file_in_force",
    ),
]
NOT_DIVIDED = checked_insert(
    "of_a_line_not_divided",
    refuse_if(
        "EXISTS (SELECT FROM grants_statementline WHERE part_of_id = NEW.line_id)",
        "A line that is divided is settled by its parts.",
        "grants_line_not_divided",
    ),
)


class MatchQuerySet(models.QuerySet):
    def arrivals(self) -> "MatchQuerySet":
        """Payments that the bank's statement shows and that the bank did not return.

        The one definition of "the money has arrived".
        """
        stayed = Transfer.objects.in_force().filter(pk=OuterRef("transfer"))
        return self.filter(Exists(stayed), kind=Match.Kind.ARRIVED)


class Match(Recorded):
    """A statement line matched as a payment, its return or a refund; posted in one transaction.

    A payment has arrived only by a match, made by another user than the one who paid. The bank
    paid the sum of all lines matched to or explained by the payment: it arrived when the sum is
    its amount, and is returned when the sum is zero. A wrong match is undone by an `UndoneMatch`,
    which takes over what it said.
    """

    Kind = MatchKind
    moved_by = "EXISTS (SELECT FROM grants_undonematch WHERE match_number = OLD.id)"

    line = models.OneToOneField(
        StatementLine,
        models.PROTECT,
        related_name="match",
        error_messages={"unique": _("This line is matched already.")},
    )
    kind = models.CharField(max_length=10, choices=Kind)
    transfer = models.ForeignKey(Transfer, models.PROTECT, null=True, related_name="matches")
    refund = models.OneToOneField(Refund, models.PROTECT, null=True, related_name="match")
    entry = models.OneToOneField(
        Entry, models.PROTECT, null=True, related_name="grant_match"
    )  # None if a payment that never arrived was returned
    reason = models.CharField(_("reason"), max_length=300, blank=True)  # empty if exact
    paper = models.OneToOneField(Paper, models.PROTECT, null=True, related_name="match")

    objects = MatchQuerySet.as_manager()

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
            models.CheckConstraint(
                condition=Q(kind="returned") | Q(entry__isnull=False), name="grants_match_posts"
            ),
            models.CheckConstraint(
                condition=~Q(kind="returned") | Q(paper__isnull=False),
                name="grants_match_return_leaves_a_paper",
            ),
        ]
        triggers = [
            keeps_apart(
                "match",
                by="NEW.by_id",
                disbursement="SELECT disbursement_id FROM grants_transfer"
                " WHERE id = NEW.transfer_id",
            ),
            checked_insert(
                "a_refund_that_stands",
                "PERFORM FROM grants_refund WHERE id = NEW.refund_id FOR UPDATE;",
                refuse_if(
                    """EXISTS (SELECT FROM grants_refundcancellation
                               WHERE refund_id = NEW.refund_id)""",
                    "This refund was taken back.",
                    "grants_match_of_a_refund_that_stands",
                ),
                condition=pgtrigger.Condition("NEW.refund_id IS NOT NULL"),
            ),
            NOT_DIVIDED,
            checked_insert(
                "amounts_agree",
                *ONE_AT_A_TIME,
                refuse_if(
                    "EXISTS (SELECT FROM grants_losttransfer WHERE transfer_id = NEW.transfer_id)",
                    "A payment that was declared lost is not matched.",
                    "grants_match_of_no_lost_payment",
                ),
                """SELECT coalesce(sum(l.amount), 0), coalesce(sum(abs(l.sen)), 0)
                        INTO total, odd FROM grants_statementline l
                        WHERE l.id = NEW.line_id OR l.id IN (
                            SELECT line_id FROM grants_match WHERE transfer_id = NEW.transfer_id
                            UNION ALL
                            SELECT line_id FROM grants_linenote
                            WHERE transfer_id = NEW.transfer_id);""",
                refuse_if(
                    """EXISTS (
                        SELECT FROM grants_linenote
                        WHERE line_id = NEW.line_id AND transfer_id IS NOT NULL
                            AND transfer_id IS DISTINCT FROM NEW.transfer_id
                    ) OR NOT EXISTS (
                        SELECT FROM grants_statementline l
                        JOIN grants_officeaccount o ON o.id = l.account_id
                        LEFT JOIN grants_transfer t ON t.id = NEW.transfer_id
                        LEFT JOIN grants_bankaccount k ON k.id = t.account_id
                        LEFT JOIN grants_disbursement b ON b.id = t.disbursement_id
                        LEFT JOIN grants_refund f ON f.id = NEW.refund_id
                        JOIN grants_award a ON a.id = coalesce(b.award_id, f.award_id)
                        JOIN grants_round r ON r.id = a.round_id AND r.district_id = o.office_id
                        LEFT JOIN finance_entry e ON e.id = NEW.entry_id
                        LEFT JOIN finance_book d ON d.id = e.debit_id
                        LEFT JOIN finance_book c ON c.id = e.credit_id
                        LEFT JOIN grants_match m ON m.transfer_id = t.id AND m.kind = 'arrived'
                        WHERE l.id = NEW.line_id AND odd = 0
                            AND (e.id IS NULL OR e.group_id = a.group_id
                                AND e.amount = coalesce(t.amount, f.amount))
                            AND CASE NEW.kind
                                WHEN 'arrived' THEN total = -t.amount
                                    AND d.kind = 'bank' AND c.kind = 'grant'
                                    AND (l.counter_account = '' OR l.amount > 0
                                        OR ltrim(l.counter_account, '0') = ltrim(k.number, '0'))
                                WHEN 'returned' THEN total = 0
                                    AND e.reverses_id IS NOT DISTINCT FROM m.entry_id
                                ELSE l.amount = f.amount AND e.reverses_id IS NULL
                                    AND d.kind = 'grant' AND c.kind = 'bank' END
                    )""",
                    "A line, a payment and its entry agree to the rupiah.",
                    "grants_match_amounts_agree",
                ),
                declare=[("total", "bigint"), ("odd", "bigint")],
            ),
        ]

    def __str__(self):
        return f"{self.line}: {self.get_kind_display()}"

    @property
    def paid(self) -> BankMovement:
        paid = self.transfer or self.refund
        assert paid is not None  # a constraint asks for one of them
        return paid


class LineNote(Recorded):
    """Why a statement line matches no payment; about a double or wrong payment, with minutes.

    A wrong explanation is taken back by an `UndoneNote`, which takes over what it said.
    """

    class Kind(models.TextChoices):
        UNRELATED = "unrelated", _("Not about grants")
        DOUBLE = "double", _("Paid twice")
        WRONG_AMOUNT = "wrong_amount", _("Wrong amount")
        CAME_BACK = "came_back", _("Came back after it was paid twice or wrongly")
        OTHER = "other", _("Something else")

    ABOUT_A_PAYMENT = (Kind.DOUBLE, Kind.WRONG_AMOUNT, Kind.CAME_BACK)
    moved_by = "EXISTS (SELECT FROM grants_undonenote WHERE note_number = OLD.id)"

    line = models.OneToOneField(
        StatementLine,
        models.PROTECT,
        related_name="note",
        error_messages={"unique": _("Somebody settled this line a moment ago. Look at it.")},
    )
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
                condition=Q(kind__in=["double", "wrong_amount", "came_back"], paper__isnull=False)
                | ~Q(kind__in=["double", "wrong_amount", "came_back"]),
                name="grants_linenote_paper",
            ),
            models.CheckConstraint(
                condition=~Q(kind="unrelated") | Q(transfer=None), name="grants_linenote_unrelated"
            ),
        ]
        triggers = [
            keeps_apart(
                "match",
                by="NEW.by_id",
                disbursement="SELECT disbursement_id FROM grants_transfer"
                " WHERE id = NEW.transfer_id",
            ),
            NOT_DIVIDED,
            checked_insert(
                "of_a_line_not_matched",
                *ONE_AT_A_TIME,
                refuse_if(
                    "EXISTS (SELECT FROM grants_match WHERE line_id = NEW.line_id)",
                    "A line that is matched needs no explanation.",
                    "grants_linenote_line_id_key",
                    "unique_violation",
                ),
                refuse_if(
                    """EXISTS (
                        SELECT FROM grants_statementline l WHERE l.id = NEW.line_id
                            AND (NEW.kind = 'double' AND NEW.transfer_id IS NOT NULL
                                    AND l.amount > 0
                                OR NEW.kind = 'came_back'
                                    AND (NEW.transfer_id IS NULL OR l.amount < 0)))""",
                    "Money that went out was paid twice; money that came in came back.",
                    "grants_linenote_fits_its_line",
                ),
            ),
        ]

    def __str__(self):
        return f"{self.line}: {self.get_kind_display()}"

    @property
    def paid(self) -> BankMovement | None:
        """The payment it is about, if any; a refund is named only in the minutes."""
        return self.transfer


class EntryOfGrant(Entry):
    """An entry made by a match or purchase, which only those acts may reverse, and completely."""

    class Meta:
        proxy = True
        triggers = [
            EnforcedTrigger(
                name="reversed_with_its_paper",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                timing=pgtrigger.Deferred,
                condition=pgtrigger.Condition("NEW.reverses_id IS NOT NULL"),
                func="""
                    IF EXISTS (
                        SELECT FROM grants_match WHERE entry_id = NEW.reverses_id
                            AND NOT EXISTS (SELECT FROM grants_match
                                            WHERE entry_id = NEW.id AND kind = 'returned')
                    ) OR EXISTS (
                        SELECT FROM grants_purchase p
                        WHERE NEW.reverses_id IN (p.entry_id, p.capital_entry_id)
                            AND 1 = (SELECT count(*) FROM finance_entry
                                     WHERE reverses_id IN (p.entry_id, p.capital_entry_id))
                            AND p.capital_entry_id IS NOT NULL
                    ) THEN
                        RAISE EXCEPTION 'An entry of a grant is reversed with what it rests on.'
                            USING ERRCODE = 'restrict_violation',
                                CONSTRAINT = 'grants_entry_reversed_with_its_paper';
                    END IF;
                    RETURN NULL;""",
            )
        ]

    def __str__(self):
        return f"{self.date} {self.amount}"
