"""A group with many entries for those who print and audit it, in the database of `bench.crash`.

`python -m bench.beside GROUP ENTRIES` prints the session of an auditor, and of its facilitator.
"""

import sys

import django
import pghistory
from django.utils import timezone

django.setup()

from accounts.models import Assignment, Region, User  # noqa: E402  the apps must be ready
from bench.crash_site import signed_in  # noqa: E402
from finance import ledger  # noqa: E402
from finance.models import Book  # noqa: E402
from groups.models import Group  # noqa: E402

AT_ONCE = 1_000


def fill(group: Group, count: int) -> None:
    """Payments of all members, as if they had met for decades."""
    cash, today = ledger.book(group, Book.Kind.CASH), timezone.localdate()
    members = list(group.memberships.all())
    books = ledger.books(group, [ledger.BookKey(Book.Kind.SUKARELA, each) for each in members])
    rows = [
        ledger.Posting(cash, book, 1_000, membership=key.membership) for key, book in books.items()
    ]
    for _ in range(0, count, AT_ONCE):
        many = rows * (AT_ONCE // len(rows))
        ledger.post_many(many, group=group, date=today, by=group.registered_by)


def auditor() -> User:
    user = User.objects.create_user("agus", name="Agus", sex="M")
    Assignment.objects.create(user=user, role="auditor", region=Region.objects.get(pk="35.07"))
    return user


if __name__ == "__main__":
    with pghistory.context(command="bench"):
        asked = Group.objects.get(pk=sys.argv[1])
        fill(asked, int(sys.argv[2]))
        sys.stdout.write(f"{signed_in(auditor())} {signed_in(asked.registered_by)}\n")
