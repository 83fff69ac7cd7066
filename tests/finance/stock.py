"""Helpers for initial balances and POST data."""

import uuid

from django.utils import timezone

from accounts.models import User
from finance import ledger
from finance.ledger import Posting
from finance.models import Book
from groups.models import Group, Membership
from tests.conftest import TODAY

Kind = Book.Kind


def stock(group: Group, *, date=TODAY, cash=0, bank=0, iks=0) -> None:
    """Post initial cash, bank and fund balances; the fund's money is in the cash box."""
    books = [ledger.book(group, kind) for kind in (Kind.CASH, Kind.BANK, Kind.IKS, Kind.CAPITAL)]
    box, account, fund, capital = books
    postings = [
        Posting(box, capital, cash),
        Posting(account, capital, bank),
        Posting(box, fund, iks),
    ]
    post(group, postings, date)


def save(membership: Membership, *, date=TODAY, pokok=0, wajib=0, sukarela=0) -> None:
    """Post savings of a member into the cash box."""
    group = membership.group
    box = ledger.book(group, Kind.CASH)
    postings = [
        Posting(box, ledger.book(group, kind, membership), amount, membership)
        for kind, amount in zip(Book.SAVINGS, [pokok, wajib, sukarela], strict=True)
    ]
    post(group, postings, date)


def post(group: Group, postings: list[Posting], date=TODAY) -> list[int]:
    wanted = [posting for posting in postings if posting.amount]
    return ledger.post_many(wanted, group=group, date=date, by=group.registered_by)


def typed(**more) -> dict:
    """POST data: the submission UUID, today, and the given fields."""
    return {"submission": uuid.uuid4(), "date": timezone.localdate()} | more


def facilitator_of(group: Group) -> User:
    return group.facilitations.get().facilitator
