"""Time the main pages of one database: milliseconds of the server, and queries. Prints JSON."""

import json
import statistics
import sys
import time

import django
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse

django.setup()

from accounts.models import Assignment, User  # noqa: E402  the apps must be ready
from groups.models import Facilitation, Group, Membership  # noqa: E402

GROUP_PAGES = {
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


def pages(group: Group) -> dict[str, tuple[str, User]]:
    """Address and reader of each page."""
    facilitator = Facilitation.objects.running().get(group=group).facilitator
    verifier = reader(Assignment.Role.VERIFIER)
    membership = group.memberships.running().order_by("number").first()
    found = {"home": (reverse("home"), facilitator), "groups": (reverse("groups:groups"), verifier)}
    found["groups_search"] = (reverse("groups:groups") + "?q=mawar", verifier)
    found |= {
        name: (reverse(url, args=[group.pk]), facilitator) for name, url in GROUP_PAGES.items()
    }
    found["savings_book"] = (reverse("finance:savings_book", args=[membership.pk]), facilitator)
    if member := Membership.objects.running().filter(person__user__isnull=False).first():
        found["my"] = (reverse("finance:my"), member.person.user)
    return found


def reader(role: str) -> User:
    """Somebody who holds that role over a whole district."""
    held = Assignment.objects.running().filter(role=role, region__level=2).order_by("pk")
    return held.select_related("user").first().user


class Counted:
    """Counts the queries of a block."""

    def __call__(self, execute, sql, params, many, context):
        self.count += 1
        return execute(sql, params, many, context)

    def __enter__(self):
        self.count = 0
        self.wrapper = connection.execute_wrapper(self)
        self.wrapper.__enter__()
        return self

    def __exit__(self, *error):
        return self.wrapper.__exit__(*error)


def measure(url: str, user: User, times: int) -> dict[str, float]:
    client = Client()
    client.force_login(user, backend="accounts.backends.SignIn")
    answer = client.get(url)
    if answer.status_code != 200:
        raise SystemExit(f"{url} answered {answer.status_code} to {user}.")
    took = []
    for _ in range(times):
        began = time.perf_counter()
        with Counted() as queries:
            client.get(url)
        took.append((time.perf_counter() - began) * 1000)
    took.sort()
    return {
        "ms": round(statistics.median(took), 1),
        "least": round(took[0], 1),
        "p95": round(took[int(len(took) * 0.95)], 1),
        "queries": queries.count,
    }


def main(wanted: list[str], times: int) -> None:
    settings.ALLOWED_HOSTS.append("testserver")
    group = Group.objects.filter(facilitations__until=None, meetings__isnull=False)
    group = group.order_by("pk").first()
    found = {
        name: measure(url, user, times)
        for name, (url, user) in pages(group).items()
        if not wanted or name in wanted
    }
    sys.stdout.write(json.dumps(found) + "\n")


if __name__ == "__main__":
    main(sys.argv[2:], int(sys.argv[1]))
