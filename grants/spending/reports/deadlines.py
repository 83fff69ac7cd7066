"""Where each paid grant stands with its report: what it waits for, since when, until when."""

import datetime
from copy import copy
from functools import cache

from django.db.models import CharField, F, QuerySet, TextChoices, Value
from django.utils.translation import gettext_lazy as _

from foundation.statements import STAND_IN, Statement
from grants.selection.models import Award
from grants.spending.models import grants
from grants.spending.models.grants import WAITS_FOR, first_matching

SOON = datetime.timedelta(days=30)


class State(TextChoices):
    """What a paid grant waits for; the conditions are `WAITS_FOR`."""

    ARRIVED = "arrived", _("Arrived in the account")
    TO_WRITE = "to_write", _("Awaiting the report")
    TO_CHECK = "to_check", _("Facilitator checks")
    TO_REVIEW = "to_review", _("Verifier reviews")
    RETURNED = "returned", _("Returned to mend")
    TO_REFUND = "to_refund", _("Rest to be given back")
    AT_THE_BANK = "at_the_bank", _("Refund awaited at the bank")
    DONE = "done", _("Finished")


def accounts(awards: QuerySet[Award]) -> QuerySet[Award]:
    """Those that were paid, each with what it waits for (`state`), `since` and `due_on`."""
    rows = grants().filter(pk__in=awards.values("pk")).accounted()
    states = {key: Value(key) for key in WAITS_FOR}
    since = {key: each.since for key, each in WAITS_FOR.items()}
    return rows.annotate(
        state=first_matching(states, Value(State.DONE), CharField()),
        since=first_matching(since, F("reviewed_on")),
    )


def account(award: Award) -> Award | None:
    """The same of one grant; None before it was paid."""
    columns, statement = statement_of_account()
    rows = statement.run(award.pk)
    if not rows:
        return None
    found = copy(award)
    vars(found).update(zip(columns, rows[0], strict=True))
    return found


@cache
def statement_of_account() -> tuple[list[str], Statement]:
    """What `accounts` adds to one grant, compiled once: each of its columns is a subquery."""
    rows = accounts(Award.objects.filter(pk=STAND_IN))
    columns = list(rows.query.annotations)
    return columns, Statement.of(rows.values_list(*columns))


def due_soon(rows: QuerySet[Award], today: datetime.date) -> QuerySet[Award]:
    return rows.filter(due_on__gte=today, due_on__lte=today + SOON)


def overdue(rows: QuerySet[Award], today: datetime.date) -> QuerySet[Award]:
    return rows.filter(due_on__lt=today)
