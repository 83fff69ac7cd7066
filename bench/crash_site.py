"""The site that is killed: `world N` fills its database, `serve PORT` serves it as the demo is."""

import os
import signal
import sys
import threading

import django
import pghistory
from django.conf import settings
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from bench.crash import DATA, WRITERS
from kube_admin import local_postgres
from kube_admin.serving import Watch

django.setup()

from accounts.database_roles import mark_as_example  # noqa: E402  the apps must be ready
from accounts.models import Region  # noqa: E402
from demo.bulk import AT_ONCE, Bulk  # noqa: E402
from groups.models import Programme  # noqa: E402

MANY = 100 * AT_ONCE  # groups; the facilitator's name comes from the number of the first
REGIONS = {
    "35": "Jawa Timur",
    "35.07": "Malang",
    "35.07.07": "Poncokusumo",
    "35.07.07.2001": "Dawuhan",
}


def world(groups: int) -> None:
    """So many groups of ten members for each writer, that never met; prints her session, them."""
    mark_as_example()  # its groups were formed in the past
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    parent = None
    for level, (code, name) in enumerate(REGIONS.items(), start=1):
        parent = Region.objects.create(code=code, name=name, level=level, parent=parent)
    today = timezone.localdate()
    programme = Bulk(seed=1, today=today)
    programme.programme = Programme.objects.create(name="Bench", since=programme.start)
    for writer in range(WRITERS):
        made = [group for group, _members in programme.groups(writer * MANY, groups)]
        hers = " ".join(str(group.pk) for group in made)
        sys.stdout.write(f"{signed_in(made[0].registered_by)} {hers}\n")


def signed_in(user) -> str:
    """The session of a user: eight sign-ins take ten seconds, as a password is slow to check."""
    client = Client()
    client.force_login(user, settings.AUTHENTICATION_BACKENDS[0])
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def serve(port: int) -> int:
    """Until told to stop, or until the bench is gone, in whatever way: it holds our input open."""

    def end_with_the_bench() -> None:
        os.read(sys.stdin.fileno(), 1)
        os.kill(os.getpid(), signal.SIGTERM)

    def announce() -> None:
        sys.stdout.write("ready\n")
        sys.stdout.flush()

    threading.Thread(target=end_with_the_bench, daemon=True).start()
    return Watch(port, announce, lambda: local_postgres.mend(DATA)).run()


if __name__ == "__main__":
    command = {"world": world, "serve": serve}[sys.argv[1]]
    with pghistory.context(command="bench"):
        sys.exit(command(int(sys.argv[2])))
