"""Score sheets, and the ranking that closes the scoring."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.duties import keeps_apart
from foundation.triggers import checked_insert, refuse_if
from grants.selection.models.candidacies import Candidacy, OfCandidacy, Visit, unbound_verifier
from grants.selection.models.rounds import Round
from grants.selection.models.sql import REFUSE_IN_CLOSED_ROUND, lock_round
from groups.models import Criterion
from papers.models import AppendOnly, Paper, Recorded


class ScoreSheet(Recorded):
    """A verifier's scores of a group (paper 7); the latest sheet of a candidacy counts.

    A replacing sheet needs a reason. No sheets after the round's ranking.
    """

    candidacy = models.ForeignKey(Candidacy, models.PROTECT, related_name="score_sheets")
    visit = models.ForeignKey(Visit, models.PROTECT, related_name="score_sheets")
    reason = models.CharField(_("why scored anew"), max_length=300, blank=True)

    objects = OfCandidacy.as_manager()

    class Meta(Recorded.Meta):
        ordering = ["-at", "-pk"]
        triggers = [
            unbound_verifier("by_an_unbound_verifier"),
            keeps_apart("score", by="NEW.by_id", candidacy="NEW.candidacy_id"),
            keeps_apart("verify_group", by="NEW.by_id", candidacy="NEW.candidacy_id"),
            checked_insert(
                "before_the_ranking",
                lock_round("candidacy", share=True),
                refuse_if(
                    """EXISTS (SELECT FROM grants_ranking k
                               JOIN grants_candidacy c ON c.round_id = k.round_id
                               WHERE c.id = NEW.candidacy_id)""",
                    "The round is ranked: no score changes any more.",
                    "grants_scoresheet_before_the_ranking",
                ),
                refuse_if(
                    """NOT EXISTS (SELECT FROM grants_visit WHERE id = NEW.visit_id
                                   AND candidacy_id = NEW.candidacy_id)""",
                    "A group is scored after a visit to it.",
                    "grants_scoresheet_after_its_visit",
                ),
            ),
        ]

    def __str__(self):
        return f"{self.candidacy}, {self.by}"


class Score(AppendOnly):
    """The level reached on one criterion, and the evidence."""

    sheet = models.ForeignKey(ScoreSheet, models.PROTECT, related_name="scores")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="+")
    level = models.PositiveSmallIntegerField()
    evidence = models.CharField(_("evidence"), max_length=300, blank=True)

    class Meta:
        ordering = ["sheet_id", "criterion__number"]
        constraints = [
            models.UniqueConstraint(fields=["sheet", "criterion"], name="grants_score_once")
        ]
        triggers = [
            checked_insert(
                "a_level_of_the_instrument",
                refuse_if(
                    """NOT EXISTS (
                        SELECT FROM grants_scoresheet s
                        JOIN grants_candidacy c ON c.id = s.candidacy_id
                        JOIN grants_round r ON r.id = c.round_id
                        JOIN groups_criterion k ON k.instrument_id = r.instrument_id
                        JOIN groups_level l ON l.criterion_id = k.id
                        WHERE s.id = NEW.sheet_id AND k.id = NEW.criterion_id
                            AND l.level = NEW.level
                            AND NOT EXISTS (SELECT FROM grants_ranking WHERE round_id = r.id)
                    )""",
                    "A score is a level of the round's instrument, given before the ranking.",
                    "grants_score_level",
                ),
            ),
        ]

    def __str__(self):
        return f"{self.criterion}: {self.level}"


class Ranking(Recorded):
    """The minutes that close a round's scoring (paper 8); the paper's text is the snapshot.

    Recomputing from the snapshot gives exactly the same ranking.
    """

    round = models.OneToOneField(Round, models.PROTECT, related_name="ranking")
    team = models.CharField(_("the team of three"), max_length=300)
    paper = models.OneToOneField(Paper, models.PROTECT, related_name="ranking")

    class Meta(Recorded.Meta):
        permissions = [("close_scoring", "Close the scoring of a round")]
        constraints = [models.CheckConstraint(condition=~Q(team=""), name="grants_ranking_team")]
        triggers = [
            checked_insert(
                "waits_for_scores",
                lock_round(),
                REFUSE_IN_CLOSED_ROUND,
            ),
        ]

    def __str__(self):
        return f"{self.round}"


class Lot(AppendOnly):
    """The number drawn in public for a group in a full tie."""

    ranking = models.ForeignKey(Ranking, models.PROTECT, related_name="lots")
    candidacy = models.OneToOneField(Candidacy, models.PROTECT, related_name="lot")
    number = models.PositiveSmallIntegerField(_("number drawn"))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["ranking", "number"], name="grants_lot_number_once")
        ]

    def __str__(self):
        return f"{self.candidacy}: {self.number}"
