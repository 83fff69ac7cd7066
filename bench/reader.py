"""One worker that reads the pages of a filled database, as often as it is told to.

`python -m bench.reader`: a line of JSON in (`[page, times]`), a line out (milliseconds, queries).
"""

import json
import sys
import time

import django
from django.conf import settings
from django.core.management import call_command
from django.db import connection, reset_queries
from django.test import Client
from django.urls import reverse
from django.utils import timezone

django.setup()

from accounts.actions import assign_role  # noqa: E402  the apps must be ready
from accounts.models import Assignment, User  # noqa: E402
from bench.clones import FEW, MANY  # noqa: E402
from finance.models import Book, Entry  # noqa: E402
from groups.models import Group, Membership  # noqa: E402

HOMES = {
    "home_operator": "yuli",
    "home_verifier": "hendro",
    "home_head": "endang",
    "home_approver": "bambang",
    "home_cashier": "lilik",
    "home_auditor": "agus",
    "home_province": "dewi",
}
OF_A_GROUP = {
    "group": "finance:group_overview",
    "members": "groups:members",
    "meetings": "groups:meetings",
    "record_meeting": "finance:record_meeting",
    "savings": "finance:savings",
    "dues": "finance:dues",
    "cash": "finance:cash",
    "count_cash": "finance:count_cash",
    "books": "finance:books",
    "problems": "groups:problems",
}


def pages() -> dict[str, tuple[str, User]]:
    """Address and reader of each page; those of one group are of the first that was written."""
    group = Group.objects.get(hamlet=FEW)
    membership = group.memberships.select_related("person__user").earliest("number")
    facilitator, groups = group.registered_by, reverse("groups:groups")
    offices = User.objects.filter(username__in=["admin", *HOMES.values()])
    staff = {user.username: user for user in offices}
    verifier = staff["hendro"]
    return {
        "home": (reverse("home"), facilitator),
        **{name: (reverse("home"), staff[username]) for name, username in HOMES.items()},
        "groups": (groups, verifier),
        "groups_search": (f"{groups}?q={MANY}", verifier),
        "groups_search_one": (f"{groups}?q={FEW}", verifier),
        "open_problems": (reverse("groups:open_problems"), verifier),
        "disputes": (reverse("finance:disputes"), verifier),
        "users": (reverse("users"), staff["admin"]),
        "regions": (f"{reverse('regions')}?field=at&at=dawuhan", verifier),
        **{name: (reverse(url, args=[group.pk]), facilitator) for name, url in OF_A_GROUP.items()},
        **of_rows(group, membership, facilitator),
        "periods": (reverse("finance:periods", args=[group.pk]), staff["endang"]),
        "my": (reverse("finance:my"), member(membership)),
    }


def of_rows(group: Group, membership: Membership, facilitator: User) -> dict:
    """The pages of one meeting, one member, one book, one entry."""
    book = group.books.get(kind=Book.Kind.CASH)
    entry = Entry.objects.filter(group=group).latest("sequence")
    rows = {
        "meeting": ("finance:meeting", group.meetings.latest("date")),
        "member": ("groups:member", membership),
        "savings_book": ("finance:savings_book", membership),
        "book": ("finance:book", book),
        "entry": ("finance:entry", entry),
    }
    return {name: (reverse(url, args=[row.pk]), facilitator) for name, (url, row) in rows.items()}


def member(membership: Membership) -> User:
    """The user who is this member, made at the first asking."""
    if not membership.person.user:
        user = User.objects.create_user("anggota", name=membership.person.name, sex="F")
        today = timezone.localdate()
        assign_role(user=user, role=Assignment.Role.MEMBER, since=today, by=None)
        membership.person.user = user
        membership.person.save(update_fields=["user"])
    return membership.person.user


class Reader:
    """Reads each page as its reader, with one sign-in for all times."""

    def __init__(self):
        self.pages, self.clients = pages(), {}

    def read(self, page: str, times: int) -> tuple[list[float], int]:
        url, user = self.pages[page]
        if page not in self.clients:
            client = self.clients[page] = Client()
            client.force_login(user, backend="accounts.backends.SignIn")
            self.timed(page, url)
        connection.force_debug_cursor = True
        reset_queries()
        self.timed(page, url)
        queries, connection.force_debug_cursor = len(connection.queries), False
        return [self.timed(page, url) for _ in range(times)], queries

    def timed(self, page: str, url: str) -> float:
        began = time.perf_counter()
        answer = self.clients[page].get(url)
        took = (time.perf_counter() - began) * 1000
        if answer.status_code != 200:
            raise SystemExit(f"{page}: {url} answered {answer.status_code}.")
        return took


def main() -> None:
    settings.ALLOWED_HOSTS.append("testserver")
    call_command("migrate", verbosity=0)
    reader = Reader()
    sys.stdout.write(json.dumps(list(reader.pages)) + "\n")
    sys.stdout.flush()
    for line in sys.stdin:
        sys.stdout.write(json.dumps(reader.read(*json.loads(line))) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
