"""Pages of the assessments of a group."""

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from foundation.access import get_permitted
from foundation.acts import Crumb, act_page, posted
from foundation.bodies import FILES, takes_files
from foundation.submissions import SubmitOnceForm
from groups.assessment.actions import assessments as actions
from groups.assessment.forms.assessments import BeginForm, FillForm, SecondForm
from groups.assessment.models import Assessment
from groups.assessment.reports.assessments import assessment_page, assessments_page
from groups.assessment.rules.assessments import (
    differences_of,
    require_differing,
    require_levels,
    require_no_draft,
    require_second,
    require_to_fill,
    require_whole,
)
from groups.crumbs import group_crumbs
from groups.forms.levels import SettleForm
from groups.models import Criterion, Group

SHOWN = Assessment.objects.select_related("group__village", "instrument", "by", "beside")


def crumbs_of(group: Group) -> list[Crumb]:
    page = reverse("groups:assessments", args=[group.pk])
    return [*group_crumbs(group), Crumb(_("Assessments"), page)]


@require_safe
def assessments(request, pk):
    group = get_permitted(request, Group, "groups.view_assessment", pk=pk)
    context = assessments_page(group, request.user, timezone.localdate())
    return render(request, "groups/assessments.html", context)


@require_safe
def assessment(request, pk):
    found = get_permitted(request, SHOWN.with_counts(), "groups.view_assessment", pk=pk)
    return render(request, "groups/assessment.html", assessment_page(found, request.user))


def begin_assessment(request, pk):
    group = get_permitted(request, Group, "groups.assess_group", pk=pk)
    return act_page(
        request,
        form=BeginForm(group, posted(request)),
        guard=partial(require_no_draft, group, request.user),
        act=partial(
            actions.begin_assessment, group=group, today=timezone.localdate(), by=request.user
        ),
        then=lambda made: reverse("groups:fill_assessment", args=[made.pk]),
        title=_("Assess the group"),
        lead=group,
        button=_("Begin"),
        crumbs=crumbs_of(group),
        back=reverse("groups:assessments", args=[pk]),
    )


def begin_second(request, pk):
    group = get_permitted(request, Group, "groups.assess_group", pk=pk)
    return act_page(
        request,
        form=SecondForm(posted(request)),
        guard=partial(require_second, group, request.user),
        act=partial(actions.begin_second, group=group, today=timezone.localdate(), by=request.user),
        then=lambda made: reverse("groups:fill_assessment", args=[made.pk]),
        title=_("Assess the group as the second assessor"),
        lead=_("You see what the other one found once both have signed."),
        button=_("Begin"),
        crumbs=crumbs_of(group),
        back=reverse("groups:assessments", args=[pk]),
    )


@takes_files(FILES)
def fill_assessment(request, pk):
    found = get_permitted(request, SHOWN, "groups.assess_group", pk=pk)
    form = FillForm(found, posted(request), request.FILES or None)
    return act_page(
        request,
        form=form,
        guard=partial(require_to_fill, found, request.user),
        act=partial(_fill, assessment=found, by=request.user),
        done="" if _by_script(request) else _("Saved."),
        then=partial(_after_filling, request),
        title=_("Fill the assessment"),
        lead=found.group,
        button=_("Save"),
        icon="pen",
        crumbs=crumbs_of(found.group),
        back=reverse("groups:assessments", args=[found.group_id]),
        template="groups/fill_assessment.html",
        context={"assessment": found},
    )


def _fill(*, left: list[Criterion], **given: Any) -> Assessment:
    """Keep the whole criteria, then say which ones have no level."""
    made = actions.fill_assessment(**given)
    require_levels(left)
    return made


def _by_script(request) -> bool:
    """Whether assess.js sent one criterion by itself and stays on the page."""
    return request.headers.get("X-Sent-By") == "assess.js"


def _after_filling(request, assessment: Assessment) -> str | HttpResponse:
    """The criterion that follows the one whose button was pressed; else on to signing."""
    if _by_script(request):
        return HttpResponse(status=204)
    if (last := request.POST.get("criterion", "")).isdigit():
        page = reverse("groups:fill_assessment", args=[assessment.pk])
        return f"{page}#criterion-{int(last) + 1}"
    return reverse("groups:sign_assessment", args=[assessment.pk])


def sign_assessment(request, pk):
    found = get_permitted(request, SHOWN, "groups.assess_group", pk=pk)
    return act_page(
        request,
        form=SubmitOnceForm(posted(request)),
        guard=partial(require_whole, found, request.user),
        act=partial(actions.sign_assessment, assessment=found, by=request.user),
        done=_("The assessment is signed."),
        then=lambda made: reverse("groups:assessment", args=[made.pk]),
        title=_("Sign the assessment"),
        lead=_("Signed, it is never changed. A later one stands beside it."),
        button=_("Sign the assessment"),
        icon="check",
        crumbs=crumbs_of(found.group),
        back=reverse("groups:fill_assessment", args=[pk]),
        template="groups/sign_assessment.html",
        context=assessment_page(found, request.user),
    )


def settle_assessment(request, pk):
    found = get_permitted(request, SHOWN, "groups.settle_assessment", pk=pk)
    return act_page(
        request,
        form=SettleForm(differences_of(found), posted(request)),
        guard=partial(require_differing, found),
        act=partial(actions.settle_assessment, assessment=found, by=request.user),
        done=_("The assessments are settled."),
        then=lambda made: reverse("groups:assessment", args=[made.pk]),
        title=_("Settle the assessments"),
        lead=found.group,
        button=_("Settle the assessments"),
        icon="check",
        crumbs=crumbs_of(found.group),
        back=reverse("groups:assessments", args=[found.group_id]),
    )
