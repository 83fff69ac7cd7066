"""Serve the site with demo data on the loopback interface: `python3 run.py demo`."""

import os
import sys
import time

from django.conf import settings
from django.core.management import BaseCommand, CommandError, call_command
from django.db import connection, transaction
from django.utils import timezone

from accounts.models import Region
from demo import SIGN_INS
from demo.age import is_old, last_met
from demo.village import is_half_told
from groups.models import Group
from kube_admin import local_postgres
from kube_admin.serving import LOOPBACK, AlreadyServed, Watch, served_alone


class Command(BaseCommand):
    help = "Make the database ready, load the example data where there is none, and serve the site."

    def add_arguments(self, parser):
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument(
            "--fresh", action="store_true", help="throw the example data away and make it anew"
        )

    def handle(self, *, port, fresh, **options):
        if not settings.DEMO:
            raise CommandError("The demo is started by: python3 run.py demo")
        try:
            with served_alone(settings.LOCAL / "demo.lock", port):
                if fresh:
                    self.forget()
                self.make_ready()
                sys.exit(Watch(port, lambda: self.announce(port), self.mend_database).run())
        except AlreadyServed as error:
            raise CommandError(str(error)) from error

    def forget(self):
        if "DATABASE_URL" in os.environ:
            raise CommandError("--fresh empties the demo's own database only: unset DATABASE_URL.")
        connection.close()
        self.step("Forgetting", local_postgres.forget, settings.LOCAL_POSTGRES)

    def make_ready(self):
        self.step("Tables", call_command, "migrate", verbosity=0, interactive=False)
        if is_half_told():
            self.forget()
            return self.make_ready()
        self.step("Cache", call_command, "createcachetable", verbosity=0)
        self.step("Static files", call_command, "collectstatic", verbosity=0, interactive=False)
        if not Region.objects.exists():
            with transaction.atomic():
                self.load("Regions of Indonesia", "load_regions")
        if not Group.objects.exists():
            self.load("Example data", "demo_data")
        if is_old(timezone.localdate()):
            self.stdout.write(
                f"The example ends on {last_met()}. Anew: python3 run.py demo --fresh"
            )

    def step(self, title, act, *args, **kwargs):
        self.stdout.write(f"{title} … ", ending="")
        self.stdout.flush()
        began = time.monotonic()
        act(*args, **kwargs)
        self.stdout.write(f"{time.monotonic() - began:.1f} s")

    def load(self, title, command):
        """Load the demo data; an interrupted load restarts from nothing."""
        self.stdout.write(f"{title}:")
        call_command(command)

    def mend_database(self):
        """After `kill -9` of PostgreSQL."""
        if "DATABASE_URL" not in os.environ:
            try:
                local_postgres.mend(settings.LOCAL_POSTGRES)
            except local_postgres.ServerFailed as error:
                self.stderr.write(str(error))

    def announce(self, port):
        """Once gunicorn listens."""
        self.stdout.write(f"\nKUBE Admin: http://{LOOPBACK}:{port}/  (Ctrl-C ends it)\n\n")
        for role, username, password in SIGN_INS:
            self.stdout.write(f"  {role:<24} {username:<12} {password}")
        self.stdout.flush()
