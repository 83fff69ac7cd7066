"""manage.py reseal_numbers: re-encrypt all numbers after a new KUBE_NIK_KEYS (docs/backup.md)."""

from django.core.management.base import BaseCommand

from groups.actions.identity import reseal_numbers


class Command(BaseCommand):
    help = "Seal and index every NIK and KK with the keys of today."

    def handle(self, *args, **options):
        self.stdout.write(f"Sealed again: {reseal_numbers():,} numbers.")
