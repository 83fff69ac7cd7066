from groups.privacy.models.breaches import Breach, BreachStep
from groups.privacy.models.corrections import Correction, CorrectionAnswer
from groups.privacy.models.erasures import Erasure, ErasureAnswer, Retention

__all__ = [
    "Breach",
    "BreachStep",
    "Correction",
    "CorrectionAnswer",
    "Erasure",
    "ErasureAnswer",
    "Retention",
]
