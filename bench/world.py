"""Fill an empty database with so many groups of one district, for the pages to be measured."""

import argparse
import datetime

import django
from django.core.management import call_command
from django.db import connection

django.setup()

from accounts.models import Region  # noqa: E402  the apps must be ready
from kube_admin.demo.bulk import Bulk  # noqa: E402

DISTRICT = "35.07"
TODAY = datetime.date.today()


def fill(groups: int, months: int) -> None:
    """The example's village, and groups of the same district with so many months of meetings."""
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    call_command("load_regions", verbosity=0)
    call_command("demo_data", verbosity=0)
    programme = Bulk(seed=1, today=TODAY)
    programme.start = TODAY - datetime.timedelta(days=31 * months)
    villages = Region.objects.within(DISTRICT).filter(level=Region.Level.VILLAGE)
    programme.villages = list(villages.values_list("pk", flat=True))
    for _entries in programme.grow(groups):
        pass
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("groups", type=int)
    parser.add_argument("months", type=int)
    fill(**vars(parser.parse_args()))
