"""The pairs of duties that the province lifted, and its acts on them."""

from functools import partial

from django.contrib.auth.decorators import permission_required
from django.db.models import Q
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts import actions
from accounts.duties import APART, LABELS, require_running_lift
from accounts.forms.lifts import EndLiftForm, LiftForm
from accounts.models import Assignment, PairLift, Region
from foundation.access import get_permitted, permitted
from foundation.acts import Crumb, act_page, posted
from foundation.pagination import paginate

LIFT = "accounts.lift_pair"
NEWEST = 25  # roles on money
WHOLE = PairLift.objects.select_related("office", "by", "end__by")


@require_safe
@permission_required("accounts.view_pairlift", raise_exception=True)
def duties(request):
    page = paginate(WHOLE.visible_to(request.user), request.GET.get("page"))
    today = timezone.localdate()
    money = Assignment.objects.on_money().visible_to(request.user).exclude(given_by=None)
    context = {
        "page": page,
        "money": money.select_related("user", "region", "given_by", "ended_by")[:NEWEST],
        "rows": [(lift, LABELS[lift.pair], lift.until > today) for lift in page],
        "pairs": APART,
    }
    return render(request, "accounts/duties.html", context)


@permitted(LIFT)
def lift_pair(request):
    return act_page(
        request,
        form=LiftForm(_offices(request.user), posted(request)),
        act=partial(actions.lift_pair, today=timezone.localdate(), by=request.user),
        done=_("The pair is lifted. The auditor sees each act done under it."),
        title=_("Lift a pair of duties"),
        lead=_("One person of this office may then do both. Nothing else is lifted by it."),
        button=_("Lift the pair"),
        icon="check",
        crumbs=_crumbs(),
        back=reverse("duties"),
    )


def end_lift(request, pk):
    lift, today = get_permitted(request, WHOLE, LIFT, pk=pk), timezone.localdate()
    return act_page(
        request,
        form=EndLiftForm(posted(request)),
        guard=partial(require_running_lift, lift, today),
        act=partial(actions.end_lift, lift=lift, today=today, by=request.user),
        done=_("Ended. From now on the two acts are apart again."),
        title=_("End it for %(office)s?") % {"office": lift.office},
        lead=LABELS[lift.pair],
        button=_("End it"),
        icon="check",
        crumbs=_crumbs(),
        back=reverse("duties"),
    )


def _crumbs() -> list[Crumb]:
    return [Crumb(_("Separation of duties"), reverse("duties"))]


def _offices(user):
    """The districts where the user may lift a pair."""
    inside = Q(pk__in=[])
    for held in user.assignments_for(LIFT):
        inside |= Q(parent=held.region_id)
    return Region.objects.filter(inside, level=Region.Level.DISTRICT).order_by("name")
