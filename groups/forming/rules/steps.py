"""What may be done now to form a group; actions ask it first, pages before they show a form."""

from django.utils.translation import gettext as _

from accounts.models import User
from foundation.rules import RuleBroken
from groups.forming.models import FormingCheck, FormingDecree, Proposal
from groups.models import Group


def latest_proposal(group: Group) -> Proposal | None:
    rows = group.proposals.select_related("checked__decree", "paper", "by", "checked__by")
    return rows.order_by("-pk").first()


def require_new(group: Group) -> None:
    """Require a group that waits for its decree."""
    if not Group.objects.being_formed().filter(pk=group.pk).exists():
        raise RuleBroken(_("This group is formed already."))


def require_proposable(group: Group) -> None:
    """Require a new group that is not proposed, or was sent back."""
    require_new(group)
    proposal = latest_proposal(group)
    if proposal and not (proposal.check_or_none and not proposal.check_or_none.is_fit):
        raise RuleBroken(_("This group is proposed already. The verifier and the head act next."))


def require_checkable(group: Group, by: User) -> Proposal:
    """Return the proposal that waits for a check by another than who proposed or facilitates."""
    require_new(group)
    proposal = latest_proposal(group)
    if proposal is None:
        raise RuleBroken(_("The minutes of the founding meeting are not written yet."))
    if proposal.check_or_none:
        raise RuleBroken(_("This proposal is checked already."))
    if by.pk in _proposers(group) or group.facilitations.filter(facilitator=by).exists():
        raise RuleBroken(
            _("Who proposes or facilitates a group may not check it. Ask another verifier.")
        )
    return proposal


def require_signable(group: Group, by: User) -> FormingCheck:
    """Return the check that found the group fit, for the head who did neither step before."""
    require_new(group)
    proposal = latest_proposal(group)
    check = proposal and proposal.check_or_none
    if not check or not check.is_fit:
        raise RuleBroken(_("No verifier has found this group fit yet."))
    if by.pk in {*_proposers(group), check.by_id}:
        raise RuleBroken(_("Who proposed or checked a group may not sign its decree."))
    if set(check.members) != set(members_of(group)):
        raise RuleBroken(
            _("Its members changed since the check. Ask the verifier to send it back first.")
        )
    return check


def members_of(group: Group) -> list[int]:
    """The memberships that are checked: those that have not ended."""
    rows = group.memberships.without_mistakes().filter(until=None).order_by("number")
    return list(rows.values_list("pk", flat=True))


def require_formed_by_decree(group: Group) -> None:
    """Require a group that is formed, for what only a group gets."""
    if Group.objects.being_formed().filter(pk=group.pk).exists():
        raise RuleBroken(_("This group is still being formed. Its decree comes first."))


def decree_of(group: Group) -> FormingDecree | None:
    return FormingDecree.objects.filter(group=group).select_related("paper").first()


def _proposers(group: Group) -> set[int]:
    return {group.registered_by_id, *group.proposals.values_list("by", flat=True)}
