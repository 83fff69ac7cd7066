"""Score sheets, and the ranking that closes the scoring."""

import datetime
from typing import Self

from django.db import models
from django.db.models import Exists, ExpressionWrapper, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from accounts.duties import keeps_apart
from accounts.models import User
from foundation.triggers import checked_insert, made_with, refuse_if
from grants.selection.models.candidacies import Candidacy, OfCandidacy, Visit, unbound_verifier
from grants.selection.models.rounds import Round
from grants.selection.models.sql import (
    REFUSE_IN_CLOSED_ROUND,
    last_scores,
    lock_round,
    scored_by_two,
    scores_differ,
    verifiers,
)
from groups.models import Criterion
from papers.models import AppendOnly, Paper, Recorded

BY_TWO = scored_by_two("(SELECT round_id FROM grants_candidacy WHERE id = NEW.candidacy_id)")


class ScoreSheetQuerySet(OfCandidacy):
    def with_counts(self, until: datetime.datetime | None = None) -> Self:
        """Adds `counts`: whether this sheet is its group's score. Nothing else decides it.

        It is the latest sheet. Where two verifiers score, it settles them, or it agrees with the
        last one of the other verifier in each criterion. With `until`, as of that moment.
        """
        known = ScoreSheet.objects.filter(Q(at__lte=until) if until else Q()).order_by()
        known = known.filter(candidacy=OuterRef("candidacy"))
        later = known.filter(Q(at__gt=OuterRef("at")) | Q(at=OuterRef("at"), pk__gt=OuterRef("pk")))
        by_other = known.exclude(by=OuterRef("by")).order_by("-at", "-pk")
        alike = Score.objects.filter(sheet=OuterRef(OuterRef("beside")), level=OuterRef("level"))
        alike = alike.filter(criterion=OuterRef("criterion")).order_by()
        unlike = Score.objects.filter(~Exists(alike), sheet=OuterRef("pk")).order_by()
        agrees = Q(beside__isnull=False) & ~Exists(unlike)
        alone = ~Q(candidacy__round__rules__contains={"two_scores": True})
        counts = ~Exists(later) & (alone | Q(is_settlement=True) | agrees)
        rows = self.filter(at__lte=until) if until else self
        rows = rows.alias(beside=Subquery(by_other.values("pk")[:1]))
        return rows.annotate(counts=ExpressionWrapper(counts, models.BooleanField()))

    def counting(self, until: datetime.datetime | None = None) -> Self:
        """The score of each group, now or as of a moment; groups without one have no row."""
        return self.with_counts(until).filter(counts=True)


class ScoreSheet(Recorded):
    """A verifier's scores of a group (paper 7); `counting` says which sheet of a group counts.

    A replacing sheet needs a reason; over another verifier's it needs a visit of one's own. Where
    two verifiers score, neither scores anew once both have: a difference is settled by a sheet of
    its own. No sheets after the round's ranking.
    """

    candidacy = models.ForeignKey(Candidacy, models.PROTECT, related_name="score_sheets")
    visit = models.ForeignKey(Visit, models.PROTECT, related_name="score_sheets")
    reason = models.CharField(_("why scored anew"), max_length=300, blank=True)
    is_settlement = models.BooleanField(default=False)  # of two verifiers' scores that differ

    objects = ScoreSheetQuerySet.as_manager()

    counts: bool  # annotation of with_counts

    class Meta(Recorded.Meta):
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["candidacy"],
                condition=Q(is_settlement=True),
                name="grants_scoresheet_settled_once",
            ),
            models.CheckConstraint(
                condition=~Q(is_settlement=True, reason=""), name="grants_scoresheet_settled_why"
            ),
        ]
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
            checked_insert(
                "of_two_verifiers",
                "PERFORM FROM grants_candidacy WHERE id = NEW.candidacy_id FOR NO KEY UPDATE;",
                refuse_if(
                    f"""NOT NEW.is_settlement AND NOT EXISTS (
                        SELECT FROM grants_visit WHERE id = NEW.visit_id AND by_id = NEW.by_id
                    ) AND ({BY_TWO} OR EXISTS (
                        SELECT FROM grants_scoresheet
                        WHERE candidacy_id = NEW.candidacy_id AND by_id <> NEW.by_id))""",
                    "Who scores beside or after another verifier has visited the group.",
                    "grants_scoresheet_own_visit",
                ),
                refuse_if(
                    f"""NOT NEW.is_settlement AND {BY_TWO}
                        AND {verifiers("NEW.candidacy_id")} > 1""",
                    "Two verifiers have scored the group: a difference is settled.",
                    "grants_scoresheet_two_at_most",
                ),
                refuse_if(
                    f"""NEW.is_settlement
                        AND NOT ({BY_TWO} AND {scores_differ("NEW.candidacy_id")})""",
                    "Only scores of two verifiers that differ are settled.",
                    "grants_scoresheet_settles_a_difference",
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
                refuse_if(
                    f"""EXISTS (
                        SELECT FROM grants_scoresheet s
                        WHERE s.id = NEW.sheet_id AND s.is_settlement AND NOT EXISTS (
                            SELECT FROM {last_scores("s.candidacy_id")} given
                            WHERE given.criterion_id = NEW.criterion_id
                            HAVING NEW.level BETWEEN min(given.level) AND max(given.level)))""",
                    "A settled level lies between those of the two verifiers.",
                    "grants_score_settled_between",
                ),
            ),
            made_with("grants_scoresheet", "sheet_id"),
        ]

    def __str__(self):
        return f"{self.criterion}: {self.level}"

    @property
    def author(self) -> User:
        return self.sheet.by


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
                refuse_if(
                    f"""{scored_by_two("NEW.round_id")} AND EXISTS (
                        SELECT FROM grants_candidacy c
                        WHERE c.round_id = NEW.round_id
                            AND NOT EXISTS (SELECT FROM grants_withdrawal
                                            WHERE candidacy_id = c.id)
                            AND NOT EXISTS (SELECT FROM grants_scoresheet
                                            WHERE candidacy_id = c.id AND is_settlement)
                            AND ({verifiers("c.id")} < 2 OR {scores_differ("c.id")}))""",
                    "Each group is scored by two verifiers, and differences are settled.",
                    "grants_ranking_by_two",
                ),
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
