"""A newcomer with the numbers of both cards."""

import datetime

from finance.actions.admission import admit_member
from groups.actions.members import NewMember
from groups.models import Membership
from tests.conftest import TODAY

NIK = "3507075705850003"
KK, OTHER_KK = "3507071203090001", "3507071203090003"
DAY = datetime.timedelta(days=1)
JOINS = datetime.date(2025, 11, 24)


def somebody(**card) -> NewMember:
    return NewMember(**{"name": "Siti", "sex": "F", "born_on": datetime.date(1985, 5, 17)} | card)


def admit(group, since=TODAY, by=None, **card) -> Membership:
    by = by or group.registered_by
    return admit_member(group=group, member=somebody(**card), since=since, today=TODAY, by=by)
