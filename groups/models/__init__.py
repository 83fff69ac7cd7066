"""Facts about groups: who is in them, who serves them, when they met, what is open."""

from groups.models.groups import Facilitation, Group, GroupScoped, Programme
from groups.models.meetings import Attendance, Decision, Meeting
from groups.models.members import Membership, Office
from groups.models.people import Household, Person, Reveal
from groups.models.problems import FollowUp, Problem

__all__ = [
    "Attendance",
    "Decision",
    "Facilitation",
    "FollowUp",
    "Group",
    "GroupScoped",
    "Household",
    "Meeting",
    "Membership",
    "Office",
    "Person",
    "Problem",
    "Programme",
    "Reveal",
]
