"""manage.py verify_audit_file: verify digests, papers, chains and sums of an audit file offline."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from rich.console import Console
from rich.progress import Progress

from grants.audit.file.verifying import NoAuditFile, verify


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--digest", default="", help="of the index, as the office wrote it down"
        )

    def handle(self, *, file, digest, **options):
        with Progress(console=Console(stderr=True), transient=True) as progress:
            task = progress.add_task(_("Reading the file"), total=None)
            try:
                result = verify(
                    file,
                    digest=digest.strip().lower(),
                    advance=lambda read, of: progress.update(task, completed=read, total=of),
                )
            except NoAuditFile as refusal:
                raise CommandError(str(refusal)) from refusal
        self.stdout.write(
            f"{result.of}\n{result.made}\n{_('Digest of its index:')} {result.digest}"
        )
        for what in result.wrong:
            self.stdout.write(what)
        self.stdout.write(
            _("%(files)s files, %(papers)s papers and %(entries)s entries read.") % vars(result)
        )
        if result.wrong:
            raise CommandError(_("%(wrong)s things are wrong.") % {"wrong": len(result.wrong)})
        self.stdout.write(self.style.SUCCESS(_("All of it fits together.")))
        if not digest:
            self.stdout.write(_("Compare the digest with the one that the office wrote down."))
