"""The officers of a group."""

from functools import partial

from django.urls import reverse
from django.utils.translation import gettext as _

from foundation.access import get_permitted
from foundation.acts import act_page, posted
from groups.actions import offices as actions
from groups.crumbs import group_crumbs
from groups.forms.officers import OfficersForm
from groups.models import Group


def change_officers(request, pk):
    group = get_permitted(request, Group, "groups.change_officers", pk=pk)
    before = group.offices.select_related("membership__person").order_by("-since", "post")
    return act_page(
        request,
        form=OfficersForm(group, posted(request)),
        act=partial(actions.change_officers, group=group, by=request.user),
        done=_("The officers are changed."),
        title=_("Change the officers"),
        lead=_("Three members of three families."),
        button=_("Change the officers"),
        crumbs=group_crumbs(group),
        back=reverse("groups:members", args=[pk]),
        template="groups/change_officers.html",
        context={"before": before},
    )
