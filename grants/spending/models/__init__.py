from grants.spending.models.follow_up import Loss, MonitoringVisit, Sanction
from grants.spending.models.reports import (
    Refund,
    RefundCancellation,
    Report,
    ReportCheck,
    ReportedPurchase,
    Review,
)
from grants.spending.models.spending import Evidence, Handover, Purchase

__all__ = [
    "Evidence",
    "Handover",
    "Loss",
    "MonitoringVisit",
    "Purchase",
    "Refund",
    "RefundCancellation",
    "Report",
    "ReportCheck",
    "ReportedPurchase",
    "Review",
    "Sanction",
]
