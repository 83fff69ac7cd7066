"""The line of one member of a meeting sheet."""

import datetime

from finance.actions.sheets import SheetLine
from groups.models import Attendance
from tests.conftest import TODAY

YESTERDAY = TODAY - datetime.timedelta(days=1)


def line(member, **more):
    return SheetLine(member, **{"attendance": Attendance.Kind.PRESENT} | more)


def one_saves(group, **more):
    first, *others = group.memberships.in_book_order()
    return [line(first, **more), *(line(other) for other in others)]
