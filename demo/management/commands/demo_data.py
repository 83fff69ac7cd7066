"""Create the demo data: nearly three years of the village Dawuhan, ending today."""

import datetime
import time

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from rich.progress import track

from accounts.database_roles import mark_as_example
from accounts.models import Region, User
from demo.bulk import AT_ONCE, Bulk
from demo.names import GROUPS
from demo.village import NEIGHBOUR, Village

ANEW = "Make the example anew with: python3 run.py demo --fresh"
TOLD = len(GROUPS) + 1


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("--seed", type=int, default=1, help="another one tells other lives")
        parser.add_argument(
            "--today",
            type=datetime.date.fromisoformat,
            help="the day it ends on; 2011-12-20 gives the study's own years",
        )
        parser.add_argument(
            "--groups", type=int, default=TOLD, help="more than the village has, for measurements"
        )

    def handle(self, *, seed, today, groups, **options):
        if User.objects.exists():
            raise CommandError(f"The database is not empty. {ANEW}")
        if not Region.objects.filter(pk=NEIGHBOUR).exists():
            raise CommandError("First the regions: python3 run.py manage load_regions")
        mark_as_example()
        when = {"seed": seed, "today": today or timezone.localdate()}
        for _group in track(Village(**when).tell_on_two_cores(), "Dawuhan", total=TOLD):
            pass
        if groups > TOLD:
            self.grow(groups - TOLD, **when)

    def grow(self, count, **when):
        began = time.monotonic()
        steps = track(Bulk(**when).grow(count), "Programme", total=-(-count // AT_ONCE))
        entries = sum(steps)
        speed = entries / (time.monotonic() - began)
        self.stdout.write(f"{entries:,} entries more, {speed:,.0f} a second.")
