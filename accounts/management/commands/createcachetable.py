"""Django's createcachetable, run as the owner role."""

from django.core.management.commands import createcachetable

from accounts.database_roles import as_owner, grant


class Command(createcachetable.Command):
    def handle(self, *args, **options):
        with as_owner():
            super().handle(*args, **options)
            grant()
