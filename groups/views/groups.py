"""The list of groups; registering and editing one."""

import datetime
from functools import partial
from typing import Any

from django.contrib.auth.decorators import permission_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from accounts.models import Assignment
from foundation.access import get_permitted
from foundation.acts import Crumb, act_page, posted
from foundation.exports import table_file
from foundation.formatting import weekday
from foundation.lists import OfficeList
from foundation.pagination import paginate_by_key
from foundation.rules import RuleBroken, shown_on
from groups.actions import register as actions
from groups.crumbs import group_crumbs
from groups.forms.groups import GroupFilter, GroupForm
from groups.forms.numbers import FindForm
from groups.forms.places import near
from groups.forms.registration import Registration
from groups.lookups import require_look_up
from groups.models import Group, Membership
from groups.reports.groups import ORDER, group_columns, groups_listed, groups_table
from groups.reports.history import changes
from groups.rules.plausibility import require_length

SILENT = datetime.timedelta(days=30)


@permission_required("groups.view_group", raise_exception=True)
def groups(request):
    mine = Group.objects.visible_to(request.user, "groups.view_group")
    mine = mine if request.GET.get("ended") else mine.active()
    chosen = GroupFilter(request, mine)
    listed = OfficeList(request, group_columns(timezone.localdate() - SILENT), ORDER)
    if chosen.wants_table:
        return table_file(_("groups"), *groups_table(listed.ordered(groups_listed(chosen.qs))))
    rows = groups_listed(chosen.qs) if listed.column else chosen.qs
    page = paginate_by_key(listed.ordered(rows), groups_listed, request.GET.get("page"))
    context = {
        "form": chosen.form,
        "listed": listed,
        "page": page,
        "search": FindForm(initial=request.GET.dict()),
    }
    return render(request, "groups/groups.html", context, status=chosen.status)


@permission_required("groups.view_group", raise_exception=True)
@require_POST
@sensitive_post_parameters("q")
def find_member(request):
    """Redirect a name or village to the list; answer a NIK directly, so it is in no URL."""
    search = FindForm(request.POST)
    if search.is_valid() and not search.number:
        return redirect(f"{reverse('groups:groups')}?{urlencode({'q': search.cleaned_data['q']})}")
    with shown_on(search):
        require_number(search.number)
        if search.number:
            require_look_up(request.user, search.number, field="q")
        found = Membership.objects.listed_for(request.user).with_nik(search.number)
    if search.errors:
        return render(request, "groups/find_member.html", {"search": search}, status=422)
    return render(request, "groups/find_member.html", {"search": FindForm(), "found": found})


def require_number(number: str) -> None:
    try:
        require_length(number, kind="nik")
    except RuleBroken as rule:
        raise RuleBroken(str(rule), field="q") from rule


@sensitive_post_parameters()
@permission_required("groups.register_group", raise_exception=True)
def register_group(request):
    facilitates = request.user.holds(Assignment.Role.FACILITATOR)

    def act(facilitator, **typed):
        facilitator = request.user if facilitates else facilitator
        return actions.register_group(
            facilitator=facilitator,
            facilitated_since=timezone.localdate(),
            **typed,
            by=request.user,
        )

    return act_page(
        request,
        form=Registration(
            posted(request),
            picked=request.GET.getlist("picked"),
            **who_registers(request.user),
        ),
        act=act,
        done=registered,
        then=lambda group: reverse("finance:group_overview", args=[group.pk]),
        title=_("Register a group"),
        lead=_("You facilitate this group from today.")
        if facilitates
        else _(
            "Its facilitator sees the group at once. Where none is chosen, the head of division "
            "is asked for one."
        ),
        button=_("Register"),
        crumbs=[Crumb(_("Groups"), reverse("groups:groups"))],
        back=reverse("groups:groups"),
        template="groups/register_group.html",
    )


def registered(group: Group) -> str:
    if group.facilitations.exists():
        return _("The group is in the register.")
    return _("The group is in the register. The head of division is asked for its facilitator.")


def who_registers(user, verb: str = "groups.register_group") -> dict[str, Any]:
    """What the form of a new group asks of its user: the regions, who facilitates."""
    facilitates = user.holds(Assignment.Role.FACILITATOR)
    return {
        "user": user,
        "within": None if facilitates else places_to_register(user, verb),
        "near": near(user) if facilitates else [],
        "facilitates": facilitates,
    }


def places_to_register(user, verb: str) -> list[str]:
    """The regions where the user may register groups."""
    places = {held.region_id for held in user.running_assignments if held.region_id}
    return [code for code in places if user.has_perm(verb, Group(village_id=code))]


def saved(group: Group, *, before: tuple) -> str:
    """What the new rhythm does to the next meeting, if the rhythm is new."""
    *rhythm, expected_on = before
    if rhythm == [group.rhythm, group.weekday, group.month_day]:
        return _("Saved.")
    now = Group.objects.with_schedule().get(pk=group.pk).expected_on
    if now == expected_on:
        words = _("Saved. The next meeting stays on %(day)s, as agreed; you can move it.")
    else:
        words = _("Saved. The next meeting is now on %(day)s.")
    return words % {"day": weekday(now)}


def edit_group(request, pk):
    group = get_permitted(request, Group, "groups.change_group", pk=pk)
    before = group.rhythm, group.weekday, group.month_day, group.schedule.expected_on

    return act_page(
        request,
        form=GroupForm(posted(request), instance=group),
        done=partial(saved, before=before),
        title=_("Change the group's facts"),
        lead=group,
        button=_("Save"),
        crumbs=group_crumbs(group),
        back=reverse("finance:group_overview", args=[pk]),
        template="groups/edit_group.html",
        context={"changes": changes(group)},
    )
