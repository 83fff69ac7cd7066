"""Looking up the families of a group in a list of poor families."""

from functools import partial

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.access import get_permitted
from foundation.acts import act_page, posted
from groups.actions import poverty as actions
from groups.crumbs import group_crumbs
from groups.forms.poverty import PovertyForm
from groups.models import Group, PovertyCheck


def check_poverty(request, pk):
    group = get_permitted(request, Group, "groups.add_povertycheck", pk=pk)
    members = list(group.memberships.running().in_book_order().select_related("household"))
    today = timezone.localdate()
    return act_page(
        request,
        form=PovertyForm(posted(request), group=group, members=members, user=request.user),
        act=partial(actions.check_poverty, group=group, today=today, by=request.user),
        done=_("The look-up is written down."),
        then=reverse("groups:check_poverty", args=[pk]),
        title=_("Look up in the list of poor families"),
        lead=group,
        button=_("Save the look-up"),
        crumbs=group_crumbs(group),
        back=reverse("groups:members", args=[pk]),
        template="groups/check_poverty.html",
        context={"before": found_before(members)},
    )


def found_before(members) -> list[tuple[str, PovertyCheck]]:
    """The latest check of each family, with the member's code."""
    codes = {member.household_id: member.code for member in members}
    found = PovertyCheck.objects.latest_of(codes).select_related("by")
    return sorted(((codes[row.household_id], row) for row in found), key=lambda pair: pair[0])
