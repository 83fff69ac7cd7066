"""Each list of the office: its page, who reads it, and rows that differ in what they show."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass, field

from papers.models import Paper
from tests.conftest import TODAY
from tests.factories import GroupFactory, MeetingFactory, UserFactory, noon, region
from tests.grants.factories import PaperFactory

DAY = datetime.timedelta(days=1)
VILLAGES = ["35.07.07.2001", "35.07.07.2002", "35.07.08.2001"]
BUSINESSES = ["cattle", "goats", "fish"]


@dataclass(frozen=True)
class OnPage:
    """A list: the url name, the role that reads it, what makes that many rows, a filter."""

    url: str
    role: str
    make: Callable[[int], list | None]  # the arguments of the address, if it has any
    query: dict = field(default_factory=dict)


def groups(count):
    for number in range(count):
        group = GroupFactory(
            name=f"Melati {count - number:02}",
            village=region(VILLAGES[number % 3]),
            business=BUSINESSES[number % 3],
            members=1 + number % 2,
            facilitator=UserFactory(role="facilitator") if number else None,
        )
        if number % 2:
            MeetingFactory(group=group, date=TODAY - number * DAY)


def users(count):
    for number in range(count):
        login = noon(TODAY - number * DAY) if number % 2 else None
        UserFactory(role="verifier", is_active=number % 2 == 0, last_login=login)


def papers(count):
    for number in range(count):
        PaperFactory(
            kind=Paper.Kind.DECREE if number % 2 else Paper.Kind.RANKING,
            group=GroupFactory(name=f"Melati {count - number:02}") if number else None,
            date=TODAY - number * DAY,
            by=UserFactory(),
        )


LISTS = [
    OnPage("groups:groups", "head", groups, {"business": "goats"}),
    OnPage("users", "administrator", users, {"role": "verifier"}),
    OnPage("papers:papers", "head", papers, {"kind": "decree"}),
]
NAMED = {each.url: each for each in LISTS}
