"""Handing a group over to another facilitator."""

import datetime
from functools import partial

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.forms.users import Confirmation
from foundation.access import get_permitted
from foundation.acts import act_page, posted
from foundation.formatting import day
from groups.actions import facilitation as actions
from groups.crumbs import group_crumbs
from groups.forms.officers import HandOverForm
from groups.models import Facilitation, Group


def hand_over_group(request, pk):
    group = get_permitted(request, Group, "groups.hand_over_group", pk=pk)
    today = timezone.localdate()
    has_one = group.facilitations.running(today).exists()
    return act_page(
        request,
        form=HandOverForm(group, posted(request)),
        act=partial(actions.hand_over_group, group=group, today=today, by=request.user),
        done=partial(_handed_over, today=today),
        then=reverse("groups:groups"),
        title=_("Hand over to another facilitator") if has_one else _("Give it a facilitator"),
        lead=group,
        button=_("Hand over") if has_one else _("Save"),
        crumbs=group_crumbs(group),
        back=reverse("finance:group_overview", args=[pk]),
        template="groups/hand_over_group.html",
        context={
            "group": group,
            "planned": group.facilitations.planned(today).select_related("facilitator").first(),
            "before": group.facilitations.begun().select_related("facilitator"),
        },
    )


def _handed_over(made: Facilitation, *, today: datetime.date) -> str:
    words = {"name": made.facilitator, "group": made.group, "day": day(made.since)}
    if made.since > today:
        return _("%(name)s facilitates %(group)s from %(day)s on. Until then all stays.") % words
    return _("%(name)s facilitates %(group)s now.") % words


def withdraw_hand_over(request, pk):
    group = get_permitted(request, Group, "groups.hand_over_group", pk=pk)
    today = timezone.localdate()
    return act_page(
        request,
        form=Confirmation(posted(request)),
        act=partial(actions.withdraw_hand_over, group=group, today=today, by=request.user),
        done=_("The hand-over is withdrawn. The facilitator stays."),
        title=_("Withdraw the planned hand-over?"),
        lead=group,
        button=_("Withdraw"),
        crumbs=group_crumbs(group),
        back=reverse("groups:hand_over_group", args=[pk]),
        context={"heading": _("Not possible now")},
    )
