"""Verify balances, sequences and hash chains of all groups."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _
from rich.console import Console
from rich.progress import Progress

from finance.models import Entry
from finance.reports.heads import read_heads, write_heads
from finance.reports.integrity import verify_groups


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("--group", type=int, help="check this group alone")
        parser.add_argument("--heads", type=Path, help="compare with the heads kept in this file")
        parser.add_argument("--write-heads", type=Path, help="append today's heads to this file")

    def handle(self, *, group, heads, **options):
        try:
            kept = read_heads(heads) if heads else {}
        except (OSError, ValueError) as error:
            raise CommandError(str(error)) from error
        groups = read = wrong = 0
        whole = []  # the heads of groups without findings
        for one in self.shown(verify_groups, groups=group and [group], heads=kept):
            groups, read, wrong = groups + 1, read + one.entries, wrong + len(one.wrong)
            for what in one.wrong:
                self.stdout.write(f"KUBE {one.name} ({one.group}): {what}")
            if not one.wrong:
                whole.append((one.group, one.sequence, one.digest))
        if options["write_heads"]:
            write_heads(options["write_heads"], timezone.localdate(), whole)
        self.stdout.write(
            _("%(groups)s groups and %(read)s entries read.") % {"groups": groups, "read": read}
        )
        if wrong:
            raise CommandError(_("%(wrong)s things are wrong.") % {"wrong": wrong})
        self.stdout.write(self.style.SUCCESS(_("The books are whole.")))

    def shown(self, check, *, groups, **more):
        """Yield the verified groups, with a progress bar of entries on stderr."""
        entries = Entry.objects.filter(group__in=groups) if groups else Entry.objects.all()
        with Progress(console=Console(stderr=True), transient=True) as progress:
            task = progress.add_task(_("Reading entries"), total=entries.count())
            yield from check(groups=groups, advance=lambda n: progress.advance(task, n), **more)
