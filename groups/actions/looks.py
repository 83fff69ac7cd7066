"""Note who was shown a confidential problem."""

from collections.abc import Iterable

from accounts.models import User
from groups.models import Problem, ProblemLook


def note_looks(*, problems: Iterable[Problem], by: User) -> None:
    """Note it once a day for each of these problems that is confidential."""
    looks = [ProblemLook(problem=each, by=by) for each in problems if each.confidential]
    if looks:
        ProblemLook.objects.bulk_create(looks, ignore_conflicts=True)
