"""Models of how a group is formed, moves from stage to stage, and ends."""

from groups.forming.models.ends import EndAsk, EndDecree, EndWithdrawal
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
    "EndAsk",
    "EndDecree",
    "EndWithdrawal",
    "Forming",
    "FormingCheck",
    "FormingDecree",
    "Proposal",
    "StageAsk",
    "StageCheck",
    "StageDecree",
]
