"""Groups that end, as the actions leave them."""

import datetime

from finance.actions.ends import ask_end, sign_end
from finance.models import Book, CashCount
from groups.forming.models import EndAsk, EndDecree
from groups.models import Group
from tests.conftest import TODAY
from tests.factories import GroupFactory, MeetingFactory, ProgrammeFactory, UserFactory
from tests.finance.posting import pay_in
from tests.once import once

Kind = Book.Kind
MET = TODAY - datetime.timedelta(days=5)


def small():
    return ProgrammeFactory(name="KUBE kecil", least_members=1, most_members=6)


def group_to_end(members: int = 3) -> Group:
    """Savings of 50.000, 20.000 and 30.000; 60.000 in the fund; the box was counted."""
    group = GroupFactory(members=members, programme=small())
    for membership, amount in zip(group.memberships.all(), [50_000, 20_000, 30_000], strict=False):
        pay_in(membership, amount, date=MET, kind=Kind.POKOK)
    pay_in(group.memberships.first(), 60_000, date=MET, kind=Kind.IKS)
    meeting = MeetingFactory(group=group, date=MET)
    CashCount.objects.create(
        group=group,
        meeting=meeting,
        date=MET,
        whole_box=True,
        booked=160_000,
        counted=160_000,
        recorded_by=group.registered_by,
    )
    return group


def ask_to_end(group: Group, kind: str = "dissolved", **said) -> EndAsk:
    usual = {"votes": group.memberships.filter(until=None).count(), "reason": "Sepakat"}
    if kind != "split" and "receiver" not in said:
        said["receiver"] = GroupFactory(village=group.village, programme=small())
    meeting = group.meetings.first()
    by = group.facilitations.get().facilitator
    return ask_end(**{"group": group, "kind": kind, "meeting": meeting, "by": by} | usual | said)


def sign_it(group: Group, by=None) -> EndDecree:
    by = by or once("who ends", lambda: UserFactory(role="approver"))
    return sign_end(group=group, today=TODAY, by=by)


def dissolved(group: Group, **said) -> EndDecree:
    ask_to_end(group, **said)
    return sign_it(group)


def balances(group: Group) -> dict[str, int]:
    """The sum of the books of each kind that is not zero."""
    found: dict[str, int] = {}
    for book in group.books.exclude(balance=0):
        found[book.kind] = found.get(book.kind, 0) + book.balance
    return found
