"""What a round or a quota allows now; actions ask it first, pages before they show a form."""

import datetime

from django.utils.translation import gettext as _

from accounts.duties import require_apart
from accounts.models import User
from foundation.formatting import day, rupiah
from foundation.rules import RuleBroken
from grants.selection.models import (
    Award,
    Candidacy,
    Decree,
    Publication,
    Quota,
    Ranking,
    Round,
    Withdrawal,
)
from grants.selection.rules.objections import require_objections_over
from groups.models import Group


def require_running(selection_round: Round) -> None:
    if closing := selection_round.closing_or_none:
        raise RuleBroken(_("This round was closed: %(reason)s") % {"reason": closing.reason})


def require_quota_in_force(quota: Quota) -> None:
    if quota.withdrawal_or_none is None:
        return
    alike = Quota.objects.in_force().filter(
        programme=quota.programme_id, district=quota.district_id, year=quota.year
    )
    if now := alike.filter(version__gt=quota.version).first():
        figures = {"places": now.places, "amount": rupiah(now.amount)}
        raise RuleBroken(
            _("This quota was corrected: it is %(places)s groups of %(amount)s now.") % figures
        )
    raise RuleBroken(_("This quota was withdrawn already."))


def require_places_left(quota: Quota) -> None:
    require_quota_in_force(quota)
    if quota.places_left() < 1:
        raise RuleBroken(_("All places of this quota are in rounds already."))


def require_unused(quota: Quota) -> None:
    """Require that no round rests on the quota: it may be withdrawn or corrected."""
    require_quota_in_force(quota)
    if quota.rounds.filter(closing=None).exists():
        raise RuleBroken(quota_is_used())


def quota_is_used() -> str:
    return _("A round rests on this quota. Close the round first, if it was a mistake.")


def require_before_its_list(selection_round: Round) -> None:
    """Require that the round may be closed as a mistake."""
    if selection_round.is_closed:
        raise RuleBroken(_("This round was closed already."))
    if selection_round.publication_or_none or selection_round.list_proposals.exists():
        raise RuleBroken(list_is_out())


def list_is_out() -> str:
    return _("The list of this round is out. A round is closed before its list only.")


def require_proposer(selection_round: Round, by: User) -> None:
    """Require a user with no other duty in the round."""
    require_apart("propose_group", selection_round.district_id, by=by, round=selection_round)


def require_proposable(
    selection_round: Round, group: Group, today: datetime.date, by: User
) -> None:
    require_proposer(selection_round, by)
    require_running(selection_round)
    if today < selection_round.opened_on:
        raise RuleBroken(
            _("This round opens on %(day)s. Propose the group then.")
            % {"day": day(selection_round.opened_on)}
        )
    if today > selection_round.proposals_until:
        raise RuleBroken(
            _("Groups could be proposed until %(day)s.")
            % {"day": day(selection_round.proposals_until)}
        )
    if Ranking.objects.filter(round=selection_round).exists():
        raise RuleBroken(_("This round is ranked already. No group comes in any more."))
    if not f"{group.village_id}.".startswith(f"{selection_round.district_id}."):
        raise RuleBroken(_("This group is in another district."))
    if selection_round.candidacies.filter(group=group).exists():
        raise RuleBroken(_("This group is proposed already."))


def require_here(candidacy: Candidacy) -> None:
    """Require a group that did not leave its round, which was not closed."""
    require_running(candidacy.round)
    if Withdrawal.objects.filter(candidacy=candidacy).exists():
        raise RuleBroken(_("This group left the round."))


def require_in_the_round(candidacy: Candidacy) -> None:
    """Require a group that neither left the round nor stands in the decree."""
    if candidacy.is_withdrawn:
        raise RuleBroken(_("This group has left the round already."))
    if Award.objects.in_force().filter(candidacy=candidacy).exists():
        raise RuleBroken(is_decreed())


def is_decreed() -> str:
    return _("The decree names this group. Only an addendum takes it off.")


def require_scoring_over(selection_round: Round, date: datetime.date) -> None:
    """Require that the scoring may be closed on that day, and is not yet."""
    require_running(selection_round)
    if Ranking.objects.filter(round=selection_round).exists():
        raise RuleBroken(_("The scoring of this round is closed already."))
    if date <= selection_round.proposals_until:
        text = _("Groups may be proposed until %(day)s. Close the scoring after that day.")
        raise RuleBroken(text % {"day": day(selection_round.proposals_until)})


def require_publishable(selection_round: Round) -> None:
    require_running(selection_round)
    if not Ranking.objects.filter(round=selection_round).exists():
        raise RuleBroken(_("Close the scoring first."))
    if Publication.objects.filter(round=selection_round).exists():
        raise RuleBroken(_("The list is public already."))


def require_listable(selection_round: Round, date: datetime.date) -> None:
    """Require that a list may be proposed on that day."""
    require_running(selection_round)
    if Decree.objects.filter(round=selection_round).exists():
        raise RuleBroken(_("The decree is signed. Propose an addendum instead."))
    if selection_round.list_proposals.filter(returned=None, decree=None).exists():
        raise RuleBroken(list_waits())
    require_objections_over(selection_round, date)


def list_waits() -> str:
    return _("A list waits for the head of office already.")


def require_signer(selection_round: Round, by: User) -> None:
    """Require a user who may sign the decrees of the round, by duties in it."""
    require_apart("sign_decree", selection_round.district_id, by=by, round=selection_round)
