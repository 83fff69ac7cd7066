from groups.assessment.models.assessments import Answer, Assessment
from groups.assessment.models.measures import Measure, MeasureEnd

__all__ = ["Answer", "Assessment", "Measure", "MeasureEnd"]
