"""Who leads a group, and who accompanies it."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from foundation.access import find
from foundation.rules import shown_on
from groups.actions.facilitation import hand_over_group as hand_over
from groups.actions.offices import change_officers as change
from groups.forms.officers import HandOverForm, OfficersForm
from groups.models import Group


def change_officers(request, pk):
    group = find(request, Group, "groups.change_officers", pk=pk)
    form = OfficersForm(group, request.POST or None)
    if form.is_bound and form.is_valid():
        with shown_on(form):
            date = form.cleaned_data["date"]
            change(group=group, holders=form.holders, date=date, by=request.user)
            messages.success(request, _("The officers are changed."))
            return redirect("groups:members", pk)
    context = {
        "group": group,
        "form": form,
        "offices": group.offices.select_related("membership__person").order_by("-since", "post"),
    }
    return render(
        request, "groups/change_officers.html", context, status=422 if form.is_bound else 200
    )


def hand_over_group(request, pk):
    group = find(request, Group, "groups.hand_over_group", pk=pk)
    form = HandOverForm(group, request.POST or None)
    if form.is_bound and form.is_valid():
        with shown_on(form):
            hand_over(group=group, **form.cleaned_data, by=request.user)
            messages.success(
                request,
                _("%(name)s facilitates %(group)s now.")
                % {"name": form.cleaned_data["to"], "group": group},
            )
            return redirect("groups:groups")
    context = {
        "group": group,
        "form": form,
        "facilitations": group.facilitations.select_related("facilitator"),
    }
    return render(
        request, "groups/hand_over_group.html", context, status=422 if form.is_bound else 200
    )
