"""Imported statements that were taken back."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from foundation.triggers import checked_insert, refuse_if
from grants.payment.models.bank import BankFile
from papers.models import Recorded


class FileWithdrawal(Recorded):
    """A file taken back while none of its lines is settled; they count nowhere any more."""

    file = models.OneToOneField(
        BankFile,
        models.PROTECT,
        related_name="withdrawal",
        error_messages={"unique": _("This file was taken back a moment ago.")},
    )
    reason = models.CharField(_("reason"), max_length=300)

    class Meta(Recorded.Meta):
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="grants_filewithdrawal_reason")
        ]
        triggers = [
            checked_insert(
                "nothing_rests_on_it",
                """PERFORM FROM grants_officeaccount a JOIN grants_bankfile f ON f.account_id = a.id
                        WHERE f.id = NEW.file_id FOR UPDATE OF a;""",
                "PERFORM FROM grants_statementline WHERE file_id = NEW.file_id FOR UPDATE;",
                refuse_if(
                    """EXISTS (
                        SELECT FROM grants_statementline l WHERE l.file_id = NEW.file_id AND (
                            EXISTS (SELECT FROM grants_match WHERE line_id = l.id)
                            OR EXISTS (SELECT FROM grants_linenote WHERE line_id = l.id)))""",
                    "A file with a settled line is not taken back.",
                    "grants_filewithdrawal_unsettled",
                ),
                refuse_if(
                    """EXISTS (
                        SELECT FROM grants_bankfile f JOIN grants_bankfile later
                            ON later.account_id = f.account_id AND later.id > f.id
                                AND later.first_on <= f.last_on AND later.last_on >= f.first_on
                        WHERE f.id = NEW.file_id AND NOT EXISTS (
                            SELECT FROM grants_filewithdrawal WHERE file_id = later.id))""",
                    "A later file of the same days is taken back first.",
                    "grants_filewithdrawal_latest_first",
                ),
            ),
        ]

    def __str__(self):
        return f"{self.file}: {self.reason}"
