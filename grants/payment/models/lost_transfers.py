"""Payments that came on no statement, declared lost with the bank's letter."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.duties import keeps_apart
from foundation.triggers import checked_insert, refuse_if
from grants.payment.models.payments import Transfer
from grants.selection.models.sql import lock_round
from groups.models import Photo
from papers.models import Recorded


class LostTransfer(Recorded):
    """The bank says that a payment never left; the grant may be paid once more."""

    transfer = models.OneToOneField(
        Transfer,
        models.PROTECT,
        related_name="lost",
        error_messages={"unique": _("This payment was declared lost a moment ago.")},
    )
    date = models.DateField(_("date of the bank's letter"))
    letter = models.ForeignKey(Photo, models.PROTECT, related_name="+")
    reason = models.CharField(_("what the bank says"), max_length=300)

    class Meta(Recorded.Meta):
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="grants_losttransfer_reason")
        ]
        triggers = [
            keeps_apart(
                "match",
                by="NEW.by_id",
                disbursement="SELECT disbursement_id FROM grants_transfer"
                " WHERE id = NEW.transfer_id",
            ),
            checked_insert(
                "on_no_statement",
                lock_round("transfer"),
                refuse_if(
                    """EXISTS (SELECT FROM grants_match WHERE transfer_id = NEW.transfer_id)
                        OR EXISTS (SELECT FROM grants_linenote
                                   WHERE transfer_id = NEW.transfer_id)""",
                    "A payment that a statement shows is not lost.",
                    "grants_losttransfer_on_no_statement",
                ),
                refuse_if(
                    """NOT EXISTS (
                        SELECT FROM grants_transfer t
                        JOIN grants_disbursement d ON d.id = t.disbursement_id
                        JOIN grants_award a ON a.id = d.award_id
                        JOIN groups_photo p ON p.group_id = a.group_id
                        WHERE t.id = NEW.transfer_id AND p.id = NEW.letter_id)""",
                    "The letter is of the group that was paid.",
                    "grants_losttransfer_letter",
                ),
            ),
        ]

    def __str__(self):
        return f"{self.transfer}: {self.reason}"
