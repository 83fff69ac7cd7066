from groups.privacy.models.corrections import Correction, CorrectionAnswer
from groups.privacy.models.erasures import Erasure, ErasureAnswer, Retention

__all__ = ["Correction", "CorrectionAnswer", "Erasure", "ErasureAnswer", "Retention"]
