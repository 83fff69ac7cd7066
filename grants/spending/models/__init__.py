from grants.spending.models.follow_up import Loss, MonitoringVisit
from grants.spending.models.grants import GrantQuerySet, State, grants
from grants.spending.models.reports import Report, ReportCheck, ReportedPurchase, Review
from grants.spending.models.spending import Evidence, Handover, Purchase

__all__ = [
    "Evidence",
    "GrantQuerySet",
    "Handover",
    "Loss",
    "MonitoringVisit",
    "Purchase",
    "Report",
    "ReportCheck",
    "ReportedPurchase",
    "Review",
    "State",
    "grants",
]
