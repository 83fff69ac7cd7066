"""The register of breaches, and its clock of 72 hours."""

from functools import partial

from django.contrib.auth.decorators import permission_required
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.models import Region
from foundation.access import get_permitted, require_permission
from foundation.acts import Crumb, act_page, posted
from foundation.pagination import paginate
from groups.privacy.actions import breaches as actions
from groups.privacy.forms.breaches import BreachForm, BreachStepForm
from groups.privacy.models import Breach
from groups.privacy.rules.breaches import require_open


def crumbs() -> list[Crumb]:
    return [Crumb(_("Breaches"), reverse("groups:breaches"))]


@permission_required("groups.view_breach", raise_exception=True)
@require_safe
def breaches(request):
    rows = Breach.objects.visible_to(request.user).with_told().select_related("office")
    offices = [row.region_id for row in request.user.assignments_for("groups.record_breach")]
    context = {
        "page": paginate(rows, request.GET.get("page")),
        "offices": Region.objects.filter(pk__in=offices),
        "now": timezone.now(),
    }
    return render(request, "groups/breaches.html", context)


@require_safe
def breach(request, pk):
    rows = Breach.objects.with_told().select_related("office", "by")
    found = get_permitted(request, rows, "groups.view_breach", pk=pk)
    context = {
        "breach": found,
        "steps": found.steps.select_related("by", "paper"),
        "now": timezone.now(),
    }
    return render(request, "groups/breach.html", context)


def record_breach(request, code):
    office = get_object_or_404(Region, pk=code, level=Region.Level.DISTRICT)
    require_permission(request.user, "groups.record_breach", office)
    return act_page(
        request,
        form=BreachForm(posted(request)),
        act=partial(actions.record_breach, office=office, by=request.user),
        done=_("Written down. The 72 hours run."),
        then=lambda made: reverse("groups:breach", args=[made.pk]),
        title=_("Write down a breach"),
        lead=_("Personal data came where they do not belong. 72 hours run from when it was found."),
        button=_("Write down the breach"),
        icon="alert",
        crumbs=crumbs(),
        back=reverse("groups:breaches"),
    )


def take_breach_step(request, pk):
    found = get_permitted(request, Breach, "groups.record_breach", pk=pk)
    page = reverse("groups:breach", args=[pk])
    return act_page(
        request,
        form=BreachStepForm(posted(request)),
        guard=partial(require_open, found),
        act=partial(actions.take_breach_step, breach=found, by=request.user),
        done=lambda step: _("Saved. Print the letter.") if step.paper_id else _("Saved."),
        title=_("Write down what was done"),
        lead=found,
        button=_("Save"),
        crumbs=[*crumbs(), Crumb(found, page)],
        back=page,
    )
