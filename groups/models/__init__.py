"""Models of groups: members, officers, facilitators, meetings, problems, instruments."""

from groups.assessment.models import Answer, Assessment, Measure, MeasureEnd
from groups.coaching.models import (
    CoachedMember,
    CoachingPhoto,
    CoachingVisit,
    Trained,
    Training,
)
from groups.forming.models import (
    CheckedRule,
    EndAsk,
    EndDecree,
    EndWithdrawal,
    Forming,
    FormingCheck,
    FormingDecree,
    Proposal,
    StageAsk,
    StageCheck,
    StageDecree,
)
from groups.models.consents import Consent, ConsentAnswer
from groups.models.groups import Facilitation, Group, GroupScoped, facilitated
from groups.models.instruments import Category, Criterion, Dimension, Instrument, Level
from groups.models.limits import CoachingLimits
from groups.models.looks import ProblemLook
from groups.models.meetings import Attendance, Decision, Meeting
from groups.models.members import Membership, own_membership
from groups.models.merges import Merge, MergedMembership
from groups.models.offices import Office, offices_held
from groups.models.people import Household, Person, PovertyCheck, Reveal
from groups.models.photos import Photo, PhotoPage
from groups.models.planned import AskedDay, LateDay, MissedMeeting, MovedMeeting, RefusedDay
from groups.models.problems import FollowUp, Problem, ProblemParty, ProblemReader
from groups.models.programmes import Programme
from groups.models.schedule import Schedule
from groups.privacy.models import (
    Breach,
    BreachStep,
    Correction,
    CorrectionAnswer,
    Erasure,
    ErasureAnswer,
    Retention,
)
from groups.registers.models import (
    HeadingMap,
    Register,
    RegisterDecision,
    RegisterExport,
    RegisterPerson,
    RegisterPick,
    RegisterWithdrawal,
)

__all__ = [
    "Answer",
    "AskedDay",
    "Assessment",
    "Attendance",
    "Breach",
    "BreachStep",
    "Category",
    "CheckedRule",
    "CoachedMember",
    "CoachingLimits",
    "CoachingPhoto",
    "CoachingVisit",
    "Consent",
    "ConsentAnswer",
    "Correction",
    "CorrectionAnswer",
    "Criterion",
    "Decision",
    "Dimension",
    "EndAsk",
    "EndDecree",
    "EndWithdrawal",
    "Erasure",
    "ErasureAnswer",
    "Facilitation",
    "FollowUp",
    "Forming",
    "FormingCheck",
    "FormingDecree",
    "Group",
    "GroupScoped",
    "HeadingMap",
    "Household",
    "Instrument",
    "LateDay",
    "Level",
    "Measure",
    "MeasureEnd",
    "Meeting",
    "Membership",
    "Merge",
    "MergedMembership",
    "MissedMeeting",
    "MovedMeeting",
    "Office",
    "Person",
    "Photo",
    "PhotoPage",
    "PovertyCheck",
    "Problem",
    "ProblemLook",
    "ProblemParty",
    "ProblemReader",
    "Programme",
    "Proposal",
    "RefusedDay",
    "Register",
    "RegisterDecision",
    "RegisterExport",
    "RegisterPerson",
    "RegisterPick",
    "RegisterWithdrawal",
    "Retention",
    "Reveal",
    "Schedule",
    "StageAsk",
    "StageCheck",
    "StageDecree",
    "Trained",
    "Training",
    "facilitated",
    "offices_held",
    "own_membership",
]
