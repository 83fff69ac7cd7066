"""Tasks of a user, for tests of one kind of task."""

from accounts.models import User
from foundation.tasks import Task, tasks_of
from tests.conftest import TODAY

MONTHLY = {"finance.coaching_report", "finance.late_reports"}  # of each facilitator, each month


def besides_reports(user: User) -> list[Task]:
    """Without those of the monthly reports of coaching."""
    return [task for task in tasks_of(user, TODAY) if task.name not in MONTHLY]
