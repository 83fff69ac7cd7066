"""manage.py reseal_numbers: re-encrypt all numbers after a new KUBE_NIK_KEYS (docs/backup.md)."""

from django.core.management.base import BaseCommand, CommandError

from accounts.database_roles import as_owner
from groups.actions.identity import reseal_numbers


class Command(BaseCommand):
    help = "Seal and index every NIK and KK with the keys of today, in the history, too."

    def handle(self, *args, **options):
        with as_owner():
            done, unreadable = reseal_numbers()
        self.stdout.write(f"Sealed again: {done:,} numbers.")
        if unreadable:
            raise CommandError(f"No key opens the number of: {', '.join(unreadable)}.")
