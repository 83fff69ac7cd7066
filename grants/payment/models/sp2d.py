"""The number that the treasury gives a payment order."""

import pghistory
import pgtrigger
from django.db import models
from django.db.models.functions import Upper
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from foundation import clock
from foundation.history import EditHistory
from foundation.triggers import INDENT, EnforcedTrigger, refuse_if, told_now
from grants.payment.models.payments import PaymentOrder
from grants.selection.models.sql import NUMBERS_ONE_AT_A_TIME


@pghistory.track()
class Sp2d(models.Model):
    """The treasury's release of an order (SP2D); its number may be corrected until it is paid."""

    order = models.OneToOneField(
        PaymentOrder,
        models.PROTECT,
        related_name="treasury",
        error_messages={"unique": _("The SP2D number was written a moment ago. Look at it.")},
    )
    number = models.CharField(_("SP2D number"), max_length=60)
    date = models.DateField(_("date of the SP2D"))
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now, editable=False)

    site_may = "SELECT, INSERT, UPDATE"
    edit_history = EditHistory(_("SP2D numbers"), region="order__round__district")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                Upper("number"),
                name="grants_sp2d_once",
                violation_error_message=_("This SP2D number is used already."),
            )
        ]
        triggers = [
            *told_now("at"),
            EnforcedTrigger(
                name="until_it_is_paid",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func="".join(
                    INDENT + statement
                    for statement in (
                        NUMBERS_ONE_AT_A_TIME,
                        """PERFORM FROM grants_round r JOIN grants_paymentorder o
                        ON o.round_id = r.id WHERE o.id = NEW.order_id FOR UPDATE OF r;""",
                        refuse_if(
                            """EXISTS (SELECT FROM grants_paymentorder
                               WHERE upper(spm) = upper(NEW.number))""",
                            "An SP2D number is not that of an SPM.",
                            "grants_sp2d_is_no_spm",
                        ),
                        refuse_if(
                            """TG_OP = 'UPDATE' AND (NEW.order_id <> OLD.order_id OR EXISTS (
                        SELECT FROM grants_transfer t
                        JOIN grants_disbursement d ON d.id = t.disbursement_id
                        WHERE d.order_id = NEW.order_id))""",
                            "The SP2D of a paid order stays.",
                            "grants_sp2d_until_it_is_paid",
                        ),
                        "RETURN NEW;",
                    )
                ),
            ),
        ]

    def __str__(self):
        return self.number
