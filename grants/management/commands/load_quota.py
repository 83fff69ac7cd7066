"""manage.py load_quota: load the quotas of the districts for a year."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from accounts.models import User
from foundation.rules import RuleBroken
from grants.selection.actions.quotas import load_quotas
from grants.selection.quota_file import read_quotas
from groups.models import Programme

DATA = Path(__file__).resolve().parents[2] / "data"


class Command(BaseCommand):
    help = "Load the quotas of districts: all lines of the file, or none."

    def add_arguments(self, parser):
        parser.add_argument("file", nargs="?", type=Path, default=DATA / "quota_kube.csv")
        parser.add_argument("--programme", required=True, help="its name")
        parser.add_argument("--year", type=int, required=True)
        parser.add_argument("--amount", type=int, required=True, help="rupiah a group")
        parser.add_argument("--by", required=True, help="user name of who enters them")
        parser.add_argument("--source", default="", help="the letter that decided them")

    def handle(self, *, file, programme, year, amount, by, source, **options):
        try:
            user = User.objects.get(username=by)
            rules = Programme.objects.get(name=programme)
            lines = read_quotas(file)
            written = load_quotas(
                lines=lines, programme=rules, year=year, amount=amount, source=source, by=user
            )
        except (User.DoesNotExist, Programme.DoesNotExist) as error:
            raise CommandError(f"Not known: {by} or {programme}") from error
        except (RuleBroken, OSError, UnicodeDecodeError) as error:
            raise CommandError(str(error)) from error
        places = sum(line.places for line in lines)
        self.stdout.write(f"{written} districts written, {places:,} groups in the file.")
