"""The next step of a ranked round, and the acts offered to a user."""

from functools import partial
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from foundation.acts import Offer
from foundation.formatting import day
from foundation.rules import refusal_of
from grants.selection.models import Round
from grants.selection.rules.rounds import is_year_over, require_scoring_over


def ranking_bar(user: User, selection_round: Round, stage: dict[str, Any]) -> dict[str, Any]:
    """Context of the bar below the ranking.

    `stage` comes from `stage_of`, and says in `may_leave` whether an award is not paid yet.
    """
    return {
        "comes_next": comes_next(selection_round, stage),
        "next_action": None
        if selection_round.is_closed
        else next_action(user, selection_round, stage),
        "beside": offered_beside(user, selection_round, stage),
    }


def comes_next(selection_round: Round, stage: dict[str, Any]) -> str:
    if selection_round.is_closed:
        return _("This round was closed.")
    if stage["decrees"]:
        return _("The decree is signed.")
    if stage["waiting"]:
        return _("The head of office signs, another person than who proposed.")
    if not stage["ranking"]:
        return _(
            "The head of division closes the scoring after %(day)s, once all groups are scored."
        ) % {"day": day(selection_round.proposals_until)}
    if not stage["publication"]:
        return _("The head of division publishes the list.")
    if not stage["objections_over"]:
        until = {"day": day(stage["publication"].until), "count": stage["unanswered"]}
        return _("Objections until %(day)s; %(count)s without an answer.") % until
    return _("The head of division proposes; the head of office, another person, signs.")


def next_action(user: User, selection_round: Round, stage: dict[str, Any]) -> Offer | None:
    """The act that advances the round, if this user may do it."""

    def offer(verb: str, page: str, words: str) -> Offer | None:
        if user.has_perm(f"grants.{verb}", selection_round.district):
            return Offer(words, reverse(f"grants:{page}", args=[selection_round.pk]))
        return None

    if stage["waiting"]:
        return offer("issue_decree", "issue_decree", _("Look over and sign"))
    if not stage["ranking"]:
        early = refusal_of(partial(require_scoring_over, selection_round, timezone.localdate()))
        return None if early else offer("close_scoring", "close_scoring", _("Close the scoring"))
    if not stage["publication"]:
        return offer("publish_list", "publish_list", _("Publish the list"))
    if stage["objections_over"] and not stage["decrees"]:
        return offer("propose_list", "propose_list", _("Look over the list"))
    return None


def offered_beside(user: User, selection_round: Round, stage: dict[str, Any]) -> list[Offer]:
    offers = []
    if stage["publication"]:
        page = reverse("grants:objections", args=[selection_round.pk])
        offers.append(Offer(_("Objections"), page))
    may_propose = user.has_perm("grants.propose_list", selection_round.district)
    is_open = stage["decrees"] and not stage["waiting"] and stage["may_leave"]
    if is_open and may_propose and not is_year_over(selection_round, timezone.localdate()):
        page = reverse("grants:propose_addendum", args=[selection_round.pk])
        offers.append(Offer(_("Propose an addendum"), page))
    return offers
