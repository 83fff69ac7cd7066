"""manage.py paper_pictures FOLDER: the newest paper of each kind here, as small PNGs."""

from pathlib import Path

from django.core.management.base import BaseCommand

from papers.models import Paper
from papers.printing import pictures


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path)
        parser.add_argument("--ppi", type=int, default=60)

    def handle(self, *, folder, ppi, **options):
        folder.mkdir(parents=True, exist_ok=True)
        newest = Paper.objects.select_related("office").order_by("kind", "-pk").distinct("kind")
        for paper in newest:
            for number, picture in enumerate(pictures(paper, ppi=ppi), start=1):
                (folder / f"{paper.kind}-{number}.png").write_bytes(picture)
            self.stdout.write(f"{paper}")
