"""Handing a group over to another facilitator."""

from functools import partial

from django.urls import reverse
from django.utils.translation import gettext as _

from foundation.access import get_permitted
from foundation.acts import act_page, posted
from groups.actions import facilitation as actions
from groups.crumbs import group_crumbs
from groups.forms.officers import HandOverForm
from groups.models import Group


def hand_over_group(request, pk):
    group = get_permitted(request, Group, "groups.hand_over_group", pk=pk)
    words = _("%(name)s facilitates %(group)s now.")
    return act_page(
        request,
        form=HandOverForm(group, posted(request)),
        act=partial(actions.hand_over_group, group=group, by=request.user),
        done=lambda made: words % {"name": made.facilitator, "group": group},
        then=reverse("groups:groups"),
        title=_("Hand over to another facilitator"),
        lead=group,
        button=_("Hand over"),
        crumbs=group_crumbs(group),
        back=reverse("finance:group_overview", args=[pk]),
        template="groups/hand_over_group.html",
        context={"before": group.facilitations.select_related("facilitator")},
    )
