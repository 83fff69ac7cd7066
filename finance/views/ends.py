"""The end of a group: its page, and the acts that lead there."""

from functools import partial

from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from finance.actions import ends as actions
from finance.forms.ends import AskEndForm, WithdrawEndForm
from finance.reports.ends import end_facts
from finance.rules.ending import (
    open_end,
    require_end_asked,
    require_end_signable,
    require_no_open_end,
)
from foundation.access import get_permitted
from foundation.acts import act_page, posted
from foundation.submissions import SubmitOnceForm
from groups.crumbs import group_crumbs
from groups.forming.models import EndDecree
from groups.models import Group


@require_safe
def group_end(request, pk):
    """What was asked of its end, what must be true, and what was decided."""
    group = get_permitted(request, Group, "groups.view_group", pk=pk)
    ask = open_end(group)
    decrees = EndDecree.objects.filter(ask__group=group).order_by("-pk")
    context = {
        "group": group,
        "ask": ask,
        "facts": end_facts(ask, timezone.localdate()) if ask else [],
        "decrees": decrees.select_related("ask__receiver", "ask__meeting", "founded", "paper"),
        "taken_over": EndDecree.objects.filter(ask__receiver=group).select_related("ended"),
    }
    return render(request, "finance/group_end.html", context)


def ask_end(request, pk):
    group = get_permitted(request, Group, "groups.ask_end", pk=pk)
    return act_page(
        request,
        form=AskEndForm(group, timezone.localdate(), posted(request)),
        guard=partial(require_no_open_end, group),
        act=partial(actions.ask_end, group=group, by=request.user),
        done=_("Asked. The head signs the decree once all that is asked for is met."),
        then=reverse("finance:group_end", args=[pk]),
        title=_("Dissolve, merge or split the group"),
        lead=_("As a meeting decided with two thirds of the members. Count the whole box first."),
        button=_("Ask"),
        crumbs=group_crumbs(group),
        back=reverse("finance:group_end", args=[pk]),
    )


def withdraw_end(request, pk):
    group = get_permitted(request, Group, "groups.ask_end", pk=pk)
    return act_page(
        request,
        form=WithdrawEndForm(posted(request)),
        guard=partial(require_end_asked, group),
        act=partial(actions.withdraw_end, group=group, by=request.user),
        done=_("Taken back."),
        title=_("The group goes on"),
        lead=open_end(group) or group,
        button=_("Take back"),
        crumbs=group_crumbs(group),
        back=reverse("finance:group_end", args=[pk]),
    )


def sign_end(request, pk):
    group = get_permitted(request, Group, "groups.sign_end", pk=pk)
    ask = open_end(group)
    return act_page(
        request,
        form=SubmitOnceForm(posted(request)),
        guard=partial(require_end_signable, group, request.user),
        act=partial(actions.sign_end, group=group, today=timezone.localdate(), by=request.user),
        done=lambda decree: _("Signed: %(number)s.") % {"number": decree.paper.number},
        then=lambda decree: reverse("papers:paper", args=[decree.paper_id]),
        title=_("Sign the end of this group?"),
        lead=ask or group,
        button=pgettext("act", "Decree"),
        icon="lock",
        crumbs=group_crumbs(group),
        back=reverse("finance:group_end", args=[pk]),
        template="finance/sign_end.html",
        context={"ask": ask, "facts": end_facts(ask, timezone.localdate()) if ask else []},
    )
