"""A programme of one district that grows, and its main pages read at each size.

`python -m bench.world MONTHS TIMES SIZE …  [--pages …]` in an empty database; prints JSON a size.
"""

import argparse
import datetime
import json
import statistics
import sys
import time
from collections.abc import Iterator

import django
from django.conf import settings
from django.core.management import call_command
from django.db import connection, reset_queries
from django.test import Client
from django.urls import reverse

django.setup()

from accounts.actions import assign_role, load_regions  # noqa: E402  the apps must be ready
from accounts.models import Assignment, Region, User  # noqa: E402
from accounts.reports import regions_of_indonesia  # noqa: E402
from groups.models import Group, Programme  # noqa: E402
from kube_admin.demo.bulk import AT_ONCE, Bulk  # noqa: E402
from kube_admin.demo.people import make_staff  # noqa: E402

TODAY = datetime.date.today()
DISTRICT = "35.07"
OF_A_GROUP = {
    "group": "finance:group_overview",
    "members": "groups:members",
    "meetings": "groups:meetings",
    "record": "finance:record_meeting",
    "savings": "finance:savings",
    "dues": "finance:dues",
    "cash": "finance:cash",
    "books": "finance:books",
    "problems": "groups:problems",
}


def programme(months: int) -> Bulk:
    """Offices of one district, and groups with so many months of meetings yet to be written."""
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    load_regions(row for row in regions_of_indonesia() if row.code[:5] in ("35", DISTRICT))
    make_staff(TODAY - datetime.timedelta(days=1))
    Programme.objects.create(name="KUBE", since=TODAY - datetime.timedelta(days=2_000))
    groups = Bulk(seed=1, today=TODAY)
    groups.start = TODAY - datetime.timedelta(days=31 * months)
    villages = Region.objects.within(DISTRICT).filter(level=Region.Level.VILLAGE)
    groups.villages = list(villages.values_list("pk", flat=True))
    return groups


def grown(groups: Bulk, sizes: list[int]) -> Iterator[int]:
    """Each size once that many groups stand, seen by a planner that knows them."""
    steps, written = groups.grow(max(sizes)), 0
    for size in sizes:
        while written < size:
            next(steps)
            written += AT_ONCE
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        yield size


def pages(group: Group) -> dict[str, tuple[str, User]]:
    """Address and reader of each page."""
    facilitator = group.facilitations.get().facilitator
    verifier = User.objects.get(username="hendro")
    membership = group.memberships.select_related("person__user").earliest("number")
    found = {
        "home": (reverse("home"), facilitator),
        "home_verifier": (reverse("home"), verifier),
        "groups": (reverse("groups:groups"), verifier),
        "groups_search": (reverse("groups:groups") + "?name=mawar", verifier),
    }
    for name, url in OF_A_GROUP.items():
        found[name] = (reverse(url, args=[group.pk]), facilitator)
    found["savings_book"] = (reverse("finance:savings_book", args=[membership.pk]), facilitator)
    return found | {"my": (reverse("finance:my"), member(membership))}


def member(membership) -> User:
    """The user who is this member, made at the first asking."""
    if not membership.person.user:
        user = User.objects.create_user("anggota", name=membership.person.name, sex="F")
        assign_role(user=user, role=Assignment.Role.MEMBER, since=TODAY, by=None)
        membership.person.user = user
        membership.person.save(update_fields=["user"])
    return membership.person.user


def measure(url: str, user: User, times: int) -> dict[str, float]:
    """Milliseconds of one worker for this page, and its queries."""
    client = Client()
    client.force_login(user, backend="accounts.backends.SignIn")
    if (answer := client.get(url)).status_code != 200:
        raise SystemExit(f"{url} answered {answer.status_code} to {user}.")
    connection.force_debug_cursor = True
    reset_queries()
    client.get(url)
    queries, connection.force_debug_cursor = len(connection.queries), False
    took = sorted(timed(client, url) for _ in range(times))
    ms, p95 = statistics.median(took), took[int(times * 0.95)]
    return {
        "ms": round(ms, 1),
        "least": round(took[0], 1),
        "p95": round(p95, 1),
        "queries": queries,
    }


def timed(client: Client, url: str) -> float:
    began = time.perf_counter()
    client.get(url)
    return (time.perf_counter() - began) * 1000


def main(months: int, times: int, sizes: list[int], wanted: list[str]) -> None:
    settings.ALLOWED_HOSTS.append("testserver")
    for _size in grown(programme(months), sizes):
        of_first = pages(Group.objects.earliest("pk")).items()
        found = {
            name: measure(url, user, times)
            for name, (url, user) in of_first
            if not wanted or name in wanted
        }
        sys.stdout.write(json.dumps(found) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("months", type=int)
    parser.add_argument("times", type=int)
    parser.add_argument("sizes", type=int, nargs="+")
    parser.add_argument("--pages", dest="wanted", nargs="*", default=[])
    main(**vars(parser.parse_args()))
