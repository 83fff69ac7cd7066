"""How quotas and rounds end that were a mistake: withdrawn, or closed with a reason."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from foundation.triggers import checked_insert, refuse_if
from grants.selection.models.rounds import Quota, Round
from grants.selection.models.sql import is_closed, lock_round
from papers.models import Recorded


class QuotaWithdrawal(Recorded):
    """A quota taken back while no round rests on it; a correction enters its next version."""

    quota = models.OneToOneField(
        Quota,
        models.PROTECT,
        related_name="withdrawal",
        error_messages={"unique": _("This quota was withdrawn a moment ago.")},
    )
    reason = models.CharField(_("reason"), max_length=300)

    class Meta(Recorded.Meta):
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="grants_quotawithdrawal_reason")
        ]
        triggers = [
            checked_insert(
                "no_round_rests_on_it",
                "PERFORM FROM grants_quota WHERE id = NEW.quota_id FOR UPDATE;",
                refuse_if(
                    f"""EXISTS (SELECT FROM grants_round running
                               WHERE running.quota_id = NEW.quota_id
                                   AND NOT {is_closed("running.id")})""",
                    "A quota with a round is not withdrawn.",
                    "grants_quotawithdrawal_without_rounds",
                ),
            ),
        ]

    def __str__(self):
        return f"{self.quota}: {self.reason}"


class RoundClosing(Recorded):
    """A round ended before its list was published; its places are free for another round."""

    round = models.OneToOneField(
        Round,
        models.PROTECT,
        related_name="closing",
        error_messages={"unique": _("This round was closed a moment ago.")},
    )
    date = models.DateField(_("closed on"))
    reason = models.CharField(_("reason"), max_length=300)

    class Meta(Recorded.Meta):
        permissions = [("close_round", "Close a round that was opened by mistake")]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="grants_roundclosing_reason")
        ]
        triggers = [
            checked_insert(
                "before_its_list",
                lock_round(),
                refuse_if(
                    """EXISTS (SELECT FROM grants_publication WHERE round_id = NEW.round_id)
                       OR EXISTS (SELECT FROM grants_listproposal WHERE round_id = NEW.round_id)
                       OR EXISTS (SELECT FROM grants_decree WHERE round_id = NEW.round_id)""",
                    "A round with a list is not closed.",
                    "grants_roundclosing_before_its_list",
                ),
            ),
        ]

    def __str__(self):
        return f"{self.round}: {self.reason}"
