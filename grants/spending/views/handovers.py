"""The handover of a grant (BAST)."""

from functools import partial

from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.access import get_permitted
from foundation.acts import act_page, posted
from grants import crumbs
from grants.selection.models import Award
from grants.spending.actions import handovers as actions
from grants.spending.forms.handovers import HandoverForm
from grants.spending.models import Handover
from grants.spending.rules.handovers import arrived_transfer
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
    today = timezone.localdate()
    return act_page(
        request,
        form=HandoverForm(posted(request), request.FILES or None),
        act=partial(actions.record_handover, award=award, today=today, by=request.user),
        done=_("The handover is recorded. Print it and have it signed."),
        then=lambda handover: reverse("grants:handover", args=[handover.pk]),
        title=_("Record the handover (BAST)"),
        lead=award.group,
        button=_("Save the handover"),
        icon="check",
        crumbs=crumbs.of_award(request.user, award),
        back=reverse("grants:spending", args=[pk]),
        template="grants/record_handover.html",
        context={
            "award": award,
            "arrived": arrived_transfer(award),
            "officers": officers_of(award.group, today),
        },
    )
