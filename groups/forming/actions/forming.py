"""Form a group: begin it, propose it with its minutes, check it, sign its decree."""

import datetime
from collections.abc import Collection, Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from foundation.rules import RuleBroken, refusals_in_words
from groups.actions.register import register_group
from groups.forming.models import CheckedRule, Forming, FormingCheck, FormingDecree, Proposal
from groups.forming.papers.decree import forming_content
from groups.forming.papers.founding import founding_content
from groups.forming.reports.check import found_of
from groups.forming.rules.steps import (
    latest_proposal,
    members_of,
    require_checkable,
    require_proposable,
    require_signable,
)
from groups.models import Group
from groups.rules.officers import require_chair
from groups.rules.requirements import Found, rules_of_forming
from papers.actions import issue_paper
from papers.models import Paper

Result = CheckedRule.Result


@transaction.atomic
def begin_group(*, by: User, **of_group: Any) -> Group:
    """Enter a new group with its families, as `register_group` takes them; its check comes later.

    `formed_on` is the day of its founding meeting.
    """
    group = register_group(**of_group, is_proposed=True, by=by)
    Forming.objects.create(group=group, by=by)
    return group


@transaction.atomic
def propose_forming(
    *,
    group: Group,
    place: str,
    led_by: str,
    decisions: str,
    present: Collection[int],
    today: datetime.date,
    by: User,
) -> Proposal:
    """Issue the minutes of the founding meeting, and send the group to the verifier.

    `present` are the memberships of who came. After a check sent it back, they replace the others.
    """
    group = Group.objects.select_for_update().get(pk=group.pk)
    require_proposable(group)
    require_chair(group, group.formed_on)
    if not set(present) <= set(members_of(group)) or not present:
        raise RuleBroken(_("Tick who of the members came."), field="present")
    before = latest_proposal(group)
    paper = issue_paper(
        Paper.Kind.FOUNDING,
        office=group.office,
        group=group,
        content=founding_content(
            group, place=place, led_by=led_by, decisions=decisions, present=present
        ),
        date=today,
        supersedes=before.paper if before else None,
        by=by,
    )
    return Proposal.objects.create(
        group=group,
        place=place,
        led_by=led_by,
        decisions=decisions,
        came=len(present),
        paper=paper,
        by=by,
    )


@transaction.atomic
def check_forming(
    *,
    group: Group,
    is_fit: bool,
    reason: str = "",
    reasons: Mapping[str, str],
    today: datetime.date,
    by: User,
) -> FormingCheck:
    """Find a proposed group fit, or send it back with what is to be mended.

    `reasons`, by the name of a rule, make an exception of one that is not met, or say what the
    verifier saw where the register does not know. Rules and members are kept as they are now.
    """
    group = Group.objects.select_for_update().get(pk=group.pk)
    proposal = require_checkable(group, by)
    if not is_fit and not reason.strip():
        raise RuleBroken(_("Write what is to be mended."), field="reason")
    rules = rules_of_forming(group.programme)
    found = found_of(group, rules, today)
    results = {name: _result(each, reasons.get(name, "")) for name, each in found.items()}
    for name, result in results.items():
        if is_fit and result == Result.NOT_MET:
            raise RuleBroken(
                _("Not met: %(why)s. Write the reason of an exception, or send the group back.")
                % {"why": found[name].named},
                field=name,
            )
    with refusals_in_words(
        groups_formingcheck_proposal_id_key=_("This proposal is checked already."),
    ):
        check = FormingCheck.objects.create(
            proposal=proposal,
            is_fit=is_fit,
            reason=reason.strip(),
            rules=rules,
            members=members_of(group),
            by=by,
        )
    CheckedRule.objects.bulk_create(
        CheckedRule(
            check_of=check,
            rule=name,
            result=results[name],
            evidence=each.named,
            reason=reasons.get(name, "").strip() if not each.met else "",
        )
        for name, each in found.items()
    )
    return check


def _result(found: Found, reason: str) -> str:
    if found.met:
        return Result.MET
    if not reason.strip():
        return Result.NOT_MET
    return Result.SEEN if found.met is None else Result.EXCEPTION


@transaction.atomic
def sign_forming(*, group: Group, today: datetime.date, by: User) -> FormingDecree:
    """Form the group by decree."""
    group = Group.objects.select_for_update().get(pk=group.pk)
    check = require_signable(group, by)
    paper = issue_paper(
        Paper.Kind.GROUP_DECREE,
        office=group.office,
        group=group,
        content=forming_content(group, check, date=today, by=by),
        date=today,
        by=by,
    )
    with refusals_in_words(
        groups_formingdecree_group_id_key=_("This group is formed already."),
        groups_formingdecree_by_another=_(
            "Who proposed or checked a group may not sign its decree."
        ),
    ):
        return FormingDecree.objects.create(
            group=group, check_of=check, date=today, paper=paper, by=by
        )
