"""When coaching may be agreed for a criterion, and when its end be written."""

from django.utils.translation import gettext as _

from foundation.rules import RuleBroken
from groups.assessment.models import Assessment, Measure, MeasureEnd


def require_counting(assessment: Assessment) -> None:
    """Require the assessment by which the group is judged."""
    if not Assessment.objects.counting().filter(pk=assessment.pk).exists():
        raise RuleBroken(_("Coaching is agreed for an assessment that is signed and counts."))


def require_open(measure: Measure) -> None:
    if MeasureEnd.objects.filter(measure=measure).exists():
        raise RuleBroken(_("It is written down already what became of this."))
