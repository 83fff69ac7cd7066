"""Steps from the proposal to the decree."""

from functools import partial

from django.db.models import DateField, ExpressionWrapper, F, Q, Value
from django.db.models.functions import Greatest, TruncDate
from django.utils.translation import gettext_lazy as _

from accounts.duties import barred_from
from grants.payment.models import Budget
from grants.selection.models import (
    Award,
    Candidacy,
    Declaration,
    ListProposal,
    Publication,
    Ranking,
    Round,
    ScoreSheet,
    Visit,
)
from grants.way.step import Left, Role, Step, Waiting

AT = TruncDate("at")


def day_after(day: str) -> ExpressionWrapper:
    return ExpressionWrapper(F(day) + Value(1), output_field=DateField())


def bound_to(user) -> Q:
    """Candidacies whose group the user proposed, facilitates, or declared a relation to."""
    related = Declaration.objects.filter(by=user, related=True).values("candidacy")
    proposed = barred_from("verify_group", user, candidacy="pk")
    return proposed | Q(group__facilitations__facilitator=user) | Q(pk__in=related)


def barred_from_scoring(user) -> Q:
    return bound_to(user) | barred_from("score", user, candidacy="pk")


def bound_to_or_scored_by(user) -> Q:
    """Also those that the user has scored, which wait for a second verifier."""
    return barred_from_scoring(user) | Q(
        pk__in=ScoreSheet.objects.filter(by=user).values("candidacy")
    )


SELECTION = (
    Step(
        name=_("Proposed"),
        role=Role.FACILITATOR,
        verb="grants.propose_group",
        opens="grants.view_candidacy",
        left=Left(rows=Candidacy.objects.all, candidacy="pk", page="grants:candidacy"),
    ),
    Step(
        name=_("Budget plan (RAB)"),
        role=Role.FACILITATOR,
        verb="grants.plan_budget",
        opens="grants.view_candidacy",
        left=Left(
            rows=Budget.objects.in_force,
            candidacy="candidacy",
            on=AT,
            page="grants:budget",
            of="candidacy",
        ),
        waits=(
            Waiting(
                key="plan",
                text=_("Budget plan (RAB) is missing"),
                label=_("Waits for the plan"),
                rows=Candidacy.objects.awaiting_plan,
                candidacy="pk",
                award="award",
                page="grants:plan_budget",
            ),
        ),
    ),
    Step(
        name=_("Checked on the spot"),
        role=Role.VERIFIER,
        verb="grants.check_candidacy",
        opens="grants.view_candidacy",
        left=Left(
            rows=Visit.objects.all,
            candidacy="candidacy",
            paper="paper",
            page="grants:candidacy",
            of="candidacy",
        ),
        waits=(
            Waiting(
                key="visit",
                text=_("Visit and score"),
                rows=Candidacy.objects.awaiting_visit,
                candidacy="pk",
                due="round__visits_until",
                page="grants:candidacy",
                not_for=bound_to,
                many="grants:declare_many",
            ),
        ),
    ),
    Step(
        name=_("Scored"),
        role=Role.VERIFIER,
        verb="grants.check_candidacy",
        opens="grants.view_candidacy",
        left=Left(
            rows=ScoreSheet.objects.counting,
            candidacy="candidacy",
            on=AT,
            page="grants:candidacy",
            of="candidacy",
        ),
        waits=(
            Waiting(
                key="scores",
                text=_("Visit and score"),
                rows=Candidacy.objects.awaiting_scores,
                candidacy="pk",
                since="visited_on",
                due="round__visits_until",
                page="grants:candidacy",
                not_for=bound_to_or_scored_by,
            ),
            Waiting(
                key="settle",
                text=_("Two scores differ: settle them"),
                rows=Candidacy.objects.awaiting_settlement,
                candidacy="pk",
                since=TruncDate("scored_at"),
                due="round__visits_until",
                page="grants:candidacy",
                not_for=barred_from_scoring,
            ),
        ),
    ),
    Step(
        name=_("Ranked"),
        role=Role.HEAD,
        verb="grants.close_scoring",
        opens="grants.view_ranking",
        left=Left(
            rows=Ranking.objects.all,
            candidacy="round__candidacies",
            on=AT,
            paper="paper",
            page="grants:ranking",
            of="round",
        ),
        waits=(
            Waiting(
                key="ranking",
                text=_("All are scored: close the scoring"),
                rows=Round.objects.awaiting_ranking,
                round="pk",
                candidacy="candidacies",
                since=Greatest(TruncDate("scored_at"), day_after("proposals_until")),
                page="grants:ranking",
            ),
        ),
    ),
    Step(
        name=_("List published"),
        role=Role.HEAD,
        verb="grants.publish_list",
        opens="grants.view_ranking",
        left=Left(
            rows=Publication.objects.all,
            candidacy="round__candidacies",
            paper="paper",
            page="grants:ranking",
            of="round",
        ),
        waits=(
            Waiting(
                key="publish",
                text=_("Publish the list"),
                rows=Round.objects.awaiting_publication,
                round="pk",
                candidacy="candidacies",
                since=TruncDate("ranking__at"),
                page="grants:ranking",
            ),
        ),
    ),
    Step(
        name=_("List proposed to the head of office"),
        role=Role.HEAD,
        verb="grants.propose_list",
        left=Left(
            rows=ListProposal.objects.in_force,
            candidacy="round__candidacies",
            page="grants:propose_list",
            of="round",
        ),
        waits=(
            Waiting(
                key="list",
                text=_("Propose the list to the head of office"),
                rows=Round.objects.awaiting_first_list,
                round="pk",
                candidacy="candidacies",
                since=day_after("publication__until"),
                due="decision_until",
                page="grants:propose_list",
                not_for=partial(barred_from, "propose_list", round="pk"),
            ),
            Waiting(
                key="list_returned",
                text=_("The list was given back: propose it anew"),
                rows=Round.objects.awaiting_corrected_list,
                round="pk",
                candidacy="candidacies",
                since=TruncDate("returned_at"),
                due="decision_until",
                page="grants:propose_list",
                not_for=partial(barred_from, "propose_list", round="pk"),
            ),
        ),
    ),
    Step(
        name=_("Decree (SK)"),
        role=Role.APPROVER,
        verb="grants.issue_decree",
        left=Left(
            rows=Award.objects.in_force,
            candidacy="candidacy",
            on="decree__date",
            paper="decree__paper",
            page="grants:issue_decree",
            of="round",
        ),
        waits=(
            Waiting(
                key="decree",
                text=_("Sign the decree, or give the list back"),
                rows=ListProposal.objects.awaiting_decree,
                round="round",
                candidacy="round__candidacies",
                due="round__decision_until",
                page="grants:issue_decree",
                of="round",
                not_for=partial(
                    barred_from, "sign_decree", office="round__district", round="round"
                ),
            ),
        ),
    ),
)
