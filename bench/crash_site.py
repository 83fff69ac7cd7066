"""The site that is killed: `world N` fills its database, `serve PORT` serves it as the demo is."""

import sys

import django
from django.contrib.auth.hashers import make_password
from django.core.management import call_command
from django.utils import timezone

from bench.crash import DATA, WRITERS
from bench.crash_writer import PASSWORD
from kube_admin import local_postgres
from kube_admin.serving import Watch

django.setup()

from accounts.models import Region, User  # noqa: E402  the apps must be ready
from groups.models import Facilitation, Programme  # noqa: E402
from kube_admin.demo.bulk import AT_ONCE, Bulk  # noqa: E402

REGIONS = {
    "35": "Jawa Timur",
    "35.07": "Malang",
    "35.07.07": "Poncokusumo",
    "35.07.07.2001": "Dawuhan",
}


def world(groups: int) -> None:
    """So many groups of ten members for each writer, that never met; prints hers by user name."""
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    parent = None
    for level, (code, name) in enumerate(REGIONS.items(), start=1):
        parent = Region.objects.create(code=code, name=name, level=level, parent=parent)
    today = timezone.localdate()
    programme = Bulk(seed=1, today=today)
    programme.programme = Programme.objects.create(name="Bench", since=programme.start)
    for writer in range(WRITERS):
        programme.groups(writer * AT_ONCE, groups)
    User.objects.update(password=make_password(PASSWORD))
    for username, group in Facilitation.objects.values_list("facilitator__username", "group"):
        sys.stdout.write(f"{username} {group}\n")


def serve(port: int) -> int:
    def announce() -> None:
        sys.stdout.write("ready\n")
        sys.stdout.flush()

    return Watch(port, announce, lambda: local_postgres.mend(DATA)).run()


if __name__ == "__main__":
    command = {"world": world, "serve": serve}[sys.argv[1]]
    sys.exit(command(int(sys.argv[2])))
