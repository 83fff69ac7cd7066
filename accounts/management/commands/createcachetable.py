"""As Django's own, but as the owner of the tables."""

from django.core.management.commands import createcachetable

from accounts.database_roles import as_owner, grant


class Command(createcachetable.Command):
    def handle(self, *args, **options):
        with as_owner():
            super().handle(*args, **options)
            grant()
