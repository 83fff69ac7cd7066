"""Fixtures of finance tests: groups that meet."""

import uuid

import pytest
from django.utils import timezone, translation

from finance import ledger
from finance.actions.meetings import record_meeting
from finance.actions.sheets import SheetLine
from finance.forms.sheet_rows import ROWS
from finance.models import Book
from groups.models import Attendance, Group, Meeting
from tests.conftest import TODAY
from tests.factories import GroupFactory


def usual(group: Group, **more) -> list[SheetLine]:
    """Lines of all members: present, 10.000 savings, 5.000 dues; `more` overrides all lines."""
    line = {"attendance": Attendance.Kind.PRESENT, "savings": 10_000, "dues": 5_000} | more
    return [SheetLine(member, **line) for member in group.memberships.in_book_order()]


def meet(group: Group, *, date=TODAY, lines=None, **more) -> Meeting:
    """Record a meeting whose count has no difference."""
    lines = usual(group) if lines is None else lines
    into = sum(line.savings + line.dues for line in lines)
    given = {"counted": into, "today": max(date, TODAY), "by": group.registered_by} | more
    given.setdefault("days_late", 10_000)
    return record_meeting(group=group, date=date, lines=lines, **given)


def sheet(group, **more):
    """The POST data of an unchanged sheet with a matching count."""
    data = {"submission": str(uuid.uuid4()), "date": timezone.localdate().isoformat()}
    for member in group.memberships.all():
        line = f"lines-{member.pk}"
        data |= {f"{line}-came": "on", f"{line}-why": "excused"}
        data |= {f"{line}-savings": "10.000", f"{line}-dues": "5.000"}
    for rows in ROWS:
        data |= {f"{rows}-TOTAL_FORMS": "1", f"{rows}-INITIAL_FORMS": "0"}
    return data | {"counted": "45.000"} | more


def balance(group: Group, kind: str, membership=None, name: str = "") -> int:
    return ledger.book(group, Book.Kind(kind), membership, name).balance


@pytest.fixture(autouse=True)
def in_english():
    """Compare messages by their source strings, independent of the catalogue."""
    with translation.override("en"):
        yield


@pytest.fixture
def group(db) -> Group:
    return GroupFactory(members=3)
