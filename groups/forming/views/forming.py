"""Forming a group: its page, and each step."""

from functools import partial

from django.contrib.auth.decorators import permission_required
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_safe

from accounts.models import Assignment
from foundation.access import get_permitted
from foundation.acts import Crumb, act_page, posted
from foundation.formatting import day
from foundation.submissions import SubmitOnceForm
from groups.crumbs import group_crumbs
from groups.forming.actions import forming as actions
from groups.forming.forms.forming import BegunGroup, CheckFormingForm, ProposeFormingForm
from groups.forming.reports.check import found_of
from groups.forming.rules.steps import (
    decree_of,
    latest_proposal,
    require_checkable,
    require_proposable,
    require_signable,
)
from groups.models import Group
from groups.rules.requirements import NAMES, rules_of_forming
from groups.views.groups import registered, who_registers


@sensitive_post_parameters()
@permission_required("groups.begin_group", raise_exception=True)
def begin_group(request):
    facilitates = request.user.holds(Assignment.Role.FACILITATOR)

    def act(facilitator, **typed):
        facilitator = request.user if facilitates else facilitator
        since = timezone.localdate()
        return actions.begin_group(
            facilitator=facilitator, facilitated_since=since, **typed, by=request.user
        )

    return act_page(
        request,
        form=BegunGroup(
            posted(request),
            picked=request.GET.getlist("picked"),
            **who_registers(request.user, "groups.begin_group"),
        ),
        act=act,
        done=registered,
        then=lambda group: reverse("groups:forming", args=[group.pk]),
        title=_("Begin a new group"),
        lead=_("First its families; then the minutes, the check, and the decree that forms it."),
        button=_("Begin"),
        crumbs=[Crumb(_("Groups"), reverse("groups:groups"))],
        back=reverse("groups:groups"),
        template="groups/begin_group.html",
    )


@require_safe
def forming(request, pk):
    """Where a group stands on its way to the decree, and what was found of it."""
    group = get_permitted(request, Group, "groups.view_group", pk=pk)
    proposal = latest_proposal(group)
    check = proposal.check_or_none if proposal else None
    verbs = ("groups.view_membership", "groups.sign_forming")
    sees_people = any(request.user.has_perm(verb, group) for verb in verbs)
    is_new = Group.objects.being_formed().filter(pk=pk).exists()
    found = found_now(group) if sees_people and is_new and not check else {}
    context = {
        "group": group,
        "is_new": is_new,
        "proposal": proposal,
        "check": check,
        "decree": decree_of(group),
        "found": [(NAMES[name], each) for name, each in found.items()],
        "checked": [(NAMES[row.rule], row) for row in check.found.all()]
        if check and sees_people
        else [],
    }
    return render(request, "groups/forming.html", context)


def found_now(group: Group):
    return found_of(group, rules_of_forming(group.programme), timezone.localdate())


def propose_forming(request, pk):
    group = get_permitted(request, Group, "groups.propose_forming", pk=pk)
    before = latest_proposal(group)
    check = before.check_or_none if before else None
    back = check if check and not check.is_fit else None
    return act_page(
        request,
        form=ProposeFormingForm(group, before, posted(request)),
        guard=partial(require_proposable, group),
        act=partial(
            actions.propose_forming, group=group, today=timezone.localdate(), by=request.user
        ),
        done=lambda proposal: _("Proposed: %(number)s.") % {"number": proposal.paper.number},
        then=reverse("groups:forming", args=[pk]),
        title=_("Minutes of the founding meeting"),
        lead=_("Sent back: %(reason)s") % {"reason": back.reason}
        if back
        else _("Held on %(day)s.") % {"day": day(group.formed_on)},
        button=_("Propose the group"),
        crumbs=group_crumbs(group),
        back=reverse("groups:forming", args=[pk]),
    )


def check_forming(request, pk):
    group = get_permitted(request, Group, "groups.check_forming", pk=pk)
    found = found_now(group)
    return act_page(
        request,
        form=CheckFormingForm(found, posted(request)),
        guard=partial(require_checkable, group, request.user),
        act=partial(
            actions.check_forming, group=group, today=timezone.localdate(), by=request.user
        ),
        done=lambda check: (
            _("Checked. The head signs the decree.")
            if check.is_fit
            else _("Sent back to the facilitator.")
        ),
        then=reverse("groups:forming", args=[pk]),
        title=_("Check a new group"),
        lead=f"{group}, {group.village}",
        button=_("Record the check"),
        crumbs=group_crumbs(group),
        back=reverse("groups:forming", args=[pk]),
        template="groups/check_forming.html",
        context={
            "group": group,
            "proposal": latest_proposal(group),
            "found": [(NAMES[name], each) for name, each in found.items()],
        },
    )


def sign_forming(request, pk):
    group = get_permitted(request, Group, "groups.sign_forming", pk=pk)
    proposal = latest_proposal(group)
    check = proposal.check_or_none if proposal else None
    return act_page(
        request,
        form=SubmitOnceForm(posted(request)),
        guard=partial(require_signable, group, request.user),
        act=partial(actions.sign_forming, group=group, today=timezone.localdate(), by=request.user),
        done=lambda decree: _("Signed: %(number)s.") % {"number": decree.paper.number},
        then=lambda decree: reverse("papers:paper", args=[decree.paper_id]),
        title=_("Form this group by decree?"),
        lead=f"{group}, {group.village}",
        button=pgettext("act", "Decree"),
        icon="lock",
        crumbs=group_crumbs(group),
        back=reverse("groups:forming", args=[pk]),
        template="groups/sign_forming.html",
        context={
            "proposal": proposal,
            "check": check,
            "checked": [(NAMES[row.rule], row) for row in check.found.all()] if check else [],
        },
    )
