"""The cut-off workbook of old groups: members, officers and what the group had and owed."""

from finance.old_groups.reading import read_groups
from finance.old_groups.rows import Lack, OldFlaw, OldGroup, OldMember, Workbook

__all__ = ["Lack", "OldFlaw", "OldGroup", "OldMember", "Workbook", "read_groups"]
