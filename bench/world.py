"""A programme of one district, filled in bulk: past the actions, not past the constraints.

`python -m bench.world make` in a migrated database, then `grow MONTHS GROUPS TIMES CHUNK`;
`village` in another one, for the example data.
"""

import argparse
import datetime
from collections.abc import Iterator

import django
import pghistory
from django.conf import settings
from django.core.management import call_command
from django.db import transaction

django.setup()

from accounts.actions import assign_role, load_regions  # noqa: E402  the apps must be ready
from accounts.database_roles import mark_as_example  # noqa: E402
from accounts.models import Assignment, Region, User  # noqa: E402
from accounts.reports import regions_of_indonesia  # noqa: E402
from bench import clones, server  # noqa: E402
from bench.clones import FEW, MANY  # noqa: E402
from demo.bulk import AT_ONCE, Bulk  # noqa: E402
from demo.people import make_staff  # noqa: E402
from finance.models import Dispute, Entry  # noqa: E402
from groups.models import Decision, Group, Problem, Programme  # noqa: E402

PROVINCE, DISTRICT = "35", "35.07"
MONTH = datetime.timedelta(days=30.44)
OPERATORS = 30  # so that the first page of users is full
SILENT, LATE = 0.1, 0.1  # of all groups
DAY = datetime.timedelta(days=1)


class District(Bulk):
    """All groups in one district, with what waits for its officers."""

    def __init__(self, months: int):
        super().__init__(seed=1, today=datetime.date.today())
        self.start = self.today - months * MONTH
        self.villages = list(villages().values_list("pk", flat=True))

    def grow(self, count: int) -> Iterator[int]:
        """As Bulk's, with troubles; yields the number of groups."""
        for start in range(0, count, AT_ONCE):
            with transaction.atomic():
                self.batch(start, min(AT_ONCE, count - start))
            yield min(start + AT_ONCE, count)

    def batch(self, start: int, count: int) -> None:
        groups = self.groups(start, count)
        for group, members in groups:
            self.history(group, members)
        self.troubles([group for group, _members in groups])

    def hamlet(self, number: int) -> str:
        return MANY if number else FEW

    def next_on(self) -> datetime.date:
        """In the past where a group is silent, or has not recorded its last meeting."""
        chance = self.rng.random()
        if chance < SILENT:
            return self.today - self.rng.randint(35, 55) * DAY
        if chance < SILENT + LATE:
            return self.today - self.rng.randint(1, 5) * DAY
        return super().next_on()

    def troubles(self, groups: list[Group]) -> None:
        """Two open problems a group, a decision not done, a dispute not answered."""
        by, ago = groups[0].registered_by, lambda: self.today - self.rng.randint(1, 200) * DAY
        Problem.objects.bulk_create(
            Problem(group=group, kind="animal", what=what, raised_on=ago(), raised_by=by)
            for group in groups
            for what in ("Sapi sakit", "Atap kandang bocor")
        )
        Decision.objects.bulk_create(
            Decision(
                group=group, meeting=group.meetings.latest("date"), what="Beli tali", due_on=ago()
            )
            for group in groups
        )
        entries = Entry.objects.filter(group__in=groups).exclude(membership=None)
        Dispute.objects.bulk_create(
            Dispute(
                group_id=entry.group_id,
                membership_id=entry.membership_id,
                entry=entry,
                says="Saya setor 50.000",
                made_by=by,
            )
            for entry in entries.order_by("group_id", "-sequence").distinct("group_id")
            if entry.membership_id is not None
        )


def villages():
    return Region.objects.within(DISTRICT).filter(level=Region.Level.VILLAGE)


def make() -> None:
    """The offices of one district."""
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    load_regions(row for row in regions_of_indonesia() if row.code[:5] in (PROVINCE, DISTRICT))
    since = datetime.date.today() - 4_000 * DAY
    mark_as_example()
    staff = make_staff(since)
    Programme.objects.create(name="KUBE", since=since)
    for number, village in enumerate(villages()[:OPERATORS]):
        user = User.objects.create_user(f"operator.{number}", name=f"Operator {number}", sex="F")
        assign_role(
            user=user,
            role=Assignment.Role.OPERATOR,
            region=village,
            since=since,
            by=staff["admin"],
        )


def village() -> None:
    """The example data in place of all this."""
    call_command("createcachetable", verbosity=0)
    call_command("load_regions", verbosity=0)
    call_command("demo_data", verbosity=0)


def grow(months: int, count: int, times: int, chunk: int) -> None:
    """So many groups, and copies of them until there are so many times as many."""
    for _groups in District(months).grow(count):
        pass
    database = settings.DATABASES["default"]["NAME"]
    with server.local_postgres.superuser(server.DATA, database) as cursor:
        clones.make(cursor, times, chunk)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("what", choices=["make", "grow", "village"])
    parser.add_argument("numbers", type=int, nargs="*")
    options = parser.parse_args()
    with pghistory.context(command="bench"):
        if options.what == "grow":
            grow(*options.numbers)
        else:
            {"make": make, "village": village}[options.what]()
