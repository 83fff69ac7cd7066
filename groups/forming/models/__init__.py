"""Models of how a group is formed."""

from groups.forming.models.forming import (
    CheckedRule,
    Forming,
    FormingCheck,
    FormingDecree,
    Proposal,
)

__all__ = ["CheckedRule", "Forming", "FormingCheck", "FormingDecree", "Proposal"]
