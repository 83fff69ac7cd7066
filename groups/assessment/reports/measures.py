"""What was agreed for weak criteria, and whether the next assessment found them better."""

from dataclasses import dataclass

from groups.assessment.models import Answer, Assessment, Measure
from groups.models import Group


@dataclass(frozen=True)
class Agreed:
    """A measure, the level when it was agreed, and that of the next assessment."""

    measure: Measure
    before: Answer
    after: Answer | None

    @property
    def helped(self) -> bool | None:
        """Whether the level rose; None before the next assessment."""
        return self.after.level > self.before.level if self.after else None


def measures_of(group: Group) -> list[Agreed]:
    """The measures of a group, the latest first."""
    rows = Measure.objects.filter(answer__assessment__group=group).select_related(
        "answer__criterion__instrument", "answer__assessment", "by", "end__by"
    )
    measures = list(rows.order_by("-due_on", "-pk"))
    return [Agreed(each, each.answer, _next(group, each.answer)) for each in measures]


def _next(group: Group, answer: Answer) -> Answer | None:
    """The same criterion in the next counting assessment, also by a later version."""
    later = Assessment.objects.filter(group=group, date__gt=answer.assessment.date).counting()
    rows = Answer.objects.filter(
        assessment__in=later.values("pk"),
        criterion__number=answer.criterion.number,
        criterion__instrument__code=answer.criterion.instrument.code,
    )
    return rows.order_by("assessment__date", "assessment_id").first()
