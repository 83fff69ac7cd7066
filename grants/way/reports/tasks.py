"""Tasks of a user in grants, within the territories of their roles."""

import datetime
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.duties import barred_from
from accounts.models import Assignment, User
from foundation.statements import STAND_IN, Statement
from foundation.tasks import Task
from grants.payment.models import OfficeAccount
from grants.selection.models import Quota, Round
from grants.selection.reports.quotas import with_places_left
from grants.selection.reports.requirements import eligible_groups
from grants.way.reports.steps import together
from grants.way.step import SHOWN, Role
from grants.way.steps import BESIDE, STEP_OF, WAY
from groups.models import Group


def tasks(user: User, today: datetime.date) -> Iterator[Task]:
    yield from steps_for(user, today)
    if user.has_perm("grants.propose_group"):
        yield from rounds_to_enter(user, today)
    if user.has_perm("grants.match_statement"):
        yield from statements_to_match(user)
    if user.has_perm("grants.import_statement"):
        yield from accounts_to_confirm(user)
    if user.has_perm("grants.open_round"):
        yield from quotas_to_open(user, today)


def steps_for(user: User, today: datetime.date) -> Iterator[Task]:
    """The waiting steps of a user, in two queries."""
    places = tuple((each.role, each.region_id) for each in user.running_assignments)
    statement = statement_of_steps(places, timezone.localdate(), today)
    yield from in_words(statement.run(user.pk) if statement else [])


def all_that_waits(user: User, key: str, today: datetime.date) -> list[Task]:
    """Every row that waits for the user in this way, the oldest first."""
    step, waiting = STEP_OF[key]
    if not user.holds(step.role, *step.also):
        return []
    rows = waiting.of_user(user, step.verb, step.role, today, most=None)
    return list(in_words(list(rows)))


def in_words(found: list[Any]) -> Iterator[Task]:
    shown = Group.objects.select_related("village")
    groups = shown.in_bulk({row[4] for row in found if row[4]})
    for key, since, due, argument, group, round_name, total in found:
        step, waiting = STEP_OF[key]
        yield Task(
            name=f"grants.{key}",
            role=step.role,
            verb=step.verb,
            text=str(waiting.text),
            about=str(groups[group]) if group else round_name,
            place=groups[group].village.name if group else "",
            url=waiting.url(argument),
            since=since,
            due=due,
            total=total,
            whole=reverse("grants:waiting", args=[key]),
        )


@lru_cache(maxsize=100)
def statement_of_steps(
    places: tuple[tuple[str, str | None], ...], now: datetime.date, today: datetime.date
) -> Statement | None:
    """What waits for a user who holds these roles in these regions; its querysets know `now`."""
    user = User(pk=STAND_IN)
    user.running_assignments = [Assignment(role=role, region_id=code) for role, code in places]
    rows = [
        waiting.of_user(user, step.verb, step.role, today)
        for step in WAY + BESIDE
        if user.holds(step.role, *step.also) and user.has_perm(step.verb)
        for waiting in step.waits
    ]
    return Statement.of(together(rows)) if rows else None


def rounds_to_enter(user: User, today: datetime.date) -> Iterator[Task]:
    """Rounds that groups of the user may enter: they meet every rule, nobody proposed them yet."""
    verb = "grants.propose_group"
    mine = Group.objects.visible_to(user, verb)
    rounds = Round.objects.visible_to(user, verb).taking_proposals(today)
    rounds = rounds.exclude(barred_from("propose_group", user, office="district", round="pk"))
    for selection_round in rounds.order_by("opened_on")[:SHOWN]:
        if eligible_groups(selection_round, mine, today):
            yield Task(
                name="grants.propose",
                role=Role.FACILITATOR,
                verb=verb,
                text=_("Propose the groups that meet every rule"),
                about=str(selection_round),
                url=reverse("grants:eligible", args=[selection_round.pk]),
                since=selection_round.opened_on,
                due=selection_round.proposals_until,
            )


def statements_to_match(user: User) -> Iterator[Task]:
    verb = "grants.match_statement"
    accounts = OfficeAccount.objects.visible_to(user, verb).awaiting_match()
    for account in accounts.order_by("oldest")[:SHOWN]:
        yield Task(
            name="grants.statement",
            role=Role.CASHIER,
            verb=verb,
            text=_("Match the bank's statement"),
            about=str(account),
            url=reverse("grants:bank"),
            since=account.oldest,
        )


def accounts_to_confirm(user: User) -> Iterator[Task]:
    """Accounts of the office that another cashier typed, or corrected."""
    verb = "grants.import_statement"
    accounts = OfficeAccount.objects.visible_to(user, verb).awaiting_confirmation(user)
    for account in accounts.order_by("typed_at")[:SHOWN]:
        yield Task(
            name="grants.office_account",
            role=Role.CASHIER,
            verb=verb,
            text=_("Confirm the account of the office"),
            about=str(account),
            url=reverse("grants:confirm_office_account", args=[account.pk]),
            since=timezone.localdate(account.typed_at),
        )


def quotas_to_open(user: User, today: datetime.date) -> Iterator[Task]:
    """Quotas of this year and later that no round rests on."""
    verb = "grants.open_round"
    quotas = Quota.objects.visible_to(user, verb).in_force().filter(year__gte=today.year)
    for quota in with_places_left(quotas).filter(rests=0).order_by("at")[:SHOWN]:
        yield Task(
            name="grants.quota",
            role=Role.HEAD,
            verb=verb,
            text=_("Open a round on the quota"),
            about=str(quota),
            url=reverse("grants:open_round", args=[quota.pk]),
            since=timezone.localdate(quota.at),
        )
