"""Proposed lists, decrees and awards."""

import datetime
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.duties import keeps_apart
from foundation.relations import is_there, or_none
from foundation.triggers import TODAY, checked_insert, made_with, refuse_if
from grants.selection.models.candidacies import Candidacy
from grants.selection.models.lists import ListProposal
from grants.selection.models.publications import OfRound
from grants.selection.models.rounds import Round
from grants.selection.models.sql import lock_round, not_returned, not_revoked
from groups.models import Group, GroupScoped
from papers.models import Paper, Recorded


class Decree(Recorded):
    """The decree of the head of office (SK, paper 10); sequence 0, addenda from 1 on."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="decrees")
    sequence = models.PositiveSmallIntegerField(default=0)
    proposal = models.OneToOneField(ListProposal, models.PROTECT, related_name="decree")
    date = models.DateField(_("signed on"))
    paper = models.OneToOneField(Paper, models.PROTECT, related_name="decree")

    objects = OfRound.as_manager()

    class Meta(Recorded.Meta):
        ordering = ["round_id", "sequence"]
        permissions = [("issue_decree", "Sign the decree that names the groups")]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "sequence"],
                name="grants_decree_one_a_round",
                violation_error_message=_("This round has its decree already."),
            )
        ]
        triggers = [
            keeps_apart(
                "sign_decree",
                by="NEW.by_id",
                round="NEW.round_id",
                office="SELECT district_id FROM grants_round WHERE id = NEW.round_id",
            ),
            checked_insert(
                "of_a_list_in_force",
                lock_round(),
                refuse_if(
                    """NOT EXISTS (
                        SELECT FROM grants_listproposal p
                        WHERE p.id = NEW.proposal_id AND p.round_id = NEW.round_id AND NOT EXISTS
                            (SELECT FROM grants_listreturn WHERE proposal_id = p.id)
                    )""",
                    "A decree stands on a list of its round, not given back.",
                    "grants_decree_of_a_list_in_force",
                ),
                refuse_if(
                    """EXISTS (SELECT FROM grants_publication
                               WHERE round_id = NEW.round_id AND until >= NEW.date)
                        OR EXISTS (SELECT FROM grants_objection o WHERE o.round_id = NEW.round_id
                            AND NOT EXISTS (SELECT FROM grants_objectionanswer
                                            WHERE objection_id = o.id))""",
                    "A decree waits for the objections and their answers.",
                    "grants_decree_after_the_objections",
                ),
                refuse_if(
                    f"""NEW.date > {TODAY} OR EXISTS (SELECT FROM grants_listproposal
                        WHERE id = NEW.proposal_id AND date > NEW.date)""",
                    "A decree is signed after its list was proposed, not later than today.",
                    "grants_decree_date",
                ),
            ),
        ]

    def __str__(self):
        return str(self.paper)


class AwardQuerySet(GroupScoped):
    def in_force(self) -> Self:
        """Awards not revoked by an addendum."""
        return self.filter(revocation=None)


class Award(Recorded):
    """A group's grant, given by a decree; triggers limit them to quota and budget."""

    decree = models.ForeignKey(Decree, models.PROTECT, related_name="awards")
    round = models.ForeignKey(Round, models.PROTECT, related_name="awards")
    candidacy = models.OneToOneField(Candidacy, models.PROTECT, related_name="award")
    group = models.ForeignKey(Group, models.PROTECT, related_name="awards")
    place = models.PositiveSmallIntegerField()
    amount = models.BigIntegerField()

    objects = AwardQuerySet.as_manager()

    # annotations of grants.spending.reports.paid_grants
    state: str
    since: datetime.date
    due_on: datetime.date | None
    paid_on: datetime.date
    report_pk: int | None
    spent: int
    given_back: int
    on_its_way: int
    left: int

    is_revoked = is_there("revocation")
    has_agreement = is_there("agreement")
    is_ordered = is_there("disbursement")
    is_handed_over = is_there("handover")
    agreement_or_none = or_none("agreement")
    disbursement_or_none = or_none("disbursement")
    handover_or_none = or_none("handover")

    class Meta(Recorded.Meta):
        permissions = [("view_own_grant", "Look at what one's own group got")]
        ordering = ["round_id", "place"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gte=1), name="grants_award_positive")
        ]
        triggers = [
            checked_insert(
                "within_quota_and_budget",
                lock_round(),
                refuse_if(
                    """NOT EXISTS (
                        SELECT FROM grants_candidacy c JOIN grants_decree d ON d.id = NEW.decree_id
                        WHERE c.id = NEW.candidacy_id AND c.round_id = NEW.round_id
                            AND c.group_id = NEW.group_id AND d.round_id = NEW.round_id
                    )""",
                    "An award, its decree and its candidacy are of one round.",
                    "grants_award_one_round",
                ),
                refuse_if(
                    """NOT EXISTS (
                        SELECT FROM grants_listedgroup l
                        JOIN grants_decree d ON d.proposal_id = l.proposal_id
                        WHERE d.id = NEW.decree_id AND l.candidacy_id = NEW.candidacy_id
                            AND l.amount = NEW.amount AND NOT l.leaves
                    )""",
                    "A decree gives what the proposed list says.",
                    "grants_award_as_proposed",
                ),
                refuse_if(
                    f"""(SELECT r.budget < NEW.amount + coalesce(sum(a.amount), 0)
                               OR r.places < 1 + count(a.id)
                        FROM grants_round r LEFT JOIN grants_award a ON a.round_id = r.id
                            AND {not_revoked("a.id")}
                        WHERE r.id = NEW.round_id GROUP BY r.id)""",
                    "The awards exceed the quota or the budget of the round.",
                    "grants_award_within_budget",
                ),
            ),
            made_with("grants_decree", "decree_id"),
        ]

    def __str__(self):
        return f"{self.group}, {self.round}"

    @property
    def territory(self) -> Group:
        return self.group

    @property
    def has_payment_in_force(self) -> bool:
        """Whether a payment was made and not returned by the bank."""
        ordered = self.disbursement_or_none
        return ordered is not None and ordered.transfers.in_force().exists()


