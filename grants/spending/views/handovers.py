"""The handover of a grant (BAST)."""

from functools import partial

from django.contrib.auth.decorators import permission_required
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from foundation.access import get_permitted
from foundation.acts import act_page, posted
from foundation.batches import say_result
from foundation.bodies import FILES, takes_files
from foundation.pagination import ROWS
from grants import crumbs
from grants.selection.models import Award
from grants.spending.actions import handovers as actions
from grants.spending.forms.handovers import HandoverForm, HandoversForm
from grants.spending.models import Handover, State, grants
from grants.spending.rules.handovers import arrived_transfer, require_handover_open
from groups.models import Group
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


@takes_files(FILES)
def record_handover(request, pk):
    award = get_permitted(request, AWARDS.all(), "grants.record_handover", pk=pk)
    today = timezone.localdate()
    return act_page(
        request,
        form=HandoverForm(posted(request), request.FILES or None),
        guard=partial(require_handover_open, award),
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


@permission_required("grants.record_handover", raise_exception=True)
@takes_files(FILES)
def record_handovers(request):
    mine = Group.objects.visible_to(request.user, "grants.record_handover")
    every = grants().in_state(State.ARRIVED).filter(group__in=mine)
    around = "group__village", "round__district", "decree__paper", "agreement__paper", "handover"
    awards = list(every.select_related(*around).order_by("round_id", "place")[:ROWS])

    def act(unread, **typed):
        batch = actions.record_handovers(**typed, today=timezone.localdate(), by=request.user)
        return batch._replace(left=[*batch.left, *unread])

    return act_page(
        request,
        form=HandoversForm(awards, posted(request), request.FILES or None),
        act=act,
        done=partial(say_result, request, words=_recorded, label=lambda row: row[0].group),
        title=_("Handovers of one day (BAST)"),
        lead=_("A photo for each group. Without one it is left for later."),
        button=_("Save the handovers"),
        icon="check",
        crumbs=crumbs.of_waiting(_("Handover (BAST) is missing"), "arrived"),
        back=reverse("grants:waiting", args=["arrived"]),
        template="grants/record_handovers.html",
        context={"awards": awards},
    )


def _recorded(count: int) -> str:
    words = ngettext("%(count)s handover recorded.", "%(count)s handovers recorded.", count)
    return words % {"count": count}
