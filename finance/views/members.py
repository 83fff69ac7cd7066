"""A member leaves."""

from django.contrib import messages
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from finance.actions import members
from finance.forms.members import ReleaseForm
from finance.reports.leaving import leaving
from foundation.access import get_permitted
from foundation.formatting import respectful_full, rupiah
from foundation.submissions import submit_once
from groups.models import Membership


def release_member(request, pk):
    rows = Membership.objects.select_related("group", "person")
    membership = get_permitted(request, rows, "finance.release_member", pk=pk)
    form = ReleaseForm(request.POST or None)
    due = leaving(membership)

    def act(**typed):
        members.release_member(
            membership=membership, **typed, today=timezone.localdate(), by=request.user
        )
        messages.success(
            request,
            _("%(name)s has left and got %(amount)s.")
            % {"name": respectful_full(membership.person), "amount": rupiah(due.paid_out)},
        )
        return reverse("finance:savings_book", args=[membership.pk])

    if request.method == "POST" and (done := submit_once(request, form, act)):
        return done
    context = {"group": membership.group, "membership": membership, "form": form, "due": due}
    status = 422 if form.is_bound else 200
    return render(request, "finance/release_member.html", context, status=status)
