"""Correcting the village of a group."""

from functools import partial

from django.urls import reverse
from django.utils.translation import gettext as _

from foundation.access import get_permitted
from foundation.acts import act_page, posted
from grants.selection.actions import villages as actions
from groups.crumbs import group_crumbs
from groups.forms.groups import VillageForm
from groups.forms.places import near
from groups.models import Group


def correct_village(request, pk):
    rows = Group.objects.select_related("village__parent__parent__parent")
    group = get_permitted(request, rows, "groups.change_group", pk=pk)
    form = VillageForm(posted(request))
    form.show_first(near(request.user))
    return act_page(
        request,
        form=form,
        act=partial(actions.correct_village, group=group, by=request.user),
        done=_("Saved. Families of the old village moved along."),
        title=_("Correct the village"),
        lead=f"{group}, {group.village.path}",
        button=_("Save"),
        crumbs=group_crumbs(group),
        back=reverse("groups:edit_group", args=[pk]),
    )
