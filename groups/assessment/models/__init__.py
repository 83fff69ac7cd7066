from groups.assessment.models.answers import Answer
from groups.assessment.models.assessments import Assessment
from groups.assessment.models.measures import Measure, MeasureEnd

__all__ = ["Answer", "Assessment", "Measure", "MeasureEnd"]
