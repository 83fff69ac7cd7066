"""Families of a new group."""

import datetime

from groups.actions.members import NewMember
from groups.actions.register import register_group
from groups.models import Group
from tests.conftest import TODAY
from tests.factories import (
    ProgrammeFactory,
    UserFactory,
    lettered,
    region,
)

FORMED = TODAY - datetime.timedelta(days=632)


def families(count=5, **last) -> list[NewMember]:
    born_on = datetime.date(1985, 5, 17)
    rows = [
        {"name": f"Anggota {lettered(n)}", "sex": "F", "born_on": born_on} for n in range(count)
    ]
    rows[-1] |= last
    return [NewMember(**row) for row in rows]


def register(**changed) -> Group:
    facilitator = UserFactory(role="facilitator")
    return register_group(
        **{
            "name": "Mawar 3",
            "village": region("35.07.07.2001"),
            "programme": ProgrammeFactory(),
            "formed_on": FORMED,
            "business": "cattle",
            "rhythm": "monthly",
            "usual_hour": datetime.time(16),
            "usual_place": "Balai dusun",
            "families": families(),
            "facilitator": facilitator,
            "by": facilitator,
        }
        | changed
    )
