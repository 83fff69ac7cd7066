"""manage.py create_administrator: create the first administrator, who invites all others."""

from getpass import getpass

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from accounts.actions import create_administrator
from accounts.invitations import invitation_link
from accounts.models import User
from foundation.rules import RuleBroken


class Command(BaseCommand):
    help = "Make an administrator; without a password, print the link where one is set."

    def add_arguments(self, parser):
        parser.add_argument("--name", help="Full name")
        parser.add_argument("--username", help="Name to sign in with")
        parser.add_argument("--sex", choices=User.Sex.values, help="F woman, M man")
        parser.add_argument(
            "--link", action="store_true", help="Ask for no password, print an invitation link"
        )

    def handle(self, *args, **options):
        name = options["name"] or input("Full name: ")
        username = options["username"] or input("User name: ")
        sex = options["sex"] or input("F woman, M man: ").strip().upper()
        password = "" if options["link"] else getpass("Password (empty: print a link): ")
        try:
            if password:
                validate_password(password, User(username=username, name=name))
            user = create_administrator(name=name, username=username, sex=sex, password=password)
        except (RuleBroken, ValidationError) as refusal:
            raise CommandError("\n".join(getattr(refusal, "messages", [str(refusal)]))) from None
        self.stdout.write(f"{user.username} is an administrator.")
        if not password:
            self.stdout.write(f"Within 7 days, open on this site: {invitation_link(user)}")
