"""Members of a group: the list, a person's page, invitation."""

from functools import partial

from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from accounts.forms.users import Confirmation
from accounts.invitations import invitation_link
from foundation.access import get_permitted
from foundation.acts import act_page, posted
from foundation.qr import qr_address
from groups.actions import invitations as actions
from groups.crumbs import member_crumbs
from groups.forms.invitations import InvitationForm
from groups.forms.members import LeavingForm
from groups.forms.persons import PersonForm
from groups.models import Group, Membership, Merge, offices_held
from groups.registers.reports.away import members_away
from groups.reports.history import changes_seen
from groups.rules.belonging import require_member


def members(request, pk):
    group = get_permitted(request, Group, "groups.view_membership", pk=pk)
    rows = group.memberships.in_book_order().prefetch_related(offices_held())
    today = timezone.localdate()
    context = {
        "group": group,
        "members": rows.not_ended(today),
        "former": rows.filter(until__lte=today),
        "away": members_away(group.memberships.all(), request.user),
        "consents": group.consents.select_related("by", "answer"),
    }
    return render(request, "groups/members.html", context)


def member(request, pk):
    membership = get_permitted(request, Membership, "groups.view_membership", pk=pk)
    person = membership.person
    unseen = list(person.memberships.unseen_by(request.user))
    whole = request.user.has_perm("groups.reveal_number", membership.group)
    context = {
        "whole": whole,
        "elsewhere": any(row.until is None for row in unseen),
        "membership": membership,
        "away": members_away(Membership.objects.filter(pk=pk), request.user),
        "group": membership.group,
        "person": person,
        "family": person.family(),
        "offices": membership.offices.all(),
        "others": person.memberships.listed_for(request.user)
        .exclude(pk=pk)
        .select_related("group"),
        "reveals": person.reveals.listed_for(request.user).select_related("by")[:20],
        "changes": changes_seen(membership, whole=whole, alone=not unseen),
        "merges": Merge.objects.of(person).visible_to(request.user),
    }
    return render(request, "groups/member.html", context)


@sensitive_post_parameters()
def edit_member(request, pk):
    membership = get_permitted(request, Membership, "groups.change_membership", pk=pk)
    data = None if membership.until else posted(request)  # the form would look a number up
    return act_page(
        request,
        form=PersonForm(request.user, membership, data),
        guard=partial(require_member, membership),
        done=_("Saved."),
        title=_("Change a member's facts"),
        lead=f"{membership}, {membership.group}",
        button=_("Save"),
        crumbs=member_crumbs(membership),
        back=reverse("groups:member", args=[pk]),
    )


def edit_leaving(request, pk):
    """Correct why a membership ended, for example that it was a mistake from the start."""
    ended = Membership.objects.filter(until__isnull=False).select_related("person", "group")
    membership = get_permitted(request, ended, "groups.change_membership", pk=pk)
    return act_page(
        request,
        form=LeavingForm(posted(request), instance=membership),
        done=_("Saved."),
        title=_("Correct why the membership ended"),
        lead=f"{membership} ({membership.code}), {membership.group}",
        button=_("Save"),
        crumbs=member_crumbs(membership),
        back=reverse("groups:member", args=[pk]),
    )


def invite_member(request, pk):
    membership = get_permitted(request, Membership, "groups.invite_member", pk=pk)
    return act_page(
        request,
        form=InvitationForm(posted(request)),
        act=partial(actions.invite_member, membership=membership, by=request.user),
        then=partial(_show_invitation, request, membership),
        title=_("Invite to sign in"),
        lead=f"{membership}, {membership.group}",
        button=_("Invite"),
        crumbs=member_crumbs(membership),
        back=reverse("groups:member", args=[pk]),
    )


def renew_link(request, pk):
    membership = get_permitted(request, Membership, "groups.invite_member", pk=pk)
    return act_page(
        request,
        form=Confirmation(posted(request)),
        act=partial(actions.renew_link, membership=membership, by=request.user),
        then=partial(_show_invitation, request, membership),
        title=_("New link to sign in"),
        lead=_("%(name)s sets a new password with it. The one of before stops working.")
        % {"name": membership},
        button=_("Make a new link"),
        crumbs=member_crumbs(membership),
        back=reverse("groups:member", args=[pk]),
        context={"heading": _("Not possible now")},
    )


@never_cache
def _show_invitation(request, membership, user):
    """Render the link in the response to the POST, so that it has no URL."""
    link = request.build_absolute_uri(invitation_link(user))
    context = {
        "membership": membership,
        "username": user.username,
        "made": user.last_link,
        "link": link,
        "qr": qr_address(link),
        "crumbs": member_crumbs(membership),
    }
    return render(request, "groups/invited_member.html", context)
