"""Where each paid grant stands with its report: what it waits for, since when, until when."""

import datetime

from django.db.models import CharField, F, QuerySet, TextChoices, Value
from django.utils.translation import gettext_lazy as _

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
    return accounts(Award.objects.filter(pk=award.pk)).select_related("group", "round").first()


def due_soon(rows: QuerySet[Award], today: datetime.date) -> QuerySet[Award]:
    return rows.filter(due_on__gte=today, due_on__lte=today + SOON)


def overdue(rows: QuerySet[Award], today: datetime.date) -> QuerySet[Award]:
    return rows.filter(due_on__lt=today)
