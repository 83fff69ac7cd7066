"""The state of each paid grant's report: what it waits for, since when, due when."""

import datetime
from collections.abc import Sequence
from copy import copy
from functools import cache
from typing import Any

from django.db.models import Case, CharField, F, QuerySet, TextChoices, Value, When
from django.utils.translation import gettext_lazy as _

from foundation.statements import STAND_INS, Statement
from grants.selection.models import Award
from grants.spending.models import grants
from grants.spending.models.grants import WAITS_FOR, first_matching

SOON = datetime.timedelta(days=30)


class State(TextChoices):
    """States of a paid grant; their conditions are in `WAITS_FOR`."""

    ARRIVED = "arrived", _("Arrived in the account")
    TO_WRITE = "to_write", _("Awaiting the report")
    TO_CHECK = "to_check", _("Facilitator checks")
    TO_REVIEW = "to_review", _("Verifier reviews")
    RETURNED = "returned", _("Returned to mend")
    TO_REFUND = "to_refund", _("Rest to be given back")
    AT_THE_BANK = "at_the_bank", _("Refund awaited at the bank")
    DONE = "done", _("Finished")


def accounts(awards: QuerySet[Award]) -> QuerySet[Any]:
    """Paid grants annotated with `state`, `since` and `due_on`."""
    rows = grants().filter(pk__in=awards.values("pk")).accounted()
    states = {key: Value(key) for key in WAITS_FOR}
    since = {key: each.since for key, each in WAITS_FOR.items()}
    return rows.annotate(
        state=first_matching(states, Value(State.DONE), CharField()),
        since=first_matching(since, F("reviewed_on")),
    )


def account(award: Award) -> Award | None:
    """One grant annotated by `accounts`; None before it was paid."""
    found = accounts_by_key([award.pk]).get(award.pk)
    return with_account(award, found) if found else None


def with_account(award: Award, found: dict[str, Any]) -> Award:
    award = copy(award)
    vars(award).update(found)
    return award


def accounts_by_key(keys: Sequence[int]) -> dict[int, dict[str, Any]]:
    """What `accounts` adds to each; in the order of the list of reports.

    Ordered by due day, grants without one last.
    """
    columns, statement = statement_of_accounts()
    return {pk: dict(zip(columns, row, strict=True)) for pk, *row in statement.run(keys)}


@cache
def statement_of_accounts() -> tuple[list[str], Statement]:
    """What `accounts` adds to grants, compiled once: each of its columns is a subquery."""
    rows = accounts(Award.objects.filter(pk__in=STAND_INS))
    columns = list(rows.query.annotations)
    last = Case(When(state=State.DONE, then=Value(1)), default=Value(0))
    rows = rows.order_by(last, F("due_on").asc(nulls_last=True), "since", "group__name", "pk")
    return columns, Statement.of(rows.values_list("pk", *columns))


def is_due_soon(due_on: datetime.date | None, today: datetime.date) -> bool:
    return due_on is not None and today <= due_on <= today + SOON


def is_overdue(due_on: datetime.date | None, today: datetime.date) -> bool:
    return due_on is not None and due_on < today
