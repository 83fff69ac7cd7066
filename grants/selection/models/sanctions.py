"""Letters and measures for an overdue report, which block later rounds and payments."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from foundation.triggers import checked_insert, refuse_if
from grants.selection.models.decisions import Award, OfAward
from papers.models import Paper, Recorded


class SanctionQuerySet(OfAward):
    def holding_payment(self) -> "SanctionQuerySet":
        """Measures (not letters) whose report is not yet accepted; they block payments."""
        measures = self.exclude(step__in=Sanction.LETTERS)
        return measures.exclude(award__reports__review__accepted=True)

    def barring_round(self) -> "SanctionQuerySet":
        """Measures that exclude a group from new rounds, even after its report was accepted."""
        return self.filter(step__in=Sanction.BARS_ROUND)

    def asking_money_back(self) -> "SanctionQuerySet":
        return self.filter(step=Sanction.Step.RECOVERY)


class Sanction(Recorded):
    """A letter or measure for an overdue report; each is a paper (domain.md §6)."""

    class Step(models.TextChoices):
        LETTER_1 = "letter_1", _("First letter")
        LETTER_2 = "letter_2", _("Second letter")
        LETTER_3 = "letter_3", _("Third letter")
        HOLD = "hold", _("Help is held back")
        NO_ROUND = "no_round", _("No new round")
        RECOVERY = "recovery", _("The money is asked back")
        INSPECTORATE = "inspectorate", _("Told to the inspectorate")

    LETTERS = (Step.LETTER_1, Step.LETTER_2, Step.LETTER_3)
    BARS_ROUND = (Step.NO_ROUND, Step.RECOVERY, Step.INSPECTORATE)

    award = models.ForeignKey(Award, models.PROTECT, related_name="sanctions")
    step = models.CharField(_("step"), max_length=15, choices=Step)
    date = models.DateField(_("date"))
    reason = models.CharField(_("reason"), max_length=300)
    paper = models.OneToOneField(Paper, models.PROTECT, related_name="sanction")

    objects = SanctionQuerySet.as_manager()

    class Meta(Recorded.Meta):
        ordering = ["award_id", "date", "pk"]
        permissions = [
            ("remind_group", "Send a letter of reminder"),
            ("sanction_group", "Decide a sanction"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["award", "step"],
                name="grants_sanction_each_step_once",
                violation_error_message=_("This letter was sent already."),
            )
        ]
        triggers = [
            checked_insert(
                "one_step_after_the_other",
                refuse_if(
                    """1 + (SELECT count(*) FROM grants_sanction WHERE award_id = NEW.award_id)
                        <> array_position(ARRAY['letter_1', 'letter_2', 'letter_3', 'hold',
                            'no_round', 'recovery', 'inspectorate']::varchar[], NEW.step)""",
                    "Sanctions come one after the other.",
                    "grants_sanction_each_step_once",
                    "unique_violation",
                ),
            ),
        ]

    def __str__(self):
        return f"{self.award}: {self.get_step_display()}"
