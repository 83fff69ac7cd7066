"""The list on its way from the head of division to the decree."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.duties import keeps_apart
from foundation.triggers import checked_insert, made_with, refuse_if
from grants.selection.models.candidacies import Candidacy
from grants.selection.models.publications import OfRound
from grants.selection.models.rounds import Round
from grants.selection.models.sql import REFUSE_IN_CLOSED_ROUND, lock_round
from papers.models import AppendOnly, Recorded


class ListProposalQuerySet(OfRound):
    def in_force(self) -> "ListProposalQuerySet":
        """Proposals not returned."""
        return self.filter(returned=None)

    def awaiting_decree(self) -> "ListProposalQuerySet":
        return self.in_force().filter(decree=None)


class ListProposal(Recorded):
    """A list of groups proposed to the head of office, based on the ranking's frozen text."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="list_proposals")
    date = models.DateField(_("proposed on"))
    note = models.CharField(_("note to the head of office"), max_length=300, blank=True)

    objects = ListProposalQuerySet.as_manager()

    class Meta(Recorded.Meta):
        ordering = ["-at", "-pk"]
        permissions = [("propose_list", "Propose the list of groups to the head of office")]
        triggers = [
            keeps_apart("propose_list", by="NEW.by_id", round="NEW.round_id"),
            checked_insert(
                "one_at_a_time",
                lock_round(),
                refuse_if(
                    """EXISTS (SELECT FROM grants_listproposal p WHERE p.round_id = NEW.round_id
                        AND NOT EXISTS (SELECT FROM grants_listreturn WHERE proposal_id = p.id)
                        AND NOT EXISTS (SELECT FROM grants_decree WHERE proposal_id = p.id))""",
                    "A list of this round waits for the head of office.",
                    "grants_listproposal_one_at_a_time",
                ),
                REFUSE_IN_CLOSED_ROUND,
            ),
        ]

    def __str__(self):
        return f"{self.round}, {self.date}"

    @property
    def territory(self):
        return self.round.territory


class ListedGroup(AppendOnly):
    """A group on a proposed list; with `leaves`, one whose award the addendum revokes."""

    proposal = models.ForeignKey(ListProposal, models.PROTECT, related_name="listed")
    candidacy = models.ForeignKey(Candidacy, models.PROTECT, related_name="listed")
    place = models.PositiveSmallIntegerField()
    amount = models.BigIntegerField()
    leaves = models.BooleanField(default=False)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["proposal_id", "place"]
        constraints = [
            models.UniqueConstraint(
                fields=["proposal", "candidacy"], name="grants_listedgroup_once"
            )
        ]
        triggers = [made_with("grants_listproposal", "proposal_id")]

    def __str__(self):
        return f"{self.place}. {self.candidacy}"


class ListReturn(Recorded):
    """A proposed list returned by the head of office, with the corrections needed."""

    proposal = models.OneToOneField(ListProposal, models.PROTECT, related_name="returned")
    reason = models.CharField(_("what is to be mended"), max_length=300)

    class Meta(Recorded.Meta):
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="grants_listreturn_reason")
        ]
        triggers = [
            checked_insert(
                "before_it_is_signed",
                lock_round("proposal"),
                refuse_if(
                    """EXISTS (SELECT FROM grants_decree
                               WHERE proposal_id = NEW.proposal_id)""",
                    "A list is given back before its decree.",
                    "grants_listreturn_before_it_is_signed",
                ),
            ),
        ]

    def __str__(self):
        return self.reason
