"""manage.py reseal_factors: re-encrypt after a new KUBE_FACTOR_KEYS (docs/backup.md)."""

from django.core.management.base import BaseCommand

from accounts.actions import reseal_factors


class Command(BaseCommand):
    help = "Seal the secrets of all second factors with the first key of today."

    def handle(self, *args, **options):
        self.stdout.write(f"Sealed again: {reseal_factors():,} second factors.")
