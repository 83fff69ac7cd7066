"""django-ledger: a posted journal entry for each amount, and the sheet as one journal entry."""

import datetime

from django.contrib.auth import get_user_model
from django_ledger.io import roles
from django_ledger.models import EntityModel

from bench.contenders import GROUPS, MEMBERS

MOMENT = datetime.datetime(2026, 1, 10, 9, tzinfo=datetime.UTC)
SHEETS: list[tuple] = []


def prepare() -> None:
    admin = get_user_model().objects.get_or_create(username="bench")[0]
    for group in range(GROUPS // 8):  # an entity takes a second to make
        entity = EntityModel.create_entity(
            name=f"Bench {group}", use_accrual_method=False, admin=admin, fy_start_month=1
        )
        entity.create_chart_of_accounts(assign_as_default=True, commit=True)
        SHEETS.append((entity.create_ledger(name="books", posted=True), *accounts(entity)))
        one_entry_a_sheet(group)  # two at once would both create the counter: one fails


def accounts(entity) -> tuple:
    def account(code: str, role: str, side: str):
        return entity.create_account(
            code=code, role=role, name=code, balance_type=side, active=True
        )

    cash = account("1010", roles.ASSET_CA_CASH, "debit")
    dues = account("2010", roles.LIABILITY_CL_OTHER, "credit")
    savings = [account(f"21{n:02}", roles.LIABILITY_CL_OTHER, "credit") for n in range(MEMBERS)]
    return cash, [(dues, 5_000)] * MEMBERS + [(book, 10_000) for book in savings]


def lines(cash, book, amount: int) -> list[dict]:
    return [
        {"account": cash, "amount": amount, "tx_type": "debit", "description": ""},
        {"account": book, "amount": amount, "tx_type": "credit", "description": ""},
    ]


def a_commit_each(place: int) -> None:
    ledger, cash, amounts = SHEETS[place % len(SHEETS)]
    for book, amount in amounts:
        ledger.commit_txs(MOMENT, lines(cash, book, amount), je_posted=True)


def one_entry_a_sheet(place: int) -> None:
    ledger, cash, amounts = SHEETS[place % len(SHEETS)]
    ledger.commit_txs(
        MOMENT,
        [line for book, amount in amounts for line in lines(cash, book, amount)],
        je_posted=True,
    )


WAYS = {"django_ledger": a_commit_each, "django_ledger_sheet": one_entry_a_sheet}
