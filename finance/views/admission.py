"""Admitting a member."""

from functools import partial

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from finance.actions import admission as actions
from finance.forms.admission import AdmissionForm
from foundation.access import get_permitted
from foundation.acts import act_page, posted
from foundation.formatting import day
from groups.crumbs import group_crumbs
from groups.models import Group, Membership
from groups.registers.forms.picking import filled_in
from groups.registers.reports.search import picked_rows
from groups.reports.meetings import unwritten_meeting


@sensitive_post_parameters()
def admit_member(request, pk):
    group = get_permitted(request, Group, "groups.admit_member", pk=pk)
    today = timezone.localdate()
    asked = request.POST.get("register_row") or request.GET.get("row", "")
    picked = picked_rows(request.user, [asked])
    known = filled_in(*picked.values(), home=group.village_id) if picked else {}
    return act_page(
        request,
        form=AdmissionForm(
            group,
            posted(request),
            user=request.user,
            takes_money=request.user.has_perm("finance.record_money", group),
            picked=picked,
            initial=known | {"since": request.GET.get("since", today)},
        ),
        act=partial(actions.admit_member, group=group, today=today, by=request.user),
        done=_admitted,
        then=_one_more if "another" in request.POST else _after_admission,
        title=_("Add a member"),
        lead=group,
        button=_("Add the member"),
        crumbs=group_crumbs(group),
        back=reverse("groups:members", args=[pk]),
        template="finance/admit_member.html",
        context={"group": group},
    )


def _one_more(membership: Membership) -> str:
    """The empty form again, with the day that was typed."""
    query = {"since": membership.since.isoformat()}
    return reverse("finance:admit_member", args=[membership.group_id], query=query)


def _admitted(membership: Membership) -> str:
    words = _("%(name)s is a member now.") % {"name": membership}
    if not (meeting := unwritten_meeting(membership)):
        return words
    ask = _("Write down whether %(name)s came on %(day)s, too.")
    return f"{words} {ask % {'name': membership, 'day': day(meeting.date)}}"


def _after_admission(membership: Membership) -> str:
    """The page of the meeting whose attendance is to be written, else that of the member."""
    if meeting := unwritten_meeting(membership):
        return reverse("groups:edit_meeting", args=[meeting.pk])
    return reverse("groups:member", args=[membership.pk])
