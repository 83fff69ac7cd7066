"""A plan of a cow and of the group's own feed, chosen in a meeting."""

import uuid

from grants.payment.actions.budgets import DraftLine, plan_budget
from grants.payment.models import BudgetLine
from groups.models import Attendance
from tests.conftest import TODAY
from tests.factories import MeetingFactory
from tests.grants.factories import (
    full_meeting,
)

COW = DraftLine("Sapi", BudgetLine.Kind.ANIMAL, 3, "ekor", 10_000_000)
OWN_FEED = DraftLine("Pakan", BudgetLine.Kind.CONSUMABLE, 10, "karung", 50_000, "own")


def plan(candidacy, **more):
    facts = {
        "meeting": full_meeting(candidacy.group) if "meeting" not in more else None,
        "plan": "Menggemukkan sapi",
        "lines": [COW],
        "today": TODAY,
        "by": candidacy.by,
    }
    return plan_budget(candidacy=candidacy, **facts | more)


def meeting_with(group, present: int):
    meeting = MeetingFactory(group=group, date=TODAY)
    for number, member in enumerate(group.memberships.all()):
        kind = Attendance.Kind.REPRESENTED if number < present else Attendance.Kind.ABSENT
        Attendance.objects.create(meeting=meeting, membership=member, kind=kind)
    return meeting


def sent(candidacy, meeting, *lines):
    """The fields of a plan as a browser posts them."""
    fields = {
        "submission": str(uuid.uuid4()),
        "meeting": meeting.pk,
        "plan": "Menggemukkan sapi",
        "lines-TOTAL_FORMS": len(lines),
        "lines-INITIAL_FORMS": 0,
    }
    for number, line in enumerate(lines):
        facts = {"kind": "animal", "unit": "ekor", "source": "grant"} | line
        fields |= {f"lines-{number}-{name}": fact for name, fact in facts.items()}
    return fields
