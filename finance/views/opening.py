"""What a group had before the system."""

from django.contrib import messages
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from finance.actions import money
from finance.forms.opening import OpeningForm
from finance.models import Opening
from foundation.access import get_permitted
from foundation.submissions import submit_once
from groups.models import Group


def record_opening(request, pk):
    group = get_permitted(request, Group, "finance.record_opening", pk=pk)
    form = OpeningForm(group, request.POST or None)

    def act(**typed):
        money.record_opening(group=group, **typed, today=timezone.localdate(), by=request.user)
        messages.success(request, _("The opening balances are in the books."))
        return reverse("finance:cash", args=[group.pk])

    if request.method == "POST" and (done := submit_once(request, form, act)):
        return done
    context = {
        "group": group,
        "form": form,
        "opening": Opening.objects.filter(group=group).first(),
    }
    status = 422 if form.is_bound else 200
    return render(request, "finance/record_opening.html", context, status=status)
