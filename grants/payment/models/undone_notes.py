"""Wrong explanations of statement lines, taken back; the line waits again."""

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.duties import keeps_apart
from accounts.models import User
from foundation.triggers import EnforcedTrigger, checked_insert, refuse_if
from grants.payment.models.bank import StatementLine
from grants.payment.models.matches import ONE_AT_A_TIME, LineNote
from grants.payment.models.payments import Transfer
from papers.models import Paper, Recorded


class UndoneNote(Recorded):
    """An explanation that was wrong: all that it said, and why it was taken back.

    The note itself goes, so that the line waits again. Where it left minutes, others replace them,
    and another person than who wrote them takes it back.
    """

    note_number = models.BigIntegerField(
        unique=True, error_messages={"unique": _("This line was opened again a moment ago.")}
    )
    line = models.ForeignKey(StatementLine, models.PROTECT, related_name="undone_notes")
    kind = models.CharField(max_length=15, choices=LineNote.Kind)
    transfer = models.ForeignKey(Transfer, models.PROTECT, null=True, related_name="undone_notes")
    explanation = models.CharField(max_length=300)
    minutes = models.OneToOneField(Paper, models.PROTECT, null=True, related_name="undone_note")
    explained_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    explained_at = models.DateTimeField()
    reason = models.CharField(_("reason"), max_length=300)
    paper = models.OneToOneField(Paper, models.PROTECT, null=True, related_name="+")

    class Meta(Recorded.Meta):
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="grants_undonenote_reason"),
            models.CheckConstraint(
                condition=Q(minutes=None, paper=None)
                | Q(minutes__isnull=False, paper__isnull=False),
                name="grants_undonenote_minutes_replaced",
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
                "nothing_rests_on_it",
                *ONE_AT_A_TIME,
                refuse_if(
                    """NOT EXISTS (
                        SELECT FROM grants_linenote n
                        WHERE n.id = NEW.note_number AND n.by_id = NEW.explained_by_id
                            AND n.at = NEW.explained_at
                            AND (n.line_id, n.kind, n.explanation)
                                = (NEW.line_id, NEW.kind, NEW.explanation)
                            AND (n.transfer_id, n.paper_id)
                                IS NOT DISTINCT FROM (NEW.transfer_id, NEW.minutes_id))""",
                    "An explanation is taken back as it was.",
                    "grants_undonenote_as_it_was",
                ),
                refuse_if(
                    "NEW.minutes_id IS NOT NULL AND NEW.by_id = NEW.explained_by_id",
                    "Minutes are taken back by another person.",
                    "grants_undonenote_by_another",
                ),
                refuse_if(
                    """EXISTS (SELECT FROM grants_match WHERE line_id = NEW.line_id
                               OR transfer_id = NEW.transfer_id AND at > NEW.explained_at)""",
                    "An explanation that a match rests on stays.",
                    "grants_undonenote_nothing_rests",
                ),
            ),
            EnforcedTrigger(
                name="takes_its_place",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                func="""
                    DELETE FROM grants_linenote WHERE id = NEW.note_number;
                    RETURN NULL;""",
            ),
        ]

    def __str__(self):
        return f"{self.line}: {self.reason}"
