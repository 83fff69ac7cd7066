"""Looking the families of a group up in a list of poor families."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.access import find
from foundation.rules import shown_on
from groups.actions.poverty import check_poverty as write_down
from groups.forms.poverty import PovertyForm
from groups.models import Group, PovertyCheck


def check_poverty(request, pk):
    group = find(request, Group, "groups.add_povertycheck", pk=pk)
    members = list(group.memberships.running().in_book_order())
    form = PovertyForm(request.POST or None, group=group, members=members)
    if form.is_bound and form.is_valid():
        with shown_on(form):
            write_down(
                group=group, **form.cleaned_data, today=timezone.localdate(), by=request.user
            )
            messages.success(request, _("The look-up is written down."))
            return redirect("groups:check_poverty", pk)
    codes = {member.household_id: member.code for member in members}
    found = PovertyCheck.objects.latest_of(codes).select_related("by")
    before = sorted(((codes[row.household_id], row) for row in found), key=lambda pair: pair[0])
    context = {"group": group, "form": form, "before": before}
    status = 422 if form.is_bound else 200
    return render(request, "groups/check_poverty.html", context, status=status)
