"""django-hordak: its bulk way as its own benchmark command does it, and `transfer_to`."""

import datetime

from django.db import transaction
from hordak.models import Account, AccountType, Leg, Transaction
from moneyed import Money

from bench.contenders import GROUPS, MEMBERS

DATE = datetime.date(2026, 1, 10)
SHEETS: list[tuple] = []


def account(name: str, kind) -> Account:
    return Account.objects.get_or_create(name=name, type=kind, currencies=["IDR"])[0]


def prepare() -> None:
    for group in range(GROUPS):
        cash = account(f"cash {group}", AccountType.asset)
        dues = account(f"dues {group}", AccountType.liability)
        savings = [
            account(f"savings {group} {member}", AccountType.liability) for member in range(MEMBERS)
        ]
        SHEETS.append((cash, [(dues, 5_000)] * MEMBERS + [(book, 10_000) for book in savings]))


def bulk(place: int) -> None:
    cash, amounts = SHEETS[place]
    transactions, legs = [], []
    for book, amount in amounts:
        transactions.append(Transaction(date=DATE))
        money = Money(amount, "IDR")
        legs.append(Leg(transaction=transactions[-1], account=cash, debit=money))
        legs.append(Leg(transaction=transactions[-1], account=book, credit=money))
    with transaction.atomic():
        Transaction.objects.bulk_create(transactions)
        Leg.objects.bulk_create(legs)


def transfer_to(place: int) -> None:
    cash, amounts = SHEETS[place]
    for book, amount in amounts:
        with transaction.atomic():
            book.transfer_to(cash, Money(amount, "IDR"), date=DATE)


WAYS = {"hordak_bulk": bulk, "hordak_transfer": transfer_to}
