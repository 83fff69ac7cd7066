"""The handover of a grant (BAST)."""

from django.contrib import messages
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.access import get_permitted
from foundation.rules import RuleBroken
from foundation.submissions import submit_once
from grants.selection.models import Award
from grants.spending.actions import handovers
from grants.spending.forms.handovers import HandoverForm
from grants.spending.models import Handover
from groups.rules.officers import officers_of

AWARDS = Award.objects.select_related(
    "group__village", "round__district", "decree__paper", "agreement__paper", "handover"
)
WHOLE = Handover.objects.select_related(
    "award__group__village", "award__round", "chair__person", "photo", "paper", "by"
)


def handover(request, pk):
    row = get_permitted(request, WHOLE.all(), "grants.view_award", pk=pk)
    context = {"handover": row, "award": row.award, "group": row.award.group}
    return render(request, "grants/handover.html", context)


def record_handover(request, pk):
    award = get_permitted(request, AWARDS.all(), "grants.record_handover", pk=pk)
    form = HandoverForm(request.POST or None, request.FILES or None)
    today = timezone.localdate()

    def act(**typed):
        kept = handovers.record_handover(award=award, **typed, today=today, by=request.user)
        messages.success(request, _("The handover is recorded. Print it and have it signed."))
        return reverse("grants:handover", args=[kept.pk])

    if request.method == "POST" and (done := submit_once(request, form, act)):
        return done
    context = {
        "award": award,
        "group": award.group,
        "arrived": arrived(award),
        "officers": officers_of(award.group, today),
        "form": form,
    }
    status = 422 if form.is_bound else 200
    return render(request, "grants/record_handover.html", context, status=status)


def arrived(award):
    """The payment that arrived; None where none did."""
    try:
        return handovers.arrived_transfer(award)
    except RuleBroken:
        return None
