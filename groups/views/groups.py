"""The list of groups, and the register."""

import datetime

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from accounts.models import Assignment
from foundation.access import find
from foundation.exports import table_file
from foundation.pagination import page_of
from foundation.rules import RuleBroken, refusals_in_words, shown_on
from groups.actions.register import register_group as register
from groups.forms.groups import GroupFilter, GroupForm, Registration
from groups.forms.members import FindForm
from groups.models import Group, Membership
from groups.reports.groups import groups_listed, groups_table
from groups.reports.history import changes
from groups.rules.plausibility import demand_length

SILENT = datetime.timedelta(days=30)


@permission_required("groups.view_group", raise_exception=True)
def groups(request):
    mine = Group.objects.visible_to(request.user, "groups.view_group")
    chosen = GroupFilter(request.GET, queryset=mine, request=request)
    page = page_of(chosen.qs.order_by("name", "pk"), groups_listed, request.GET.get("page"))
    context = {
        "form": chosen.form,
        "page": page,
        "search": FindForm(initial=request.GET.dict()),
        "silent_since": timezone.localdate() - SILENT,
    }
    return render(request, "groups/groups.html", context, status=422 if chosen.errors else 200)


@permission_required("groups.view_group", raise_exception=True)
def download_groups(request):
    """The groups of the list, all pages."""
    mine = Group.objects.visible_to(request.user, "groups.view_group")
    chosen = GroupFilter(request.GET, queryset=mine, request=request)
    return table_file(_("groups"), *groups_table(chosen.qs))


@permission_required("groups.view_group", raise_exception=True)
@require_POST
@sensitive_post_parameters("q")
def find_member(request):
    """By name or village: back to the list. By NIK: who it is, without an address that tells."""
    search = FindForm(request.POST)
    if search.is_valid() and not search.number:
        return redirect(f"{reverse('groups:groups')}?{urlencode({'q': search.cleaned_data['q']})}")
    with shown_on(search):
        demand_number(search.number)
        found = Membership.objects.listed_for(request.user).with_nik(search.number)
    if search.errors:
        return render(request, "groups/find_member.html", {"search": search}, status=422)
    return render(request, "groups/find_member.html", {"search": FindForm(), "found": found})


def demand_number(number: str) -> None:
    try:
        demand_length(number, kind="nik")
    except RuleBroken as rule:
        raise RuleBroken(str(rule), field="q") from rule


@sensitive_post_parameters()
@permission_required("groups.register_group", raise_exception=True)
def register_group(request):
    facilitates = request.user.holds(Assignment.Role.FACILITATOR)
    within = None if facilitates else places_to_register(request.user)
    form = Registration(request.POST or None, within=within, facilitates=facilitates)
    if form.is_bound and form.is_valid():
        typed = form.cleaned_data
        if facilitates:
            typed["facilitator"] = request.user
        with shown_on(form):
            group = register(**typed, by=request.user)
            messages.success(request, _("The group is in the register."))
            return redirect("finance:group_overview", group.pk)
    context = {"form": form, "facilitates": facilitates}
    status = 422 if form.is_bound else 200
    return render(request, "groups/register_group.html", context, status=status)


def places_to_register(user) -> list[str]:
    """The territories in which a role of this user registers groups."""
    places = {held.region_id for held in user.running_assignments if held.region_id}
    verb = "groups.register_group"
    return [code for code in places if user.has_perm(verb, Group(village_id=code))]


def edit_group(request, pk):
    group = find(request, Group, "groups.change_group", pk=pk)
    form = GroupForm(request.POST or None, instance=group)
    if form.is_bound and form.is_valid():
        with shown_on(form), refusals_in_words():
            form.save()
            messages.success(request, _("Saved."))
            return redirect("finance:group_overview", pk)
    context = {"group": group, "form": form, "changes": changes(group)}
    return render(request, "groups/edit_group.html", context, status=422 if form.is_bound else 200)
