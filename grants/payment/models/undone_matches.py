"""Wrong matches, undone by another person with a reversing entry."""

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from finance.models import Entry
from foundation.triggers import EnforcedTrigger, checked_insert, refuse_if
from grants.payment.models.bank import StatementLine
from grants.payment.models.matches import ONE_AT_A_TIME
from grants.payment.models.movements import BankMovement, MatchKind
from grants.payment.models.payments import Transfer
from grants.payment.models.refunds import Refund
from papers.models import Recorded

SAME = """EXISTS (
                        SELECT FROM grants_match m
                        JOIN finance_entry back ON back.id = NEW.reversal_id
                            AND back.reverses_id = m.entry_id
                        WHERE m.id = NEW.match_number AND m.kind <> 'returned'
                            AND m.by_id = NEW.matched_by_id AND m.at = NEW.matched_at
                            AND (m.line_id, m.kind, m.entry_id, m.reason)
                                = (NEW.line_id, NEW.kind, NEW.entry_id, NEW.match_reason)
                            AND (m.transfer_id, m.refund_id)
                                IS NOT DISTINCT FROM (NEW.transfer_id, NEW.refund_id))"""


class UndoneMatch(Recorded):
    """A match that was wrong: all that it said, why it was undone, and the reversing entry.

    The match itself goes, so that line and payment wait again; whatever reads matches reads only
    those that count.
    """

    match_number = models.BigIntegerField(
        unique=True, error_messages={"unique": _("This match was undone a moment ago.")}
    )
    line = models.ForeignKey(StatementLine, models.PROTECT, related_name="undone_matches")
    kind = models.CharField(max_length=10, choices=MatchKind)
    transfer = models.ForeignKey(Transfer, models.PROTECT, null=True, related_name="undone_matches")
    refund = models.ForeignKey(Refund, models.PROTECT, null=True, related_name="undone_matches")
    entry = models.OneToOneField(Entry, models.PROTECT, related_name="undone_match")
    match_reason = models.CharField(max_length=300, blank=True)
    matched_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    matched_at = models.DateTimeField()
    reversal = models.OneToOneField(Entry, models.PROTECT, related_name="+")
    reason = models.CharField(_("reason"), max_length=300)

    class Meta(Recorded.Meta):
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="grants_undonematch_reason")
        ]
        triggers = [
            checked_insert(
                "nothing_rests_on_it",
                *ONE_AT_A_TIME,
                refuse_if(
                    f"NOT {SAME}",
                    "A match is undone as it was, with its entry reversed.",
                    "grants_undonematch_as_it_was",
                ),
                refuse_if(
                    "NEW.by_id = NEW.matched_by_id",
                    "A match is undone by another person.",
                    "grants_undonematch_by_another",
                ),
                refuse_if(
                    """EXISTS (
                        SELECT FROM grants_transfer t
                        JOIN grants_disbursement d ON d.id = t.disbursement_id
                        JOIN grants_handover h ON h.award_id = d.award_id
                        WHERE t.id = NEW.transfer_id)
                    OR EXISTS (SELECT FROM grants_match WHERE transfer_id = NEW.transfer_id
                               AND kind = 'returned')
                    OR EXISTS (SELECT FROM grants_linenote
                               WHERE transfer_id = NEW.transfer_id)""",
                    "A match that something rests on stays.",
                    "grants_undonematch_nothing_rests",
                ),
            ),
            EnforcedTrigger(
                name="takes_its_place",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                func="""
                    DELETE FROM grants_match WHERE id = NEW.match_number;
                    RETURN NULL;""",
            ),
        ]

    def __str__(self):
        return f"{self.line}: {self.reason}"

    @property
    def paid(self) -> BankMovement:
        paid = self.transfer or self.refund
        assert paid is not None  # as of the match
        return paid
