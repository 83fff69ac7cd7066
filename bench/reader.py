"""One worker that reads the pages of a filled database, as often as it is told to.

`python -m bench.reader`: a line of JSON in (`[page, times]`), a line out (`Reading`). The pages of
the example village are other ones than those of a programme that was grown.
"""

import json
import sys
import time
from typing import TypedDict

import django
import pghistory
from django.conf import settings
from django.core.management import call_command
from django.db import connection, reset_queries
from django.test import Client
from django.urls import reverse

django.setup()

from bench import addresses  # noqa: E402  the apps must be ready
from grants.models import Award  # noqa: E402


class Reading(TypedDict):
    """One page, some times: by the wall, and what the processor spent on it and on a bare view."""

    ms: list[float]
    processor_ms: list[float]
    bare_ms: list[float]
    queries: int


class Reader:
    """Reads each page as its reader, with one sign-in for all times."""

    def __init__(self):
        in_village = Award.objects.exists()
        self.pages = addresses.of_grants() if in_village else addresses.of_groups()
        self.clients = {}
        self.bare = reverse("bare")

    def read(self, page: str, times: int) -> Reading:
        url, user = self.pages[page]
        if page not in self.clients:
            client = self.clients[page] = Client()
            with pghistory.context(command="bench"):
                client.force_login(user, backend="accounts.backends.SignIn")
            self.timed(page, url)
        connection.force_debug_cursor = True
        reset_queries()
        self.timed(page, url)
        queries, connection.force_debug_cursor = len(connection.queries), False
        of_page, of_bare = [], []
        for _ in range(times):
            of_page.append(self.timed(page, url))
            of_bare.append(self.timed(page, self.bare))
        return Reading(
            ms=[wall for wall, _processor in of_page],
            processor_ms=[processor for _wall, processor in of_page],
            bare_ms=[processor for _wall, processor in of_bare],
            queries=queries,
        )

    def timed(self, page: str, url: str) -> tuple[float, float]:
        """Milliseconds by the wall and of this process; PostgreSQL's are in the first alone."""
        began, spent = time.perf_counter(), time.process_time()
        answer = self.clients[page].get(url)
        took = (time.perf_counter() - began) * 1000, (time.process_time() - spent) * 1000
        if answer.status_code != 200:
            raise SystemExit(f"{page}: {url} answered {answer.status_code}.")
        return took


def main() -> None:
    settings.ALLOWED_HOSTS.append("testserver")
    settings.ROOT_URLCONF = "bench.urls"
    call_command("migrate", verbosity=0)
    with pghistory.context(command="bench"):
        reader = Reader()
    sys.stdout.write(json.dumps(list(reader.pages)) + "\n")
    sys.stdout.flush()
    for line in sys.stdin:
        sys.stdout.write(json.dumps(reader.read(*json.loads(line))) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
