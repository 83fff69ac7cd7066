"""manage.py audit_file: create the audit file of a round or a group."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from rich.console import Console
from rich.progress import Progress

from accounts.models import User
from grants.audit.file.contents import Scope
from grants.audit.file.making import audit_file
from grants.selection.models import Round
from groups.models import Group


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        of = parser.add_mutually_exclusive_group(required=True)
        of.add_argument("--round", type=int)
        of.add_argument("--group", type=int)
        parser.add_argument("--by", required=True, help="user name of the auditor who takes it")
        parser.add_argument("file", type=Path)

    def handle(self, *, file, by, **options):
        user = User.objects.filter(username=by).first()
        scope = Scope(
            round=Round.objects.filter(pk=options["round"]).first(),
            group=Group.objects.filter(pk=options["group"]).first(),
        )
        where = (scope.round and scope.round.territory) or scope.group
        if not user or not where or not user.has_perm("grants.audit", where):
            raise CommandError(_("There is no such round or group, or this user may not audit it."))
        with file.open("wb") as zip, Progress(console=Console(stderr=True)) as progress:
            task = progress.add_task(_("Making the file"), total=None)
            for piece in audit_file(
                scope,
                by=user,
                advance=lambda made, of: progress.update(task, completed=made, total=of),
            ):
                zip.write(piece)
        self.stdout.write(self.style.SUCCESS(str(file)))
