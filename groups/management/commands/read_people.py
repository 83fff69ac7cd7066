"""manage.py read_people: print what is understood of a file of people as JSON; writes nothing."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from foundation.workbooks import TooLarge, Unreadable
from groups.registers.reading import PersonRow, Reading, UnknownTable, read_people
from groups.registers.reading.refusals import why_not

SHOWN = ["name", "sex", "born", "nik", "kk", "relation", "status", "rt", "rw", "hamlet"]


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument(
            "--map",
            action="append",
            default=[],
            type=pair,
            metavar="FIELD=HEADING",
            help="of a table of no known kind, for example name=Nama",
        )

    def handle(self, *, file, map, **options):
        try:
            reading = read_people(file.read_bytes(), file.name, mapping=dict(map))
        except (TooLarge, Unreadable, UnknownTable) as refusal:
            raise CommandError(why_not(refusal)) from refusal
        except OSError as cause:
            raise CommandError(str(cause)) from cause
        self.stdout.write(json.dumps(described(reading), ensure_ascii=False, indent=1))


def pair(text: str) -> tuple[str, str]:
    field, _sign, heading = text.partition("=")
    return field, heading


def described(reading: Reading) -> dict:
    return {
        "format": reading.format,
        "people": [person_as_told(person) for person in reading.people],
        "flaws": [
            {"row": each.row, "column": each.column, "what": each.what.value}
            for each in reading.flaws
        ],
    }


def person_as_told(person: PersonRow) -> dict:
    told = {name: getattr(person, name) for name in SHOWN}
    return told | {"born": person.born and person.born.isoformat()}
