"""The phases of a round, by the papers that complete the steps of the table."""

import datetime
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from django.db.models import Case, Exists, IntegerField, OuterRef, QuerySet, Value, When
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from foundation.lists import ListColumn, link, marks
from foundation.statements import compiled_once
from foundation.templatetags.constants import address_of
from foundation.texts import Text
from grants.selection.models import Award, Decree, Round
from grants.selection.reports.rounds import with_counts
from grants.way.step import Left
from grants.way.steps import STEP_OF

DONE, NOW, LATER = "done", "now", "later"
PHASES: list[tuple[Text, str]] = [  # with the field of the last day
    (_("Proposals"), "proposals_until"),
    (_("Visits"), "visits_until"),
    (_("Ranking"), ""),
    (_("Decree"), "decision_until"),
    (_("Payment"), "payment_until"),
]


@dataclass(frozen=True)
class Phase:
    """A phase of a round: label, last day, and whether it is done or running."""

    name: str
    until: datetime.date | None
    state: str


def with_phases(rounds: QuerySet[Any]) -> QuerySet[Any]:
    """Annotates `phases_over`: how many phases are over by their papers.

    The proposals have no paper of their own: they are over with the ranking, as the visits are.
    """
    arrived = left_by("paid")
    arrivals = arrived.rows().filter(**{arrived.candidacy: OuterRef("candidacy")})
    awards = Award.objects.in_force().filter(round=OuterRef("pk"))
    decided = Exists(Decree.objects.filter(round=OuterRef("pk")))
    over = [
        When(decided & ~Exists(awards.filter(~Exists(arrivals))), then=Value(5)),
        When(decided, then=Value(4)),
        When(Exists(left_by("list").rows().filter(round=OuterRef("pk"))), then=Value(3)),
        When(Exists(left_by("ranking").rows().filter(round=OuterRef("pk"))), then=Value(2)),
    ]
    return rounds.annotate(phases_over=Case(*over, default=Value(0), output_field=IntegerField()))


@compiled_once
def rounds_shown(keys: list[int]) -> QuerySet[Any]:
    """Rounds with all that their list, their page and their ranking display."""
    rows = with_phases(with_counts(Round.objects.filter(pk__in=keys)))
    return rows.select_related(
        "district", "programme", "instrument", "ranking", "publication", "closing__by"
    )


ROUND_ORDER = ("-year", "-pk")


def round_columns(today: datetime.date) -> list[ListColumn]:
    """The columns of the list of `rounds_shown`."""
    return [
        ListColumn(_("Round"), _linked, "name", ["name"]),
        ListColumn(_("District"), lambda each: each.district.name, "district", ["district__name"]),
        ListColumn(_("Programme"), lambda each: each.programme, "programme", ["programme__name"]),
        ListColumn(_("Year"), lambda each: str(each.year), "year", ["year"], is_figure=True),
        *(
            ListColumn(heading, WORDED.get(name, attrgetter(name)), name, [name], is_figure=True)
            for heading, name in FIGURES
        ),
        ListColumn(_("State"), lambda each: _state(each, today)),
    ]


FIGURES = [
    (_("Groups"), "places"),
    (_("Budget"), "budget"),
    (_("Proposed"), "candidate_count"),
    (_("Visited"), "visited_count"),
    (_("Scored"), "scored_count"),
    (_("Given"), "award_count"),
]


def _scored(selection_round: Any) -> str | int:
    """How many are scored, and how many of them an objection took off the list."""
    count, gone = selection_round.scored_count, selection_round.removed_count
    if not gone:
        return count
    left = gettext("%(count)s left") % {"count": gone}
    return f"{count}, {left}"


WORDED = {"scored_count": _scored}


def _linked(selection_round: Round) -> SafeString:
    return link(address_of("grants:round", selection_round.pk), selection_round.name)


def _state(selection_round: Round, today: datetime.date) -> SafeString:
    if selection_round.is_closed:
        return marks(("plain", gettext("Closed")))
    phases = phases_of(selection_round, today)
    running = [("wait", each.name) for each in phases if each.state == NOW]
    return marks(*running or [("ok", gettext("Done"))])


def left_by(key: str) -> Left:
    """The rows that complete the step which waits by this name."""
    left = STEP_OF[key][0].left
    assert left is not None
    return left


def phases_of(selection_round: Round, today: datetime.date) -> list[Phase]:
    """The phases of a round of `with_phases`; the first one not over runs, if the round does."""
    now = LATER if selection_round.is_closed else NOW
    over = selection_round.phases_over or int(today > selection_round.proposals_until)
    return [
        Phase(
            name=str(name),
            until=getattr(selection_round, field) if field else None,
            state=DONE if place < over else now if place == over else LATER,
        )
        for place, (name, field) in enumerate(PHASES)
    ]
