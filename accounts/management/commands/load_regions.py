"""manage.py load_regions: load all provinces, districts, subdistricts and villages of Indonesia."""

from django.core.management.base import BaseCommand
from rich.progress import track

from accounts.actions import load_regions
from accounts.reports import regions_by_level, regions_of_indonesia


class Command(BaseCommand):
    help = "Load the regions of all Indonesia; run again, it writes only what is new or renamed."

    def handle(self, *args, **options):
        written = load_regions(track(regions_of_indonesia(), description="Regions"))
        for level, count in regions_by_level():
            self.stdout.write(f"{level}: {count:,}")
        self.stdout.write(f"Written: {written:,}")
