"""Models of how a group is formed, and how it moves from stage to stage."""

from groups.forming.models.forming import (
    CheckedRule,
    Forming,
    FormingCheck,
    FormingDecree,
    Proposal,
)
from groups.forming.models.stages import StageAsk, StageCheck, StageDecree

__all__ = [
    "CheckedRule",
    "Forming",
    "FormingCheck",
    "FormingDecree",
    "Proposal",
    "StageAsk",
    "StageCheck",
    "StageDecree",
]
