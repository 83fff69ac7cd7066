"""Move a group to another stage: ask, check its facts, sign the decree."""

import datetime

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.models import User
from foundation.rules import RuleBroken, refusals_in_words
from groups.forming.models import StageAsk, StageCheck, StageDecree
from groups.forming.papers.stage import stage_content
from groups.forming.reports.stages import facts_of
from groups.forming.rules.stages import (
    Move,
    all_met,
    moves_of,
    require_no_open_ask,
    require_stage_checkable,
    require_stage_signable,
)
from groups.models import Decision, Group
from groups.models.programmes import Stage
from papers.actions import issue_paper
from papers.models import Paper


@transaction.atomic
def ask_stage(*, group: Group, stage: str, decision: Decision | None = None, by: User) -> StageAsk:
    """Ask that the group moves to a stage, as a meeting decided.

    No decision is needed for a group that fell silent, or that meets again.
    """
    group = Group.objects.select_for_update().get(pk=group.pk)
    require_no_open_ask(group)
    if stage not in [move.to for move in moves_of(group)]:
        raise RuleBroken(_("The group does not move from its stage to that one."), field="stage")
    if decision is None and Stage.INACTIVE not in (stage, group.stage):
        raise RuleBroken(
            _("Choose which meeting decided it. The decision is written on its sheet."),
            field="decision",
        )
    with refusals_in_words(
        groups_stageask_decided=_("Choose a decision of this group."),
    ):
        return StageAsk.objects.create(group=group, stage=stage, decision=decision, by=by)


@transaction.atomic
def check_stage(
    *, group: Group, agrees: bool, reason: str = "", today: datetime.date, by: User
) -> StageCheck:
    """Agree that the group moves, or refuse; the facts are kept as they are now.

    A reason is needed to refuse, and to agree where not every fact is met.
    """
    group = Group.objects.select_for_update().get(pk=group.pk)
    ask = require_stage_checkable(group, by)
    move = Move(group.pk, group.stage, ask.stage)
    with translation.override(settings.LANGUAGE_CODE):  # they stand in the decree
        facts = facts_of([move], today)[move]
        kept = [[str(fact.name), fact.met, str(fact.text)] for fact in facts]
    is_met, reason = all_met(facts), reason.strip()
    if not reason and not (agrees and is_met):
        words = (
            _("Not every fact is met. Write why the group moves all the same.")
            if agrees
            else _("Write why not.")
        )
        raise RuleBroken(words, field="reason")
    return StageCheck.objects.create(
        ask=ask, agreed=agrees, reason=reason, facts=kept, all_met=is_met, by=by
    )


@transaction.atomic
def sign_stage(*, group: Group, today: datetime.date, by: User) -> StageDecree:
    """Put the group into the stage by decree."""
    group = Group.objects.select_for_update().get(pk=group.pk)
    check = require_stage_signable(group, by)
    paper = issue_paper(
        Paper.Kind.GROUP_DECREE,
        office=group.office,
        group=group,
        content=stage_content(check, date=today, by=by),
        date=today,
        by=by,
    )
    with refusals_in_words(
        groups_stagedecree_check_of_id_key=_("This stage is decided already."),
        groups_stagedecree_by_another=_("Who asked for a stage or checked it may not sign it."),
    ):
        decree = StageDecree.objects.create(check_of=check, date=today, paper=paper, by=by)
    group.stage = check.ask.stage
    group.save(update_fields=["stage"])
    return decree
