"""manage.py load_instruments: load the instruments of a file, or print why one is refused."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from foundation.rules import RuleBroken
from groups.actions.instruments import load_instrument
from groups.instruments import read_drafts

DATA = Path(__file__).resolve().parents[2] / "data"


class Command(BaseCommand):
    help = "Load instruments; existing versions are kept, invalid ones refused."

    def add_arguments(self, parser):
        parser.add_argument(
            "file", nargs="?", type=Path, default=DATA / "assessment_instrument.csv"
        )
        parser.add_argument(
            "--about",
            type=Path,
            default=DATA / "assessment_instrument.toml",
            help="names, divisors, categories, and which are for old results only",
        )

    @transaction.atomic
    def handle(self, *, file, about, **options):
        try:
            for draft in read_drafts(file, about):
                written = load_instrument(draft)
                self.stdout.write(f"{draft}: {'written' if written else 'exists already'}")
        except (RuleBroken, OSError, UnicodeDecodeError) as error:
            raise CommandError(str(error)) from error
