"""The stage of a group: its page, and each step to another one."""

from functools import partial
from typing import Any

from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from foundation.access import get_permitted
from foundation.acts import act_page, posted
from foundation.submissions import SubmitOnceForm
from groups.crumbs import group_crumbs
from groups.forming.actions import stages as actions
from groups.forming.forms.stages import AskStageForm, CheckStageForm
from groups.forming.models import StageAsk
from groups.forming.reports.stages import facts_of
from groups.forming.rules.stages import (
    Move,
    all_met,
    moves_of,
    open_ask,
    require_no_open_ask,
    require_stage_checkable,
    require_stage_signable,
)
from groups.models import Group
from groups.models.programmes import Stage


@require_safe
def stage(request, pk):
    """The stage a group is in, what must be true for each other one, and what was decided."""
    group = get_permitted(request, Group, "groups.view_group", pk=pk)
    asks = StageAsk.objects.filter(group=group).select_related(
        "by", "decision__meeting", "checked__by", "checked__decree__paper"
    )
    context = {
        "group": group,
        "ask": open_ask(group),
        "moves": facts_shown(moves_of(group)),
        "asks": asks.order_by("-pk"),
    }
    return render(request, "groups/stage.html", context)


def facts_shown(moves: list[Move]) -> list[dict[str, Any]]:
    found = facts_of(moves, timezone.localdate())
    return [
        {
            "stage": Stage(move.to).label,
            "facts": found[move],
            "all_met": all_met(found[move]),
        }
        for move in moves
    ]


def ask_stage(request, pk):
    group = get_permitted(request, Group, "groups.ask_stage", pk=pk)
    return act_page(
        request,
        form=AskStageForm(
            group, timezone.localdate(), posted(request), initial={"stage": request.GET.get("to")}
        ),
        guard=partial(require_no_open_ask, group),
        act=partial(actions.ask_stage, group=group, by=request.user),
        done=_("Asked. The verifier checks the facts."),
        then=reverse("groups:stage", args=[pk]),
        title=_("Ask for another stage"),
        lead=_("Now: %(stage)s") % {"stage": group.get_stage_display()},
        button=_("Ask"),
        crumbs=group_crumbs(group),
        back=reverse("groups:stage", args=[pk]),
        template="groups/ask_stage.html",
        context={"moves": facts_shown(moves_of(group))},
    )


def check_stage(request, pk):
    group = get_permitted(request, Group, "groups.check_stage", pk=pk)
    ask = open_ask(group)
    moves = [Move(group.pk, group.stage, ask.stage)] if ask else []
    return act_page(
        request,
        form=CheckStageForm(posted(request)),
        guard=partial(require_stage_checkable, group, request.user),
        act=partial(actions.check_stage, group=group, today=timezone.localdate(), by=request.user),
        done=lambda check: (
            _("Checked. The head signs the decree.") if check.agreed else _("Refused.")
        ),
        then=reverse("groups:stage", args=[pk]),
        title=_("Check the stage of a group"),
        lead=ask or group,
        button=_("Record the check"),
        crumbs=group_crumbs(group),
        back=reverse("groups:stage", args=[pk]),
        template="groups/check_stage.html",
        context={"ask": ask, "moves": facts_shown(moves)},
    )


def sign_stage(request, pk):
    group = get_permitted(request, Group, "groups.sign_stage", pk=pk)
    ask = open_ask(group)
    return act_page(
        request,
        form=SubmitOnceForm(posted(request)),
        guard=partial(require_stage_signable, group, request.user),
        act=partial(actions.sign_stage, group=group, today=timezone.localdate(), by=request.user),
        done=lambda decree: _("Signed: %(number)s.") % {"number": decree.paper.number},
        then=lambda decree: reverse("papers:paper", args=[decree.paper_id]),
        title=_("Put the group into this stage?"),
        lead=ask or group,
        button=pgettext("act", "Decree"),
        icon="lock",
        crumbs=group_crumbs(group),
        back=reverse("groups:stage", args=[pk]),
        template="groups/sign_stage.html",
        context={"ask": ask, "check": ask.check_or_none if ask else None},
    )
