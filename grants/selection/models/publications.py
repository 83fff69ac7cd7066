"""The published list, objections to it and their answers."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.duties import keeps_apart
from foundation.relations import or_none
from foundation.triggers import checked_insert, refuse_if
from grants.selection.models.candidacies import Candidacy
from grants.selection.models.rounds import Round
from grants.selection.models.sql import REFUSE_IN_CLOSED_ROUND, lock_round
from groups.models import Criterion
from papers.models import Paper, Recorded


class OfRound(models.QuerySet):
    """Rows of a round, visible to those who see the round."""

    def visible_to(self, user):
        return self.filter(round__in=Round.objects.visible_to(user))


class Publication(Recorded):
    """The published list, without personal data; the objection period starts on its day."""

    round = models.OneToOneField(Round, models.PROTECT, related_name="publication")
    date = models.DateField(_("published on"))
    until = models.DateField(_("objections until"))  # the last day
    paper = models.OneToOneField(Paper, models.PROTECT, related_name="publication")

    objects = OfRound.as_manager()

    class Meta(Recorded.Meta):
        permissions = [("publish_list", "Publish the list of candidates")]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__gte=F("date")), name="grants_publication_days"
            )
        ]
        triggers = [checked_insert("of_a_running_round", lock_round(), REFUSE_IN_CLOSED_ROUND)]

    def __str__(self):
        return f"{self.round}, {self.date}"


class ObjectionQuerySet(OfRound):
    def awaiting_answer(self) -> "ObjectionQuerySet":
        return self.filter(answer=None)


class Objection(Recorded):
    """An objection (sanggah) to one group on the published list; `by` recorded it."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="objections")
    candidacy = models.ForeignKey(Candidacy, models.PROTECT, related_name="objections")
    name = models.CharField(_("who objects"), max_length=100)
    contact = models.CharField(_("how to reach them"), max_length=100, blank=True)
    says = models.TextField(_("the objection"), max_length=1000)
    date = models.DateField(_("received on"))

    objects = ObjectionQuerySet.as_manager()

    answer_or_none = or_none("answer")

    class Meta(Recorded.Meta):
        ordering = ["date", "pk"]
        permissions = [("record_objection", "Write down an objection to the list")]
        triggers = [
            checked_insert(
                "within_the_period",
                refuse_if(
                    """NOT EXISTS (
                        SELECT FROM grants_publication p
                        JOIN grants_candidacy c ON c.round_id = p.round_id
                        WHERE p.round_id = NEW.round_id AND c.id = NEW.candidacy_id
                            AND NEW.date BETWEEN p.date AND p.until
                    )""",
                    "An objection comes within the period of the list.",
                    "grants_objection_within_the_period",
                ),
            ),
        ]

    def __str__(self):
        return f"{self.name}, {self.candidacy}"

    @property
    def territory(self):
        return self.round.territory


class AnswerPapers(Recorded):
    """The papers of an answer: the letter to the objector; if upheld, changed minutes and list."""

    answer = models.OneToOneField("ObjectionAnswer", models.PROTECT, related_name="papers")
    letter = models.OneToOneField(Paper, models.PROTECT, related_name="answer_letter")
    minutes = models.OneToOneField(Paper, models.PROTECT, null=True, related_name="changed_ranking")
    public_list = models.OneToOneField(
        Paper, models.PROTECT, null=True, related_name="changed_list"
    )

    class Meta(Recorded.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(minutes=None, public_list=None)
                | Q(minutes__isnull=False, public_list__isnull=False),
                name="grants_answerpapers_both_or_none",
            )
        ]

    def __str__(self):
        return f"{self.answer}"


class ObjectionAnswer(Recorded):
    """The written answer; if upheld, what it changes: the group, its requirements or a score."""

    class Effect(models.TextChoices):
        NONE = "none", _("Not upheld: nothing changes")
        REMOVED = "removed", _("Upheld: the group leaves the list")
        SCORE = "score", _("Upheld: one score changes")
        MET = "met", _("Upheld: the group meets the rules after all")

    objection = models.OneToOneField(Objection, models.PROTECT, related_name="answer")
    effect = models.CharField(_("outcome"), max_length=10, choices=Effect)
    criterion = models.ForeignKey(
        Criterion, models.PROTECT, null=True, blank=True, related_name="+"
    )
    level = models.PositiveSmallIntegerField(_("level"), null=True, blank=True)
    reasons = models.TextField(_("reasons"), max_length=1000)
    date = models.DateField(_("answered on"))

    papers_or_none = or_none("papers")

    class Meta(Recorded.Meta):
        permissions = [("answer_objection", "Answer an objection to the list")]
        constraints = [
            models.CheckConstraint(condition=~Q(reasons=""), name="grants_objectionanswer_reasons"),
            models.CheckConstraint(
                condition=Q(effect="score", criterion__isnull=False, level__isnull=False)
                | ~Q(effect="score") & Q(criterion=None, level=None),
                name="grants_objectionanswer_score",
            ),
        ]
        triggers = [
            keeps_apart(
                "answer_objection",
                by="NEW.by_id",
                candidacy="SELECT candidacy_id FROM grants_objection WHERE id = NEW.objection_id",
            ),
            checked_insert(
                "before_the_decree",
                lock_round("objection", share=True),
                refuse_if(
                    """EXISTS (SELECT FROM grants_decree d
                               JOIN grants_objection o ON o.round_id = d.round_id
                               WHERE o.id = NEW.objection_id)""",
                    "The decree is signed: no answer changes the list.",
                    "grants_objectionanswer_before_the_decree",
                ),
                refuse_if(
                    """NEW.effect = 'score' AND NOT EXISTS (
                        SELECT FROM grants_objection o
                        JOIN grants_round r ON r.id = o.round_id
                        JOIN groups_criterion k ON k.instrument_id = r.instrument_id
                        JOIN groups_level l ON l.criterion_id = k.id
                        WHERE o.id = NEW.objection_id AND k.id = NEW.criterion_id
                            AND l.level = NEW.level
                    )""",
                    "A changed score is a level of the round's instrument.",
                    "grants_objectionanswer_level",
                ),
            ),
        ]

    def __str__(self):
        return f"{self.objection}: {self.get_effect_display()}"