class OfAward(models.QuerySet):
    """Rows of an award, visible to those who see its group."""

    def visible_to(self, user):
        return self.filter(award__group__in=Group.objects.visible_to(user))


class Revocation(Recorded):
    """An award revoked by an addendum, for a reserve group; refused once it was paid."""

    award = models.OneToOneField(Award, models.PROTECT, related_name="revocation")
    decree = models.ForeignKey(Decree, models.PROTECT, related_name="revocations")
    reason = models.CharField(_("reason"), max_length=300)

    class Meta(Recorded.Meta):
        triggers = [
            checked_insert(
                "before_it_is_paid",
                lock_round("award"),
                refuse_if(
                    f"""EXISTS (
                        SELECT FROM grants_disbursement d
                        JOIN grants_transfer t ON t.disbursement_id = d.id
                        WHERE d.award_id = NEW.award_id AND {not_returned("t.id")}
                    )""",
                    "An award that is paid is not taken back by an addendum.",
                    "grants_revocation_before_payment",
                ),
                refuse_if(
                    """NOT EXISTS (
                        SELECT FROM grants_award a
                        JOIN grants_listedgroup l ON l.candidacy_id = a.candidacy_id
                        JOIN grants_decree d ON d.proposal_id = l.proposal_id
                        WHERE a.id = NEW.award_id AND d.id = NEW.decree_id
                            AND d.round_id = a.round_id AND l.leaves
                    )""",
                    "An award is taken back by an addendum that says so.",
                    "grants_revocation_by_an_addendum",
                ),
            ),
            made_with("grants_decree", "decree_id"),
        ]

    def __str__(self):
        return f"{self.award}: {self.reason}"
